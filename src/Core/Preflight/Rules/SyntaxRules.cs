using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What the parser itself refuses.</summary>
[RuleFamily]
internal static class SyntaxRules
{
    private const int LongestProblem = 160;

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

    /// <summary>What psql alone understands is no error where psql may be what runs it; it is only not examined.</summary>
    public static Severity? SeverityOf(SqlSyntaxException error, SourceRunner runner) =>
        runner == SourceRunner.Other && (error.Definition == SqlErrors.PsqlCommand || error.Definition == SqlErrors.CopyFromStdin) ? Severity.Info : null;

    /// <summary>The problem and its place. The parser quotes everything up to the end of the text for what is never closed; its beginning is enough.</summary>
    public static string Describe(SqlSyntaxException error)
    {
        var problem = string.Join(' ', error.Problem.TrimEnd('.').Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        problem = problem.Length <= LongestProblem ? problem : problem[..LongestProblem] + "…";
        return error.Near.Length > 0 ? $"{problem}, at '{error.Near}'." : $"{problem}, at the end.";
    }

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
