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
    private const int WorthSharing = 4000;
    private const int Share = 1000;

    public static ParsedPart Read(SourcePart part, int serverMajor, CancellationToken cancellationToken)
    {
        var (script, errors) = SqlScript.ParseTolerant(part.Sql, cancellationToken);
        var statements = new (SqlStatement, StatementFacts)[script.Statements.Count];
        if (statements.Length < WorthSharing)
        {
            Classify(0, statements.Length);
        }
        else
        {
            Parallel.For(0, (statements.Length + Share - 1) / Share, new ParallelOptions { CancellationToken = cancellationToken }, share =>
                Classify(share * Share, Math.Min(statements.Length, (share + 1) * Share)));
        }

        void Classify(int from, int to)
        {
            for (var index = from; index < to; index++)
            {
                statements[index] = (script.Statements[index], StatementClassifier.Classify(script.Statements[index], serverMajor));
            }
        }

        return new ParsedPart(part, script, statements, errors);
    }
}
