using System.Security.Cryptography;

namespace SchemaMigrate.Sql;

/// <summary>
/// A checksum of what SQL means rather than how it is laid out: over PostgreSQL's tokens, without comments and white space outside of
/// literals, with keywords and unquoted names in lower case as the scanner folds them. Quoted names and literals count exactly.
/// </summary>
public static class SemanticChecksum
{
    private static readonly byte[] Separator = [0];

    /// <summary>Computes the checksum.</summary>
    /// <param name="sql">One or more statements. A semicolon at the end and empty statements make no difference.</param>
    /// <param name="cancellationToken">Looked at between stretches of about 128 K chars.</param>
    /// <returns><c>v1:</c> and the SHA-256 in 64 lower-case hexadecimal digits.</returns>
    /// <exception cref="SqlSyntaxException">A literal, name or comment is not closed, or the text holds the character NUL.</exception>
    public static string Compute(string sql, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sql);
        SqlProblems.ThrowIfNul(sql);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var canonical = new CanonicalTokens(token =>
        {
            hash.AppendData(token);
            hash.AppendData(Separator);
        });
        foreach (var (start, end) in SqlScriptReader.Chunks(sql))
        {
            var failure = ParserThread.Shared.WithBytes(sql, start, end, (instance, bytes) => Read(instance, bytes, canonical), cancellationToken).Answer;
            if (failure is not null)
            {
                // The scanner does not say where; the parser does.
                _ = SqlScript.Parse(sql, cancellationToken);
                throw new Errors.MigrationException(SqlErrors.ParserFailed, $"The SQL could be parsed but not scanned: {failure.Message}");
            }
        }

        return "v1:" + Convert.ToHexString(hash.GetHashAndReset()).ToLowerInvariant();
    }

    private static ParserFailure? Read(ParserInstance instance, ReadOnlySpan<byte> sql, CanonicalTokens canonical)
    {
        var answer = instance.Scan(sql);
        if (answer.Tree is null)
        {
            return answer.Failure;
        }

        foreach (var token in new SqlNode(answer.Tree, 0).List("tokens"))
        {
            var (start, end) = ((int)token.Number("start"), (int)token.Number("end"));
            canonical.Add((int)token.Number("tokenType"), token.Number("keywordKind") != 0, sql[start..end]);
        }

        return null;
    }
}
