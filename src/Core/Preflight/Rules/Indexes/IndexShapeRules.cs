namespace SchemaMigrate.Preflight;

/// <summary>What an index is like.</summary>
[RuleFamily]
internal static class IndexShapeRules
{
    private const int WideFrom = 4;

    public static Rule Shape { get; } = new(new RuleMetadata("SM042", Severity.Info, "Hash, wide or redundant index",
        "The index is of a kind that seldom pays: hash, four or more columns, or covered by another index of the same revision.",
        "Every write maintains it, every vacuum reads it, and the planner may never choose it.",
        "A btree over the one to three columns that the queries really filter by; further columns go into INCLUDE."),
        ["IndexStmt"], context =>
        {
            var index = new KnownIndex(context.Node.Text("idxname"), context.Table ?? default, context.Node, context.Examined);
            return context.Node.Text("accessMethod") == "hash" ? new RuleHit("A hash index serves equality alone; a btree does that as well.")
                : index.Columns.Count >= WideFrom && !index.Unique && context.Node.Text("accessMethod") is "btree" ? new RuleHit($"The index has {index.Columns.Count} key columns.")
                : Covering(context, index) is { } other ? new RuleHit($"{other.Name ?? "Another index"} begins with the same columns.")
                : null;
        });

    private static KnownIndex? Covering(RuleContext context, KnownIndex index) =>
        index.Unique || index.Partial || index.Columns.Any(column => column is null) || context.Table is not { } table || index.Columns is not [{ } first, ..]
            ? null
            : context.State.Find(table)?.BeginningWith(first).FirstOrDefault(other => !other.Partial && other.Name != index.Name
                && other.Node.Text("accessMethod") == context.Node.Text("accessMethod")
                && other.Columns.Count >= index.Columns.Count && other.Columns.Take(index.Columns.Count).SequenceEqual(index.Columns));
}
