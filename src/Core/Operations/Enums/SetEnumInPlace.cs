namespace SchemaMigrate.Operations;

/// <summary>
/// Gives an enum other values by a new type, in one transaction: every table that has a column of the type is rewritten under ACCESS EXCLUSIVE, which the plan says. Defaults, views, indexes, constraints,
/// policies, triggers and functions that speak of the type are made again; what cannot be is named before anything is touched.
/// </summary>
/// <param name="Change">The values that it has and gets.</param>
/// <param name="Columns">All columns of the type.</param>
public sealed record SetEnumInPlace(EnumChange Change, ValueList<EnumColumn> Columns) : Operation
{
    /// <summary>All columns of the type.</summary>
    public ValueList<EnumColumn> Columns { get; } = Required.Items(Columns, $"The columns of the enum {Change?.Type.Display} were not given.");

    /// <inheritdoc/>
    public override string Summary => $"Set enum {Change} in place";

    /// <inheritdoc/>
    public override IReadOnlyList<OperationStep> Lower(LoweringContext context)
    {
        var (script, casts) = (new EnumScript(Change, Columns), new EnumCasts(Change));
        var old = Change.Type.Sibling(DerivedName.Of("zz_old", [Change.Type.Name.Name]));
        string[] statements =
        [
            EnumScript.Labels(Change),
            script.Dependents(EnumMode.InPlace, Change.Map, Change.From.Except(Change.Values)),
            EnumScript.TakeDown,
            $"ALTER TYPE {Change.Type} RENAME TO {old.Name}",
            new NewEnum(Change.Type, Change.Values).Lower(context).OfType<SqlOperationStep>().Single().Sql,
            EnumScript.Carry(old, Change.Type),
            .. casts.CreateForth(old, Change.Type),
            .. Columns.GroupBy(column => column.Table).Select(table => $"ALTER TABLE {table.Key} {string.Join(", ", table.Select(column =>
                $"ALTER COLUMN {column.Column} TYPE {column.TypeOf(Change.Type)} USING {casts.Forth(column.Many)}({column.Column})"))}"),
            .. casts.DropForth,
            EnumScript.PutBack,
            $"DROP TYPE {old}",
        ];
        return
        [
            .. Change.Forbidden.Count > 0
                ? [new SqlOperationStep(script.Usage(Change.Forbidden, "Say with -Map what the rows get, or change them first.")) { StartsTransaction = true, EndsTransaction = true }]
                : Array.Empty<SqlOperationStep>(),
            new SqlOperationStep(string.Join(";\n", statements)) { StartsTransaction = true, EndsTransaction = true },
        ];
    }

    /// <inheritdoc/>
    public override OperationInverse Inverse
    {
        get
        {
            var undo = new SetEnumInPlace(Change.Reverse(), Columns);
            return Change.Loss is { } loss ? OperationInverse.Lossy(loss, undo) : OperationInverse.Exact(undo);
        }
    }

    /// <inheritdoc/>
    public override string ToScript() => Change.AddTo(new PowerShellCommand("Set-MigrationEnum"))
        .Parameter("Column", Columns.Select(column => column.Spelling)).Switch("InPlace", true).ToString();
}
