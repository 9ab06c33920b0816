using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Changes of type whose cost or failure the catalog shows.</summary>
[RuleFamily]
internal static class LiveTypeRules
{
    public static Rule ExpressionIndex { get; } = new(new RuleMetadata("SM044", Severity.Danger, "Free change of type, but an index computes with the column",
        "The new type is stored like the old one, so that the table is not rewritten; an index with an expression or predicate over the column is built anew all the same.",
        "The index is rebuilt under ACCESS EXCLUSIVE: nobody reads or writes the table meanwhile.",
        "Drop the index concurrently first and build it concurrently afterwards; or add a column of the new type.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        NeedsFacts = true,
    });

    public static Rule CheckedColumn { get; } = new(new RuleMetadata("SM045", Severity.Danger, "Free change of type, but a CHECK uses the column",
        "The new type is stored like the old one, so that the table is not rewritten; a CHECK over the column is tested on every row all the same.",
        "The whole table is read under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
        "Drop the CHECK, change the type, add the CHECK again NOT VALID, and validate it in a transaction of its own.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
        NeedsFacts = true,
    });

    public static Rule Partitioned { get; } = new(new RuleMetadata("SM052", Severity.Danger, "Type changed in every partition at once",
        "The change goes through all partitions in one transaction.",
        "Every partition is locked ACCESS EXCLUSIVE until the last one is done.",
        "Add a column of the new type to the parent and fill it partition by partition.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
        NeedsFacts = true,
    });

    public static Rule Dependents { get; } = new(new RuleMetadata("SM053", Severity.Error, "Other objects stand in the way",
        "A view, policy, trigger, generated column or partition key needs what is to be changed or dropped.",
        "PostgreSQL refuses the statement.",
        "Drop these objects before and create them again after it in the same revision, with their grants; CASCADE would drop them silently.")
    {
        Lock = LockMode.AccessExclusive,
        NeedsFacts = true,
    });
}
