using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>NOT NULL on columns that are there.</summary>
[RuleFamily]
internal static class NotNullRules
{
    public static Rule SetNotNull { get; } = new(new RuleMetadata("SM011", Severity.Danger, "SET NOT NULL without a proof",
        "SET NOT NULL reads the whole table, unless a valid CHECK (column IS NOT NULL) proves it.",
        "The table is read from end to end under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
        "ADD CONSTRAINT … CHECK (column IS NOT NULL) NOT VALID; VALIDATE CONSTRAINT in a transaction of its own; SET NOT NULL, which is free then; drop the CHECK. "
            + "On 18: ADD CONSTRAINT … NOT NULL column NOT VALID, then VALIDATE CONSTRAINT.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        Versions = "All. A valid CHECK spares the scan since 12.",
    }, ["AT_SetNotNull", "AT_AddConstraint"], context =>
    {
        var column = ColumnOf(context);
        return column is not null && context.OnExistingTable && !IsProven(context, column) && !IsHalfDone(context, column)
            ? new RuleHit($"Every row of {context.TableText} is read to see that {column} has no NULL.") { Column = column, At = context.Command.Def, SafeAlternative = SafeForms.NotNull(context, column) }
            : null;
    });

    public static Rule HalfDone { get; } = new(new RuleMetadata("SM012", Severity.Danger, "SET NOT NULL over a NOT NULL that is not valid",
        "SET NOT NULL on a column whose NOT NULL constraint is NOT VALID validates it with a full scan.",
        "The scan runs under ACCESS EXCLUSIVE; VALIDATE CONSTRAINT does the same under a lock that lets others read and write.",
        "VALIDATE CONSTRAINT on the not-null constraint, in a transaction of its own.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        Versions = "18 and later.",
    }, ["AT_SetNotNull"], context => context.OnExistingTable && IsHalfDone(context, context.Command.Name)
        ? new RuleHit($"Every row of {context.TableText} is read under ACCESS EXCLUSIVE, although {context.Command.Name} could be validated without.") { Column = context.Command.Name }
        : null);

    public static Rule ProofLeftBehind { get; } = new(new RuleMetadata("SM013", Severity.Info, "CHECK left behind after SET NOT NULL",
        "The CHECK (column IS NOT NULL) that proved SET NOT NULL stays on the table.",
        "Every INSERT and UPDATE goes on testing it beside the NOT NULL.",
        "DROP CONSTRAINT once the column is NOT NULL."),
        [RuleTriggers.End], context => Leftovers(context.State));

    public static Rule DropNotNull { get; } = new(new RuleMetadata("SM014", Severity.Info, "DROP NOT NULL",
        "Readers may meet NULL from now on.",
        "A client that was written for a column that always has a value may fail on the first NULL.",
        "Deploy readers that can take NULL first.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_DropNotNull"], context => context.OnExistingTable
        ? new RuleHit($"{context.TableText}.{context.Command.Name} may hold NULL from now on.") { Column = context.Command.Name }
        : null);

    /// <summary>Whether the source itself proves the column before the statement.</summary>
    public static bool IsProven(RuleContext context, string column) =>
        context.Major >= 12 && context.State.Find(context.Table!.Value) is { } table
        && table.Constraints.Exists(constraint => !constraint.Dropped && constraint.NotNullColumn == column && (constraint.Validated || !constraint.NotValid));

    private static bool IsHalfDone(RuleContext context, string column) =>
        context.Major >= 18 && context.State.Find(context.Table!.Value) is { } table
        && table.Constraints.Exists(constraint => constraint is { Dropped: false, Kind: "CONSTR_NOTNULL", NotValid: true, Validated: false } && constraint.NotNullColumn == column);

    private static string? ColumnOf(RuleContext context) => context.Command.Subtype == "AT_SetNotNull"
        ? context.Command.Name
        : context.Command.Def.Text("contype") == "CONSTR_NOTNULL" && !context.Command.Def.Flag("skip_validation")
            ? NotNullProofs.ColumnOf(context.Command.Def)
            : null;

    private static IEnumerable<RuleHit> Leftovers(TransactionState state)
    {
        foreach (var table in state.Tables.Where(table => !table.Created))
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint is { Dropped: false, Kind: "CONSTR_CHECK", NotNullColumn: { } column } && table.Columns.GetValueOrDefault(column) is { NotNull: true, AddedBy: null })
                {
                    yield return new RuleHit($"The CHECK {constraint.Name} on {table.Name.Display}.{column} has done its work and stays.")
                    {
                        On = constraint.AddedBy,
                        Table = table.Name,
                        Column = column,
                    };
                }
            }
        }
    }
}
