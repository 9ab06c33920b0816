using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>Objects because of which PostgreSQL refuses to change or drop a column or table.</summary>
internal static class InTheWay
{
    private static readonly HashSet<DependentKind> OfTypes =
        [DependentKind.View, DependentKind.MaterializedView, DependentKind.Rule, DependentKind.Policy, DependentKind.Trigger, DependentKind.GeneratedColumn, DependentKind.PartitionKey, DependentKind.Function];

    public static IReadOnlyList<Dependent> Of(LiveCase live, TableFacts table, string column) =>
        [.. table.Dependents.Where(each => each.Level == 1 && OfTypes.Contains(each.Kind) && each.Columns.Contains(column) && !IsDropped(live, each))];

    public static void OfColumn(LiveCase live, TableFacts table, string column, string what)
    {
        var found = Of(live, table, column);
        if (found.Count > 0)
        {
            var names = found.Select(Describe).ToList();
            live.Add(
                LiveTypeRules.Dependents, $"PostgreSQL refuses to {what} {table.Relation.QualifiedName.Display}.{column}.",
                $"Needed by {string.Join(", ", names)}.", column, samples: names);
        }
    }

    public static string Describe(Dependent dependent) => $"{dependent.Kind switch
    {
        DependentKind.MaterializedView => "materialized view",
        DependentKind.GeneratedColumn => "generated column",
        DependentKind.PartitionKey => "the partition key of",
        DependentKind.RowTypeColumn => "column",
        var kind => kind.ToString().ToLowerInvariant(),
    }} {dependent.Name}";

    public static bool IsDropped(LiveCase live, Dependent dependent) =>
        dependent.Kind is DependentKind.View or DependentKind.MaterializedView
            ? live.Pending.Find(Sql.QualifiedName.Parse(dependent.Name)) is { Dropped: true }
            : dependent.Kind == DependentKind.Function && live.Pending.ReplacesRoutine(dependent.Name);
}
