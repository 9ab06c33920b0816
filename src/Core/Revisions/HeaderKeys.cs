namespace SchemaMigrate.Revisions;

/// <summary>The keys of a revision header.</summary>
internal static class HeaderKeys
{
    public const string Revision = "revision";
    public const string Parents = "parents";
    public const string Message = "message";
    public const string Phase = "phase";
    public const string Labels = "labels";
    public const string Requires = "requires";
    public const string Gate = "gate";

    public static IReadOnlyList<string> All { get; } = [Revision, Parents, Message, Phase, Labels, Requires, Gate];

    /// <summary>The key in its own spelling, or null when it is not one.</summary>
    public static string? Find(ReadOnlySpan<char> name)
    {
        foreach (var key in All)
        {
            if (name.Equals(key, StringComparison.OrdinalIgnoreCase))
            {
                return key;
            }
        }

        return null;
    }
}
