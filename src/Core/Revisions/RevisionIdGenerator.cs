using System.Security.Cryptography;

namespace SchemaMigrate.Revisions;

/// <summary>Makes new revision ids: 12 random hex digits in lower case.</summary>
public sealed class RevisionIdGenerator
{
    private const int Bytes = 6;
    private const int Attempts = 100;
    private readonly RandomNumberGenerator random;

    /// <summary>Creates a generator.</summary>
    /// <param name="random">Where the randomness comes from; null for the system's.</param>
    public RevisionIdGenerator(RandomNumberGenerator? random = null) => this.random = random ?? RandomNumberGenerator.Create();

    /// <summary>A new id that differs from every existing one already in its first characters, so that these are enough to select it.</summary>
    /// <param name="existing">Ids that are in use.</param>
    public string Next(IEnumerable<string> existing)
    {
        var ids = existing.ToHashSet(StringComparer.OrdinalIgnoreCase);
        var beginnings = ids.Where(id => id.Length >= RevisionId.MinPrefixLength).Select(BeginningOf).ToHashSet(StringComparer.OrdinalIgnoreCase);
        var buffer = new byte[Bytes];
        var id = "";
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            random.GetBytes(buffer);
            id = Convert.ToHexString(buffer).ToLowerInvariant();

            // With tens of thousands of revisions distinct beginnings run out; then only the whole id must be new.
            if (!ids.Contains(id) && (!beginnings.Contains(BeginningOf(id)) || attempt >= Attempts / 2))
            {
                return id;
            }
        }

        throw new InvalidOperationException($"The source of randomness gave no new revision id in {Attempts} attempts; the last was {id}.");
    }

    private static string BeginningOf(string id) => id[..RevisionId.MinPrefixLength];
}
