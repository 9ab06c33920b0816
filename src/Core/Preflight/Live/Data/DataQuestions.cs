using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a statement makes worth asking of the rows.</summary>
internal static class DataQuestions
{
    public static IReadOnlyList<DataQuestion> Of(LiveCase live)
    {
        if (live.Node.Type == "AlterDomainStmt")
        {
            return [.. DomainQuestions.Of(live)];
        }

        if (live.Table is not { Relation: { IsTable: true } } table)
        {
            return [];
        }

        var questions = new List<DataQuestion>();
        foreach (var command in live.Commands)
        {
            var found = command.Subtype switch
            {
                "AT_SetNotNull" => NullQuestions.Of(live, table, command.Name),
                "AT_AddConstraint" => Constraint(live, table, command.Def, validates: !command.Def.Flag("skip_validation")),
                "AT_ValidateConstraint" => Validate(live, table, command.Name),
                "AT_AlterColumnType" => TypeQuestions.Of(live, table, command),
                _ => [],
            };
            questions.AddRange(found);
        }

        if (live.Node.Type == "IndexStmt" && live.Node.Flag("unique"))
        {
            questions.AddRange(DuplicateQuestions.OfIndex(live, table));
        }

        return questions;
    }

    private static IEnumerable<DataQuestion> Constraint(LiveCase live, TableFacts table, SqlNode constraint, bool validates) => constraint.Text("contype") switch
    {
        "CONSTR_CHECK" => CheckQuestions.Of(live, table, constraint, validates),
        "CONSTR_NOTNULL" when validates && constraint.List("keys").Texts() is [var column] => NullQuestions.Of(live, table, column),
        "CONSTR_FOREIGN" when validates => OrphanQuestions.Of(live, table, constraint),
        "CONSTR_UNIQUE" or "CONSTR_PRIMARY" => DuplicateQuestions.OfConstraint(live, table, constraint),
        _ => [],
    };

    private static IEnumerable<DataQuestion> Validate(LiveCase live, TableFacts table, string name)
    {
        if (live.PendingTable?.Constraints.TryGetValue(name, out var added) == true)
        {
            return added.Node.Text("contype") == "CONSTR_CHECK"
                ? CheckQuestions.Of(live, table, added.Node, validates: true, new WrittenParts(added.By.Statement))
                : Constraint(live, table, added.Node, validates: true);
        }

        return table.Constraint(name) switch
        {
            { IsValidated: false, Kind: ConstraintKind.Check, Expression: { } expression } check => CheckQuestions.Of(live, table, check.Name, expression, [], true),
            { IsValidated: false, Kind: ConstraintKind.NotNull, Columns: [var column] } => NullQuestions.Of(live, table, column),
            { IsValidated: false, Kind: ConstraintKind.ForeignKey } key => OrphanQuestions.Of(
                live, table, key.Name, key.Columns, QualifiedName.Of(key.ReferencedSchema, key.ReferencedTable!), key.ReferencedColumns),
            _ => [],
        };
    }
}
