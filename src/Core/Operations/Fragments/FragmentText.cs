using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A fragment while it is checked.</summary>
internal sealed class FragmentText
{
    private readonly string kind;
    private readonly string sql;

    /// <summary>Takes a text.</summary>
    /// <param name="kind">What it should be, for messages.</param>
    /// <param name="sql">The text.</param>
    public FragmentText(string kind, string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        this.kind = kind;
        this.sql = sql.Trim();
        if (this.sql.Length == 0)
        {
            throw new MigrationException(OperationsErrors.InvalidSqlFragment, $"The {kind} is empty.");
        }
    }

    /// <summary>Parses the fragment between two texts.</summary>
    /// <param name="before">What stands in front.</param>
    /// <param name="after">What stands behind, with the mark in it.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>: together they are not SQL.</exception>
    public FragmentInContext Between(string before, string after)
    {
        try
        {
            var statements = SqlScript.Parse(before + sql + after).Statements;
            var markOffset = before.Length + sql.Length + after.IndexOf(FragmentInContext.Mark, StringComparison.Ordinal);
            return new FragmentInContext(statements is [var statement] ? statement.Node : default, markOffset);
        }
        catch (SqlSyntaxException error)
        {
            // What the parser says about the text behind the fragment would puzzle whoever did not write that.
            var within = error.Position - 1 < before.Length + sql.Length;
            var problem = within ? $": {error.Problem}" : ", or not a whole one";
            throw new MigrationException(OperationsErrors.InvalidSqlFragment, $"The {kind} '{sql}' is not one {kind}{problem}.", error) { Target = sql };
        }
    }

    /// <summary>The text, trimmed.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidSqlFragment"/>: it is not what it should be.</exception>
    public string AcceptIf(bool holds) => holds
        ? sql
        : throw new MigrationException(OperationsErrors.InvalidSqlFragment, $"The {kind} '{sql}' is more than one {kind}, or another piece of SQL.") { Target = sql };
}
