namespace SchemaMigrate.Revisions;

/// <summary>
/// The order among revisions that the graph leaves free: by the number with which the file name begins (its timestamp), then by file
/// name, then by id. So the order does not depend on the directory listing, and a new file does not reshuffle older ones.
/// </summary>
internal sealed class RevisionOrder : IComparer<Revision>
{
    public static RevisionOrder Instance { get; } = new();

    public int Compare(Revision? x, Revision? y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        var left = x.FileName;
        var right = y.FileName;
        var byNumber = CompareNumbers(LeadingDigits(left), LeadingDigits(right));
        if (byNumber != 0)
        {
            return byNumber;
        }

        var byName = string.CompareOrdinal(left, right);
        return byName != 0 ? byName
            : string.CompareOrdinal(x.Id, y.Id) is var byId and not 0 ? byId
            : string.CompareOrdinal(x.Path, y.Path);
    }

    private static ReadOnlySpan<char> LeadingDigits(string name)
    {
        var end = name.AsSpan().IndexOfAnyExceptInRange('0', '9');
        return end < 0 ? name : name.AsSpan(0, end);
    }

    // Names without a number come last.
    private static int CompareNumbers(ReadOnlySpan<char> left, ReadOnlySpan<char> right)
    {
        if (left.IsEmpty || right.IsEmpty)
        {
            return left.IsEmpty.CompareTo(right.IsEmpty);
        }

        left = left.TrimStart('0');
        right = right.TrimStart('0');
        return left.Length != right.Length ? left.Length.CompareTo(right.Length) : left.SequenceCompareTo(right);
    }
}
