namespace SchemaMigrate.Sql;

/// <summary>The parsed body of a DO statement or a function in PL/pgSQL: the language's own tree and the SQL in it.</summary>
public sealed class PlPgSqlBody
{
    private PlPgSqlBody(SqlNode node, IReadOnlyList<PlPgSqlQuery> queries) => (Node, Queries) = (node, queries);

    /// <summary>The root. Node types are those of PL/pgSQL (<c>PLpgSQL_stmt_if</c>, <c>PLpgSQL_stmt_dynexecute</c>…).</summary>
    public SqlNode Node { get; }

    /// <summary>The SQL statements that the body executes, in order; loops over queries and PERFORM among them, plain expressions not.</summary>
    public IReadOnlyList<PlPgSqlQuery> Queries { get; }

    /// <summary>Parses the body of a statement.</summary>
    /// <param name="script">The script that the statement is of.</param>
    /// <param name="statement">Any statement.</param>
    /// <param name="cancellationToken">Looked at before the parser is called.</param>
    /// <returns>The body, or null when the statement is neither DO nor CREATE FUNCTION or PROCEDURE in PL/pgSQL.</returns>
    /// <exception cref="SqlSyntaxException">The body is not PL/pgSQL; the place is that of the body's beginning, the parser tells no more.</exception>
    public static PlPgSqlBody? Parse(SqlScript script, SqlStatement statement, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(script);
        ArgumentNullException.ThrowIfNull(statement);
        if (!IsPlPgSql(statement.Node))
        {
            return null;
        }

        var start = statement.Offset + BodyOffset(statement.Text);
        var answer = ParserThread.Shared.WithBytes(
            statement.Text, 0, statement.Text.Length, (instance, bytes) => instance.ParsePlPgSql(bytes), cancellationToken).Answer;
        if (answer.Tree is null)
        {
            throw new SqlSyntaxException(
                SqlErrors.SqlSyntax, $"PL/pgSQL: {answer.Failure!.Message}", script.Text, start, script.LocationOf(start));
        }

        var root = new SqlNode(answer.Tree, 0);
        return new PlPgSqlBody(root, ReadQueries(root, script.LocationOf(start).Line));
    }

    private static bool IsPlPgSql(SqlNode node)
    {
        var options = node.Is("DoStmt") ? node.List("args") : node.List("options");
        var isRoutine = node.Is("CreateFunctionStmt");
        foreach (var option in options)
        {
            if (option.Text("defname") == "language" && (isRoutine || node.Is("DoStmt")))
            {
                return "plpgsql".Equals(option["arg"].Text("sval"), StringComparison.OrdinalIgnoreCase);
            }
        }

        // PL/pgSQL is what DO speaks unless it says otherwise.
        return node.Is("DoStmt");
    }

    /// <summary>The body is the first string in dollar quotes, or else the last in single ones.</summary>
    private static int BodyOffset(string text)
    {
        var dollar = text.IndexOf('$', StringComparison.Ordinal);
        return Math.Max(0, dollar >= 0 ? dollar : text.IndexOf('\'', StringComparison.Ordinal));
    }

    private static List<PlPgSqlQuery> ReadQueries(SqlNode root, int firstLine)
    {
        var queries = new List<PlPgSqlQuery>();
        foreach (var node in root.Descendants())
        {
            var (field, isDynamic) = node.Type switch
            {
                "PLpgSQL_stmt_execsql" => ("sqlstmt", false),
                "PLpgSQL_stmt_perform" => ("expr", false),
                "PLpgSQL_stmt_call" => ("expr", false),
                "PLpgSQL_stmt_fors" => ("query", false),
                "PLpgSQL_stmt_return_query" => (node.Has("dynquery") ? "dynquery" : "query", node.Has("dynquery")),
                "PLpgSQL_stmt_dynexecute" => ("query", true),
                "PLpgSQL_stmt_dynfors" => ("query", true),
                "PLpgSQL_stmt_open" => (node.Has("dynquery") ? "dynquery" : "query", node.Has("dynquery")),
                _ => ("", false),
            };
            if (field.Length > 0 && node[field]["PLpgSQL_expr"] is var wrapped && (wrapped.Exists ? wrapped : node[field]).Text("query") is { } text)
            {
                queries.Add(new PlPgSqlQuery(text, isDynamic, firstLine + (int)Math.Max(1, node.Number("lineno")) - 1));
            }
        }

        return queries;
    }
}
