using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>NULLs before NOT NULL.</summary>
internal static class NullQuestions
{
    public static IEnumerable<DataQuestion> Of(LiveCase live, TableFacts table, string column)
    {
        if (live.UntouchedColumn(column) is not { } known
            || (known.NotNull && !table.Constraints.Any(each => each is { Kind: ConstraintKind.NotNull, IsValidated: false } && each.Columns.Contains(column))))
        {
            return [];
        }

        DataQuestion? question = null;
        var name = $"{table.Relation.QualifiedName.Display}.{column}";
        question = new DataQuestion(table, $"{new Identifier(column)} IS NULL")
        {
            Apply = Verdicts.Foretell(
                live, DataRowsRules.Violators, () => question!, column, answer => $"{Verdicts.Rows(answer.Count)} of {name} {(answer.Count == 1 ? "is" : "are")} NULL.", $"No row of {name} is NULL now.",
                null, "SM011", "SM012", "SM027"),
        };
        return [question];
    }
}
