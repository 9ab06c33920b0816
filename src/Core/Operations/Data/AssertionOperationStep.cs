using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A condition that must hold for the run to go on. It changes nothing and is a step of its own, so that no lock is held while it reads.</summary>
/// <param name="Query">One query.</param>
/// <param name="Expectation">What it must return.</param>
/// <param name="Message">What is wrong when it does not, and what to do next.</param>
public sealed record AssertionOperationStep(string Query, AssertionExpectation Expectation, string Message) : OperationStep
{
    /// <summary>The assertion as one SQL statement that raises <c>assert_failure</c> (P0004), for scripts that are run by hand.</summary>
    public string ToSqlStatement()
    {
        var failure = Expectation == AssertionExpectation.NoRows ? $"EXISTS (\n{Query}\n)" : $"(\n{Query}\n) IS NOT TRUE";
        var body = $"BEGIN\nIF {failure} THEN\nRAISE EXCEPTION USING ERRCODE = 'assert_failure', MESSAGE = {Literal.Of(Message)};\nEND IF;\nEND";
        var tag = "$assert$";
        for (var i = 1; body.Contains(tag, StringComparison.Ordinal); i++)
        {
            tag = $"$assert{i}$";
        }

        return $"DO {tag}\n{body}\n{tag}";
    }
}
