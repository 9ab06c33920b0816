using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>Reads around errors: first all at once, and where that fails statement by statement.</summary>
internal sealed class TolerantSqlScriptReader
{
    private readonly SqlScriptReader reader;

    public TolerantSqlScriptReader(ParserThread parser) => reader = new SqlScriptReader(parser);

    public TolerantSqlScript Read(string sql, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var errors = new List<SqlSyntaxException>();
        if (sql.Contains('\0', StringComparison.Ordinal))
        {
            try
            {
                SqlProblems.ThrowIfNul(sql);
            }
            catch (SqlSyntaxException exception)
            {
                return new TolerantSqlScript(new SqlScript(sql, _ => []), [exception]);
            }
        }

        var script = new SqlScript(sql, script => ReadStatements(script, errors, cancellationToken));
        return new TolerantSqlScript(script, errors);
    }

    private List<SqlStatement> ReadStatements(SqlScript script, List<SqlSyntaxException> errors, CancellationToken cancellationToken)
    {
        var statements = new List<SqlStatement>();
        foreach (var (start, end) in SqlScriptReader.Chunks(script.Text))
        {
            if (!TryRead(script, start, end, statements, errors: null, cancellationToken))
            {
                ReadOneByOne(script, start, end, statements, errors, cancellationToken);
            }
        }

        foreach (var copy in statements.FindAll(SqlProblems.IsCopyFromStdin))
        {
            errors.Add(SqlProblems.CopyFromStdin(script, copy.Offset));
            statements.Remove(copy);
        }

        errors.Sort((left, right) => left.Position.CompareTo(right.Position));
        for (var index = 0; index < statements.Count; index++)
        {
            statements[index] = statements[index].At(index);
        }

        return statements;
    }

    private void ReadOneByOne(
        SqlScript script, int start, int end, List<SqlStatement> statements, List<SqlSyntaxException> errors, CancellationToken cancellationToken)
    {
        for (var at = start; new StatementBorders(script.Text, at, end).TryNext(out var border); at = border.Next)
        {
            if (border.Kind == BorderKind.PsqlCommand)
            {
                errors.Add(SqlProblems.PsqlCommand(script, border.Start));
            }
            else if (border.Kind == BorderKind.CopyWithData)
            {
                errors.Add(SqlProblems.CopyFromStdin(script, border.Start));
            }
            else if (!TryRead(script, border.Start, border.End, statements, errors, cancellationToken))
            {
                // An open parenthesis would swallow everything behind it: a broken statement ends at its first semicolon.
                _ = new StatementBorders(script.Text, at, end).TryNext(out border, ignoreParentheses: true);
            }
        }
    }

    private bool TryRead(
        SqlScript script, int start, int end, List<SqlStatement> statements, List<SqlSyntaxException>? errors, CancellationToken cancellationToken)
    {
        try
        {
            if (reader.TryReadStretch(script, start, end, statements, cancellationToken) is not { } problem)
            {
                return true;
            }

            errors?.Add(SqlProblems.Locate(script, problem.Failure, problem.Offset, start));
        }
        catch (MigrationException exception) when (exception.Definition == SqlErrors.SqlTooComplex)
        {
            errors?.Add(new SqlSyntaxException(exception.Definition, exception.Message, script.Text, start, script.LocationOf(start)));
        }

        return false;
    }

}
