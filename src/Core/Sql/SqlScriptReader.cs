namespace SchemaMigrate.Sql;

/// <summary>Feeds a script to the parser and turns its answers into statements or a located error.</summary>
internal sealed class SqlScriptReader
{
    /// <summary>Bounds the parser's memory, which is about 60 times the text, and the time until cancellation is noticed.</summary>
    private const int ChunkChars = 128 * 1024;

    private readonly ParserThread parser;

    public SqlScriptReader(ParserThread parser) => this.parser = parser;

    public SqlScript Read(string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        SqlProblems.ThrowIfNul(sql);
        return new SqlScript(sql, script => ReadStatements(script, cancellationToken));
    }

    /// <summary>Parses one stretch of the script and appends its statements; the failure's place is resolved but not yet judged.</summary>
    public (ParserFailure Failure, int Offset)? TryReadStretch(
        SqlScript script, int start, int end, List<SqlStatement> statements, CancellationToken cancellationToken)
    {
        var (answer, offsets) = parser.ParseStretch(script.Text, start, end, cancellationToken);
        if (answer.Failure is { } failure)
        {
            var offset = offsets.ToCharOfCursor(failure.Cursor);
            return (failure, offset < 0 ? start : offset);
        }

        answer.Tree!.Offsets = offsets;
        foreach (var raw in new SqlNode(answer.Tree, 0).List("stmts"))
        {
            statements.Add(ReadStatement(script, statements.Count, raw, offsets, end));
        }

        return null;
    }

    private static SqlStatement ReadStatement(SqlScript script, int index, SqlNode raw, ByteOffsets offsets, int end)
    {
        var (location, length) = ((int)raw.Number("stmt_location"), (int)raw.Number("stmt_len"));
        var first = offsets.ToChar(location);
        var last = length == 0 ? end : offsets.ToChar(location + length);
        var text = script.Text.AsSpan(first, last - first).TrimEnd();
        var hasComment = text.EndsWith("*/") || text.Contains("--", StringComparison.Ordinal);
        last = hasComment ? StatementBorders.EndOfTokens(script.Text, first, first + text.Length) : first + text.Length;
        return new SqlStatement(script, index, first, last - first, raw["stmt"]);
    }

    private List<SqlStatement> ReadStatements(SqlScript script, CancellationToken cancellationToken)
    {
        var statements = new List<SqlStatement>();
        foreach (var (start, end) in Chunks(script.Text))
        {
            if (TryReadStretch(script, start, end, statements, cancellationToken) is not { } problem)
            {
                continue;
            }

            // The borders were a guess. Before blaming the text, let the parser see the rest in one piece.
            if (end < script.Text.Length)
            {
                var rest = TryReadStretch(script, start, script.Text.Length, statements, cancellationToken);
                if (rest is null)
                {
                    break;
                }

                problem = rest.Value;
            }

            throw SqlProblems.Locate(script, problem.Failure, problem.Offset, start);
        }

        SqlProblems.ThrowIfCopyFromStdin(script, statements);
        return statements;
    }

    /// <summary>Stretches of whole statements of about the chunk size; one stretch for all but large scripts.</summary>
    internal static IEnumerable<(int Start, int End)> Chunks(string sql)
    {
        var start = 0;
        if (sql.Length > 2 * ChunkChars)
        {
            var borders = new StatementBorders(sql, 0, sql.Length);
            while (borders.TryNext(out var border))
            {
                if (border.Next - start >= ChunkChars)
                {
                    yield return (start, border.Next);
                    start = border.Next;
                }
            }
        }

        if (start < sql.Length)
        {
            yield return (start, sql.Length);
        }
    }
}
