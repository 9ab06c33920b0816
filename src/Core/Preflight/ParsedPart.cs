using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A part of a source, parsed and classified.</summary>
/// <param name="Part">The part.</param>
/// <param name="Script">Its script.</param>
/// <param name="Statements">Its statements.</param>
/// <param name="Errors">What could not be parsed.</param>
internal sealed record ParsedPart(
    SourcePart Part, SqlScript Script, IReadOnlyList<(SqlStatement Statement, StatementFacts Facts)> Statements, IReadOnlyList<SqlSyntaxException> Errors)
{
    public static ParsedPart Read(SourcePart part, int serverMajor, CancellationToken cancellationToken)
    {
        var (script, errors) = SqlScript.ParseTolerant(part.Sql, cancellationToken);
        var statements = new List<(SqlStatement, StatementFacts)>(script.Statements.Count);
        foreach (var statement in script.Statements)
        {
            statements.Add((statement, StatementClassifier.Classify(statement, serverMajor)));
        }

        return new ParsedPart(part, script, statements, errors);
    }
}
