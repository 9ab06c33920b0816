using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>Names of revision files: <c>yyyyMMddHHmmss_slug.sql</c> or <c>.ps1</c>, the time in UTC.</summary>
public static class RevisionFileName
{
    private const string TimestampFormat = "yyyyMMddHHmmss";
    private const int MaxSlugLength = 60;

    /// <summary>Whether a file has the name of a revision, so that its lack of a header is a mistake.</summary>
    /// <param name="fileName">The name without directory.</param>
    public static bool IsRevisionName(string fileName)
    {
        ArgumentNullException.ThrowIfNull(fileName);
        return RevisionFile.FormatOf(fileName) is not null
            && fileName.Length > TimestampFormat.Length
            && fileName[TimestampFormat.Length] == '_'
            && !fileName.AsSpan(0, TimestampFormat.Length).ContainsAnyExceptInRange('0', '9');
    }

    /// <summary>The part of the file name that says what the revision does: ASCII letters, digits and underscores, at most 60.</summary>
    /// <param name="message">The revision's message.</param>
    public static string Slug(string message)
    {
        ArgumentNullException.ThrowIfNull(message);
        Span<char> slug = stackalloc char[MaxSlugLength];
        var length = 0;
        foreach (var c in message)
        {
            if (char.IsAsciiLetterOrDigit(c) || LatinLetters.Fold(c).Length > 0)
            {
                foreach (var letter in char.IsAscii(c) ? [char.ToLowerInvariant(c)] : LatinLetters.Fold(c).AsSpan())
                {
                    if (length < MaxSlugLength)
                    {
                        slug[length++] = letter;
                    }
                }
            }
            else if (length > 0 && length < MaxSlugLength && slug[length - 1] != '_')
            {
                slug[length++] = '_';
            }
        }

        var trimmed = slug[..length].TrimEnd('_');
        return trimmed.IsEmpty ? "revision" : trimmed.ToString();
    }

    /// <summary>
    /// The name for a new file. Its timestamp is the time given, or the next second that no existing file begins with, so that names never
    /// collide and files made in one go keep their order.
    /// </summary>
    /// <param name="message">The revision's message.</param>
    /// <param name="format">The format.</param>
    /// <param name="time">The time, usually now.</param>
    /// <param name="existing">Names of the files that are there.</param>
    public static string Create(string message, RevisionFormat format, DateTimeOffset time, IEnumerable<string> existing)
    {
        ArgumentNullException.ThrowIfNull(existing);
        var taken = existing.Where(name => name.Length >= TimestampFormat.Length).Select(name => name[..TimestampFormat.Length]).ToHashSet(StringComparer.Ordinal);
        string stamp;
        do
        {
            stamp = time.UtcDateTime.ToString(TimestampFormat, CultureInfo.InvariantCulture);
            time = time.AddSeconds(1);
        }
        while (taken.Contains(stamp));

        return $"{stamp}_{Slug(message)}{(format == RevisionFormat.Sql ? ".sql" : ".ps1")}";
    }
}
