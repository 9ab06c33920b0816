namespace SchemaMigrate.Sql;

/// <summary>
/// The mark of statements that this module itself sends with the expressions of others in them. pg_stat_statements keeps comments that stand within
/// a statement, so that what is counted there can be told from the statements of applications.
/// </summary>
internal static class OwnQuery
{
    /// <summary>Stands behind the first word.</summary>
    public const string Mark = "/* SchemaMigrate */";

    // A batch changes rows and sets the checkpoint in one call; nobody else makes it.
    private const string Batch = ".backfill_batch(";

    /// <summary>Whether a statement, as pg_stat_statements has it, is one of ours.</summary>
    /// <param name="text">Its text.</param>
    public static bool Is(string text) => text.Contains(Mark, StringComparison.Ordinal) || text.Contains(Batch, StringComparison.Ordinal);
}
