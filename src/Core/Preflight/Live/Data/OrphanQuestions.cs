using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Rows that a foreign key finds no partner for.</summary>
internal static class OrphanQuestions
{
    public static IEnumerable<DataQuestion> Of(LiveCase live, TableFacts table, SqlNode key)
    {
        if (key["pktable"].RelationName() is not { } other || live.Find(other) is not { } target)
        {
            return [];
        }

        var targets = key.List("pk_attrs").Texts() is { Count: > 0 } named ? named : target.Key;
        return Of(live, table, key.Text("conname") is { Length: > 0 } name ? name : "the foreign key", key.List("fk_attrs").Texts(), other, targets);
    }

    public static IEnumerable<DataQuestion> Of(
        LiveCase live, TableFacts table, string name, IReadOnlyList<string> columns, QualifiedName other, IReadOnlyList<string> targets)
    {
        if ((live.Find(other) ?? live.Catalog.Find(other)) is not { } target || columns.Count == 0 || columns.Count != targets.Count
            || columns.Any(column => live.UntouchedColumn(column) is null) || targets.Any(column => target.Column(column) is null))
        {
            return [];
        }

        var child = table.Relation.QualifiedName;
        var parent = target.Relation.QualifiedName;
        var given = columns.Select(column => $"{child}.{new Identifier(column)} IS NOT NULL");
        var same = columns.Zip(targets, (column, to) => $"sm_parent.{new Identifier(to)} = {child}.{new Identifier(column)}");
        DataQuestion? question = null;
        question = new DataQuestion(
            table, $"{string.Join(" AND ", given)} AND NOT EXISTS (SELECT 1 FROM {parent} AS sm_parent WHERE {string.Join(" AND ", same)})")
        {
            Others = [target],
            Apply = Verdicts.Foretell(
                live, DataRowsRules.Violators, () => question!, null,
                answer => $"{Verdicts.Rows(answer.Count)} of {child.Display} {(answer.Count == 1 ? "has" : "have")} no partner in {parent.Display} for {name}.",
                $"Every row of {child.Display} has its partner in {parent.Display} now.", null, "SM019", "SM007", "SM017"),
        };
        return [question];
    }
}
