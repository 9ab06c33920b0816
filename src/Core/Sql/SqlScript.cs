namespace SchemaMigrate.Sql;

/// <summary>A text of SQL statements, parsed by PostgreSQL's own grammar (version 18).</summary>
public sealed class SqlScript
{
    private SourceLines? lines;

    internal SqlScript(string text, Func<SqlScript, IReadOnlyList<SqlStatement>> statements)
    {
        Text = text;
        Statements = statements(this);
    }

    /// <summary>The whole text.</summary>
    public string Text { get; }

    /// <summary>Its statements in order; empty ones are left out.</summary>
    public IReadOnlyList<SqlStatement> Statements { get; }

    /// <summary>
    /// Parses a script. May be called from any thread. The first call in a process loads the parser: about 0.2 s, and more than a second
    /// when the parser was never used on this machine by this user.
    /// </summary>
    /// <param name="sql">SQL of any length; comments and empty statements are fine.</param>
    /// <param name="cancellationToken">Looked at between stretches of about 128 K chars.</param>
    /// <exception cref="SqlSyntaxException">The text is not SQL that PostgreSQL accepts, is meant for psql, or holds the character NUL.</exception>
    /// <exception cref="Errors.MigrationException"><see cref="SqlErrors.SqlTooComplex"/> or <see cref="SqlErrors.ParserNotAvailable"/>.</exception>
    public static SqlScript Parse(string sql, CancellationToken cancellationToken = default) =>
        new SqlScriptReader(ParserThread.Shared).Read(sql, cancellationToken);

    /// <summary>
    /// Parses what can be parsed: a statement with an error is left out and reported, the ones around it are kept as far as the borders
    /// of statements can be told without understanding them.
    /// </summary>
    /// <param name="sql">SQL of any length.</param>
    /// <param name="cancellationToken">Looked at between statements.</param>
    public static TolerantSqlScript ParseTolerant(string sql, CancellationToken cancellationToken = default) =>
        new TolerantSqlScriptReader(ParserThread.Shared).Read(sql, cancellationToken);

    /// <summary>The line and column of a char offset in <see cref="Text"/>.</summary>
    /// <param name="offset">From 0 to the length of the text.</param>
    public SourceLocation LocationOf(int offset) => (lines ??= new SourceLines(Text)).LocationOf(offset);
}
