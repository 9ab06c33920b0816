using System.Security.Cryptography;
using System.Text;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Names for indexes and constraints that were given none: the same input always gives the same name, at most <see cref="Identifier.MaxBytes"/> bytes.
/// </summary>
internal static class DerivedName
{
    private const int HashDigits = 8;

    /// <summary>A name of the parts given, joined by underscores.</summary>
    /// <param name="prefix">What is named: <c>ix</c>, <c>uq</c>, <c>fk</c>, <c>ck</c>.</param>
    /// <param name="parts">Names, or SQL of which only letters and digits are kept.</param>
    /// <param name="distinguishedBy">
    /// SQL that the parts do not show, for example the predicate of a partial index; when there is some, a hash of everything ends the name.
    /// </param>
    public static Identifier Of(string prefix, IEnumerable<string> parts, string? distinguishedBy = null)
    {
        var exact = parts.ToArray();
        var words = exact.Select(Words).Where(part => part.Length > 0).Prepend(prefix);
        var name = string.Join('_', words);
        if (distinguishedBy is null && Encoding.UTF8.GetByteCount(name) <= Identifier.MaxBytes)
        {
            return new Identifier(name);
        }

        var everything = string.Join('\u001F', exact.Prepend(prefix).Append(distinguishedBy));
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(everything)))[..HashDigits].ToLowerInvariant();
        return new Identifier($"{Cut(name, Identifier.MaxBytes - HashDigits - 1).TrimEnd('_')}_{hash}");
    }

    /// <summary>The name that the server gives an object of a table's column when it is given none (makeObjectName in its sources).</summary>
    /// <param name="table">The table.</param>
    /// <param name="column">The column.</param>
    /// <param name="label">What is named: <c>not_null</c>.</param>
    public static Identifier AsServer(Identifier table, Identifier column, string label)
    {
        var (first, second) = (Encoding.UTF8.GetByteCount(table.Name), Encoding.UTF8.GetByteCount(column.Name));
        var room = Identifier.MaxBytes - label.Length - 2;
        while (first + second > room)
        {
            _ = first > second ? first-- : second--;
        }

        return new Identifier($"{Cut(table.Name, first)}_{Cut(column.Name, second)}_{label}");
    }

    private static string Words(string sql)
    {
        var words = new StringBuilder(sql.Length);
        foreach (var rune in sql.EnumerateRunes())
        {
            if (Rune.IsLetterOrDigit(rune) || rune.Value == '_')
            {
                words.Append(rune);
            }
            else if (words.Length > 0 && words[^1] != '_')
            {
                words.Append('_');
            }
        }

        return words.ToString().Trim('_');
    }

    private static string Cut(string name, int bytes)
    {
        var kept = new StringBuilder(bytes);
        foreach (var rune in name.EnumerateRunes())
        {
            bytes -= rune.Utf8SequenceLength;
            if (bytes < 0)
            {
                break;
            }

            kept.Append(rune);
        }

        return kept.ToString();
    }
}
