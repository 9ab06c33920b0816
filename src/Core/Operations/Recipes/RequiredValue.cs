using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// How a column comes to refuse NULL while writers that do not know it are about: a trigger fills it for them, what is there is filled, then NULL is refused and the
/// trigger goes.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
/// <param name="Value">What a row without a value gets.</param>
internal sealed record RequiredValue(QualifiedName Table, Identifier Column, ExpressionFragment Value)
{
    private Identifier Trigger => DerivedName.Of("zz_fill", [Table.Name.Name, Column.Name]);

    private string Purpose => $"fills {Column.Name} for writers that do not";

    private string Create
    {
        get
        {
            var function = Table.Sibling(Trigger);
            var body = $"""
                #variable_conflict use_column
                BEGIN
                  IF NEW.{Column} IS NULL THEN
                    SELECT (
                {Value}
                ) INTO NEW.{Column} FROM (SELECT NEW.*) AS {Table.Name};
                  END IF;
                  RETURN NEW;
                END
                """;
            return string.Join(";\n",
                TriggerFunction.Check(Table, Column.ToString(), Value.Sql),
                TriggerFunction.Create(function, body),
                TriggerFunction.Comment(function, Purpose),
                $"CREATE TRIGGER {Trigger} BEFORE INSERT OR UPDATE ON {Table} FOR EACH ROW EXECUTE FUNCTION {function}()",
                TriggerFunction.Comment(Trigger, Table, Purpose));
        }
    }

    private string Drop => $"DROP TRIGGER {Trigger} ON {Table};\nDROP FUNCTION {Table.Sibling(Trigger)}()";

    /// <summary>The phases.</summary>
    /// <param name="first">What comes before the trigger.</param>
    public IReadOnlyList<RecipePhase> Phases(params Operation[] first)
    {
        var backfill = BackfillNames.Of(Table, Column.Name);
        return
        [
            new RecipePhase(PhaseKind.Expand, $"{(first.Length > 0 ? "add" : "fill new rows of")} {Column.Name}", [.. first, new InvokeSql(Create).WithDowngrade(Drop)]),
            new RecipePhase(PhaseKind.Migrate, $"fill {Column.Name}",
            [
                new UpdateData(Table, [new DataAssignment(Column, Value)]) { Where = new($"{Column} IS NULL"), Name = backfill, NothingToUndo = true },
            ]),
            new RecipePhase(PhaseKind.Contract, $"refuse NULL in {Column.Name}",
                [new SetColumn(Table, Column) { NotNull = true }, new InvokeSql(Drop).WithDowngrade(Create)]) { Gates = [$"backfill({backfill})"] },
        ];
    }
}
