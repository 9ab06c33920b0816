using System.Security.Cryptography;

namespace SchemaMigrate.Tests.Revisions;

/// <summary>Randomness that was written down before: each call takes the next entry, the last one again and again.</summary>
internal sealed class FixedRandom(params string[] hex) : RandomNumberGenerator
{
    private int next;

    public override void GetBytes(byte[] data) => Convert.FromHexString(hex[Math.Min(next++, hex.Length - 1)]).CopyTo(data, 0);
}
