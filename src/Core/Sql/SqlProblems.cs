using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>Turns what the parser cannot read into errors that say what to do: plain syntax errors, and what was written for psql.</summary>
internal static class SqlProblems
{
    public static void ThrowIfNul(string sql)
    {
        var offset = sql.IndexOf('\0', StringComparison.Ordinal);
        if (offset >= 0)
        {
            throw At(SqlErrors.NulInSql, "The SQL holds the character NUL, which PostgreSQL does not accept", sql, offset, new SourceLines(sql).LocationOf(offset));
        }
    }

    /// <summary>The error for a failure of the parser in the stretch that begins at <paramref name="stretch"/>.</summary>
    public static SqlSyntaxException Locate(SqlScript script, ParserFailure failure, int offset, int stretch)
    {
        // Data lines of COPY look like anything, so the error may be far behind the statement that explains it.
        var borders = new StatementBorders(script.Text, stretch, script.Text.Length);
        while (borders.TryNext(out var border) && border.Start <= offset)
        {
            if (border.Kind == BorderKind.CopyWithData && offset >= border.End)
            {
                return CopyFromStdin(script, border.Start);
            }
        }

        if (offset < script.Text.Length && script.Text[offset] == '\\')
        {
            return PsqlCommand(script, offset);
        }

        return At(SqlErrors.SqlSyntax, failure.Message, script.Text, offset, script.LocationOf(offset));
    }

    public static SqlSyntaxException PsqlCommand(SqlScript script, int offset)
    {
        var end = offset + 1;
        while (end < script.Text.Length && !char.IsWhiteSpace(script.Text[end]) && end - offset < 20)
        {
            end++;
        }

        return At(
            SqlErrors.PsqlCommand, $"'{script.Text[offset..end]}' is a command of psql, not SQL", script.Text, offset, script.LocationOf(offset));
    }

    public static SqlSyntaxException CopyFromStdin(SqlScript script, int offset) => At(
        SqlErrors.CopyFromStdin, "COPY … FROM STDIN needs data that only a client such as psql can send", script.Text, offset, script.LocationOf(offset));

    /// <summary>Refuses a COPY whose data nobody will send, even when no data lines follow.</summary>
    public static void ThrowIfCopyFromStdin(SqlScript script, IEnumerable<SqlStatement> statements)
    {
        foreach (var statement in statements)
        {
            if (IsCopyFromStdin(statement))
            {
                throw CopyFromStdin(script, statement.Offset);
            }
        }
    }

    public static bool IsCopyFromStdin(SqlStatement statement) =>
        statement.Kind == StatementKind.Copy && statement.Node.Flag("is_from") && !statement.Node.Flag("is_program") && !statement.Node.Has("filename");

    private static SqlSyntaxException At(ErrorDefinition definition, string problem, string sql, int offset, SourceLocation location) =>
        new(definition, problem, sql, offset, location);
}
