namespace SchemaMigrate.Revisions;

/// <summary>Folds the accented letters of western Europe to ASCII. Unicode normalisation is not used: it depends on the host's globalisation mode.</summary>
internal static class LatinLetters
{
    private static readonly Dictionary<char, string> Folded = Build(
        ("àáâãåā", "a"), ("ä", "ae"), ("æ", "ae"), ("çčć", "c"), ("ďđ", "d"), ("èéêëēě", "e"), ("ìíîïī", "i"), ("ł", "l"), ("ñňń", "n"),
        ("òóôõøō", "o"), ("ö", "oe"), ("œ", "oe"), ("řŕ", "r"), ("šś", "s"), ("ß", "ss"), ("ť", "t"), ("ùúûūů", "u"), ("ü", "ue"), ("ýÿ", "y"), ("žźż", "z"));

    /// <summary>The ASCII letters for a letter, lower case; empty when there are none.</summary>
    public static string Fold(char c) => Folded.GetValueOrDefault(c, "");

    private static Dictionary<char, string> Build(params (string Letters, string Ascii)[] groups)
    {
        var map = new Dictionary<char, string>();
        foreach (var (letters, ascii) in groups)
        {
            foreach (var letter in letters)
            {
                map[letter] = ascii;
                map[char.ToUpperInvariant(letter)] = ascii;
            }
        }

        return map;
    }
}
