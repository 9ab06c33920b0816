using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Building indexes.</summary>
[RuleFamily]
internal static class IndexBuildRules
{
    public static Rule Plain { get; } = new(new RuleMetadata("SM031", Severity.Danger, "Plain index build",
        "CREATE INDEX locks the table against writing until the index is built.",
        "Every INSERT, UPDATE and DELETE waits for the whole build; only reading goes on.",
        "CREATE INDEX CONCURRENTLY.")
    {
        Lock = LockMode.Share,
        Scans = true,
    }, ["IndexStmt"], context => context.OnExistingTable && !context.Node.Flag("concurrent") && context.Node["relation"].Flag("inh")
        ? new RuleHit($"Nobody can write to {context.TableText} until {Name(context.Node)} is built.") { Object = ObjectOf(context), SafeAlternative = SafeForms.Concurrently(context) }
        : null);

    public static Rule IfNotExists { get; } = new(new RuleMetadata("SM033", Severity.Warning, "Concurrent index build with IF NOT EXISTS",
        "IF NOT EXISTS is content with an index of that name, also with an invalid one that a failed build left.",
        "The migration succeeds and the index is never used; nothing says so.",
        "Leave IF NOT EXISTS away; drop the invalid index and build again. The module's runner does that by itself.")
    {
        Lock = LockMode.ShareUpdateExclusive,
        Scans = true,
    }, ["IndexStmt"], context => context.Node.Flag("concurrent") && context.Node.Flag("if_not_exists")
        ? new RuleHit($"An invalid or a different index named {Name(context.Node)} would be taken for the right one.")
        {
            Object = ObjectOf(context),
            Severity = context.ByModule ? Severity.Error : null,
        }
        : null);

    public static Rule Partitioned { get; } = new(new RuleMetadata("SM034", Severity.Error, "Concurrent index build on a partitioned table",
        "CREATE INDEX CONCURRENTLY does not work on a partitioned table.",
        "The statement fails; without CONCURRENTLY all partitions are locked against writing at once.",
        "CREATE INDEX ON ONLY the parent, then CONCURRENTLY on each partition, then ALTER INDEX … ATTACH PARTITION."),
        ["IndexStmt"], context => context.Node.Flag("concurrent") && context.Table is { } table && context.State.Find(table) is { Partitioned: true }
            ? new RuleHit($"{context.TableText} is partitioned.") { Object = ObjectOf(context) }
            : null);

    public static Rule Corrupting { get; } = new(new RuleMetadata("SM035", Severity.Error, "Concurrent index build on 14.0 to 14.3",
        "CREATE INDEX CONCURRENTLY and REINDEX CONCURRENTLY on these versions may leave rows out of the index.",
        "The index is silently corrupt: queries miss rows, unique constraints let duplicates in.",
        "Update the server to 14.4 or later first.")
    {
        Versions = "14.0 to 14.3.",
    }, ["IndexStmt", "ReindexStmt"], context => context.Server is { Major: 14, Minor: < 4 } && (context.Node.Is("ReindexStmt") ? IndexForms.IsConcurrent(context.Node) : context.Node.Flag("concurrent"))
        ? new RuleHit($"PostgreSQL {context.Server} may build a corrupt index here.")
        : null);

    public static Rule UniqueMeanwhile { get; } = new(new RuleMetadata("SM037", Severity.Info, "Unique index is enforced while it is built",
        "A unique index that is built CONCURRENTLY refuses duplicates from its second phase on, before it is valid.",
        "Clients may get errors from a constraint that does not seem to exist yet; and when the build fails, the invalid index goes on refusing.",
        "Find and mend duplicates first; when the build fails, drop the invalid index at once.")
    {
        Lock = LockMode.ShareUpdateExclusive,
        Scans = true,
    }, ["IndexStmt"], context => context.OnExistingTable && context.Node.Flag("concurrent") && context.Node.Flag("unique") && !context.Source.FromOperations
        ? new RuleHit($"{Name(context.Node)} refuses duplicates in {context.TableText} while it is still being built.") { Object = ObjectOf(context) }
        : null);

    public static Rule Replaced { get; } = new(new RuleMetadata("SM040", Severity.Warning, "Index dropped before its successor is built",
        "The revision drops an index and then builds one of the same name.",
        "Between the two, every query that needs it reads the whole table.",
        "Build the new index under another name, then drop the old one, then rename.")
    {
        Lock = LockMode.None,
    }, ["IndexStmt"], context => context.OnExistingTable && ObjectOf(context) is { } name && context.State.DroppedIndexes.TryGet(name, out var dropped)
        ? new RuleHit($"There is no {name.Display} between {dropped.Spot} and the end of this build.") { Object = name }
        : null);

    private static string Name(SqlNode index) => index.Text("idxname") is { Length: > 0 } name ? name : "the index";

    private static QualifiedName? ObjectOf(RuleContext context) =>
        context.Node.Text("idxname") is { Length: > 0 } name ? QualifiedName.Of(context.Table?.Schema?.Name, name) : null;
}
