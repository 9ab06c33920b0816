using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>ALTER COLUMN … TYPE.</summary>
[RuleFamily]
internal static class ColumnTypeRules
{
    private const string RewriteWhy =
        "The table and all its indexes are written anew under ACCESS EXCLUSIVE: nobody reads or writes meanwhile, and twice the space is needed.";

    private const string NewColumn =
        "Add a column of the new type, keep both in step with a trigger, fill it with Start-Backfill, build its indexes CONCURRENTLY, and swap the names in one short transaction.";

    public static Rule Rewrite { get; } = Make(new RuleMetadata("SM043", Severity.Danger, "Column type changed",
        "Changing a column's type rewrites the table, except between a few types that are stored alike.", RewriteWhy, NewColumn)
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
        Versions = "All. Free are: longer or unlimited varchar and varbit, varchar and text, more digits of numeric before the point, more digits of seconds, cidr to inet.",
    }, (context, change) => change switch
    {
        { IsKey: true } or { IsRecast: true } or { IsTimestamp: true } or { IsRedundantUsing: true } => null,
        { MayBeFree: true } => new RuleHit(
            $"{context.TableText}.{change.Column} becomes {change.TypeText}: free when the old type is stored alike and not longer, a rewrite otherwise.") { Severity = Severity.Info },
        _ => new RuleHit($"{context.TableText} is rewritten so that {change.Column} becomes {change.TypeText}."),
    });

    public static Rule RedundantUsing { get; } = Make(new RuleMetadata("SM046", Severity.Warning, "USING that says what happens anyway",
        "The USING clause is the cast that PostgreSQL would do by itself.",
        "Where the plain change is free or checked, an expression can make it a rewrite, and an explicit cast cuts values silently that the plain change would refuse.",
        "Leave USING away; when PostgreSQL then asks for it, the cast is one that can lose data and belongs into a new column.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
    }, (context, change) => change is { IsRedundantUsing: true, IsKey: false }
        ? new RuleHit($"USING {change.Column}::{change.TypeText} asks for an explicit cast of every row of {context.TableText}.")
        : null);

    public static Rule TimestampPrecision { get; } = Make(new RuleMetadata("SM047", Severity.Danger, "Timestamp changed with precision or AT TIME ZONE",
        "Between timestamp and timestamptz the change is free only without precision (or with 6), without USING, and with TimeZone UTC.", RewriteWhy,
        "Change the precision first, which is free; then SET LOCAL TimeZone = 'UTC' and change the type without USING.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
        Versions = "12 and later; 11 rewrites always.",
    }, (context, change) => change.IsTimestamp && (change.Using.Exists || change.Type.FirstModifier() is < 6)
        ? new RuleHit($"{context.TableText} is rewritten: {change.Column} becomes {change.TypeText} {(change.Using.Exists ? "by an expression" : "with a precision below 6")}.")
        : null);

    public static Rule TimestampZone { get; } = Make(new RuleMetadata("SM048", Severity.Warning, "Timestamp changed under an unknown TimeZone",
        "What instant a timestamp means, and whether the change is free, depends on the session's TimeZone.",
        "Under a TimeZone other than UTC the table is rewritten, and every value is read as local time of wherever the session happens to be.",
        "SET LOCAL TimeZone = 'UTC' (or the zone that the values really mean) right before it.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
    }, (context, change) => change.IsTimestamp && !change.Using.Exists && change.Type.FirstModifier() is null or 6 && change.IsTimestamp && context.State.Session["timezone"] is null
        ? new RuleHit($"{context.TableText}.{change.Column}: nothing here says which TimeZone the conversion uses.")
        : null);

    public static Rule Narrowed { get; } = Make(new RuleMetadata("SM049", Severity.Warning, "Type that holds less",
        "The new type is among the smallest of its family.",
        "A value that does not fit makes the statement fail after it has worked its way through the table, and USING may cut values instead.",
        "Look for values that do not fit first; better, keep the type and add a CHECK.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
    }, (context, change) => change.Type.TypeWord() is "int2" or "float4" or "bpchar" or "char" && !change.Type.IsArray()
        ? new RuleHit($"{context.TableText}.{change.Column} becomes {change.TypeText}; values that do not fit fail or are cut.")
        : null);

    public static Rule KeyWidened { get; } = Make(new RuleMetadata("SM050", Severity.Danger, "Key widened in place",
        "Changing a key from integer to bigint rewrites the table and rebuilds its indexes; foreign keys are dropped, built and checked again.",
        RewriteWhy + " The referencing tables are locked too, and need the same change.", NewColumn)
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
    }, (context, change) => change.IsKey ? new RuleHit($"{context.TableText} is rewritten so that the key {change.Column} becomes {change.TypeText}.") : null);

    public static Rule Collation { get; } = Make(new RuleMetadata("SM051", Severity.Warning, "Collation changed",
        "Changing a column's collation rebuilds every index on it.",
        "The indexes are rebuilt under ACCESS EXCLUSIVE, and the order of results changes for every client.",
        "CREATE INDEX CONCURRENTLY on the expression with its COLLATE, and use that in the queries.")
    {
        Lock = LockMode.AccessExclusive,
    }, (context, change) => change.Definition["collClause"].Exists
        ? new RuleHit($"Every index on {context.TableText}.{change.Column} is rebuilt while nobody can use the table.")
        : null);

    public static Rule EnumRecreated { get; } = Make(new RuleMetadata("SM079", Severity.Danger, "Enum exchanged through text",
        "The column is converted to another type by way of its text, as is done to remove or reorder the values of an enum.",
        RewriteWhy + " It fails on a default, a view, a partial index, a check, a policy or a trigger that uses the column, and on every row with a value that the new type lacks.",
        "To take a value away, forbid it with a CHECK that is added NOT VALID and validated. Otherwise: " + NewColumn)
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
    }, (context, change) => change.IsRecast ? new RuleHit($"{context.TableText} is rewritten so that {change.Column} becomes {change.TypeText}, by way of text.") : null);

    public static Rule CachedPlans { get; } = Make(new RuleMetadata("SM114", Severity.Info, "Prepared statements meet a new type",
        "A prepared statement that returns the column fails once: cached plan must not change result type.",
        "Clients that prepare on their own, such as Npgsql with Max Auto Prepare, get the error on connections that are open during the change.",
        "Contract after the clients were restarted, or let them close idle connections.")
    {
        Lock = LockMode.AccessExclusive,
    }, (context, change) => new RuleHit($"Open connections with prepared statements over {context.TableText}.{change.Column} fail once."));

    public static Rule Implicit { get; } = Make(new RuleMetadata("SM122", Severity.Warning, "Conversion left to chance",
        "The type changes without a word on how values are converted.",
        "PostgreSQL takes an assignment cast where there is one and fails where there is none, such as from text; and one value that cannot be converted fails the whole statement.",
        "Find the values that will not convert first; fill a new column with an explicit conversion in Start-Backfill, setting aside what does not fit.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
        AntiPattern = "Implicit type conversion",
    }, (context, change) => !change.Using.Exists && !change.IsKey
            && change.Type.TypeWord() is "int2" or "int4" or "date" or "time" or "timetz" or "bool" or "uuid" or "json" or "jsonb" or "bytea" or "inet" or "float4"
        ? new RuleHit($"{context.TableText}.{change.Column} becomes {change.TypeText} without USING: it fails when the old type has no assignment cast, or a value does not convert.")
        : null);

    private static Rule Make(RuleMetadata metadata, Func<RuleContext, TypeChange, RuleHit?> judge) => new(metadata, ["AT_AlterColumnType"], context =>
    {
        if (!context.OnExistingTable)
        {
            return null;
        }

        var change = context.TypeChange;
        return judge(context, change) is { } hit ? hit with { Column = change.Column, At = change.Definition } : null;
    });
}
