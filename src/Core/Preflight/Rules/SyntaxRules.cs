using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What the parser itself refuses.</summary>
[RuleFamily]
internal static class SyntaxRules
{
    public static Rule Syntax { get; } = new(new RuleMetadata("SM000", Severity.Error, "SQL that cannot be read",
        "PostgreSQL's grammar does not accept the statement.",
        "The statement fails, and what stands behind it is not run; what it would have locked or changed is not examined.",
        "Correct the SQL at the given place."));

    public static Rule Limit { get; } = new(new RuleMetadata("SM093", Severity.Error, "UPDATE or DELETE with LIMIT, or paging by OFFSET",
        "UPDATE and DELETE know no LIMIT in PostgreSQL, and OFFSET over rows that the statement itself changes skips rows.",
        "The first is a syntax error on every version. The second leaves every other page untouched, without an error.",
        "Walk the key: UPDATE … WHERE id > :from AND id <= :to, or let Start-Backfill do it."),
        ["UpdateStmt", "DeleteStmt"], Offset);

    public static RuleMetadata RuleFor(SqlSyntaxException error) =>
        error.Near.StartsWith("limit", StringComparison.OrdinalIgnoreCase) && error.Problem.Contains("syntax error", StringComparison.Ordinal)
            ? Limit.Metadata
            : Syntax.Metadata;

    private static RuleHit? Offset(RuleContext context)
    {
        foreach (var select in context.Node.Descendants("SelectStmt"))
        {
            if (select.Has("limitOffset"))
            {
                return new RuleHit($"{context.TableText}: rows are paged by OFFSET while the same statement changes them.") { Severity = Severity.Danger };
            }
        }

        return null;
    }
}
