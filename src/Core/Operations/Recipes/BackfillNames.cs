using System.Text;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Names of the backfills of recipes. A gate has to be able to spell them, so they hold letters, digits, underscores and points only.</summary>
internal static class BackfillNames
{
    /// <summary>The name for the data of some columns: <c>users.full_name</c>.</summary>
    /// <param name="table">The table.</param>
    /// <param name="columns">What is filled, or a word that says what is done.</param>
    public static string Of(QualifiedName table, params IEnumerable<string> columns)
    {
        var exact = $"{table.Display}.{string.Join('+', columns)}";
        var name = new StringBuilder(exact.Length);
        foreach (var rune in exact.EnumerateRunes())
        {
            name.Append(Rune.IsLetterOrDigit(rune) || rune.Value is '_' or '.' or '+' ? rune.ToString() : "_");
        }

        // Two names that differ only in what was replaced must not become one.
        return name.ToString() == exact ? exact : DerivedName.Of("bf", [exact], distinguishedBy: exact).Name;
    }
}
