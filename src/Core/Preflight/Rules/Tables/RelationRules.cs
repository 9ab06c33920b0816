using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Materialized views, generated columns, sequences.</summary>
[RuleFamily]
internal static class RelationRules
{
    public static Rule Refresh { get; } = new(new RuleMetadata("SM083", Severity.Danger, "Materialized view refreshed in place",
        "REFRESH MATERIALIZED VIEW locks the view ACCESS EXCLUSIVE while its query runs.",
        "Nobody reads the view until the query is done.",
        "REFRESH … CONCURRENTLY, which needs a unique index over whole rows of the view.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
    }, ["RefreshMatViewStmt"], context => !context.Node.Flag("concurrent") && !context.Node.Flag("skipData") && context.OnExistingTable
        ? new RuleHit($"{context.TableText} cannot be read until its query is done.")
        : null);

    public static Rule Expression { get; } = new(new RuleMetadata("SM085", Severity.Danger, "Generated column given another expression",
        "SET EXPRESSION on a stored generated column computes it anew for every row.",
        "The table is rewritten under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
        "Add a new column with the new expression (VIRTUAL on 18), move readers, drop the old one.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Scans = true,
        Versions = "17 and later; earlier versions do not know it. Free for a virtual column, on 18.",
    }, ["AT_SetExpression"], context => context.OnExistingTable
        ? new RuleHit($"{context.TableText} is rewritten to compute {context.Command.Name} anew, if the column is stored.") { Column = context.Command.Name }
        : null);

    public static Rule Identity { get; } = new(new RuleMetadata("SM086", Severity.Warning, "Sequence that does not know the rows",
        "An identity on a column that has values, or a sequence set back, begins with numbers that are taken.",
        "INSERTs fail with duplicate keys, or, without a unique constraint, silently repeat numbers.",
        "SELECT setval(pg_get_serial_sequence(…), max(…)) in the same transaction.")
    {
        Lock = LockMode.None,
    }, [RuleTriggers.End, "AlterSeqStmt"], Sequences);

    private static IEnumerable<RuleHit> Sequences(RuleContext context)
    {
        if (!context.AtEnd && context.Node["sequence"].RelationName() is { } sequence)
        {
            foreach (var option in context.Node.List("options"))
            {
                if (option.Text("defname") == "restart")
                {
                    yield return new RuleHit($"{sequence.Display} begins anew; numbers that are taken come again.") { Object = sequence };
                }
            }
        }

        foreach (var (table, column, by) in context.AtEnd ? context.State.UnsetIdentities : [])
        {
            yield return new RuleHit($"The identity of {table.Display}.{column} begins at 1, whatever values the column has.") { On = by, Table = table, Column = column };
        }
    }
}
