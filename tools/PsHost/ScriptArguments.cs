using System.Management.Automation.Runspaces;

namespace SchemaMigrate.PsHost;

/// <summary>Turns the words after a script's name into bound arguments by the rules of <c>pwsh -File</c>: text stays text.</summary>
internal static class ScriptArguments
{
    public static IEnumerable<CommandParameter> Convert(IReadOnlyList<string> words)
    {
        for (var i = 0; i < words.Count; i++)
        {
            var word = words[i];
            if (word is not ['-', _, ..])
            {
                yield return new CommandParameter(null, word);
                continue;
            }

            var colon = word.IndexOf(':', StringComparison.Ordinal);
            if (colon < 0)
            {
                yield return new CommandParameter(word);
            }
            else if (colon < word.Length - 1)
            {
                yield return new CommandParameter(word[..colon], Value(word[(colon + 1)..]));
            }
            else if (i + 1 < words.Count)
            {
                yield return new CommandParameter(word[..colon], words[++i]);
            }
            else
            {
                yield return new CommandParameter(word[..colon]);
            }
        }
    }

    private static object Value(string text) => text.ToUpperInvariant() switch
    {
        "$TRUE" or "TRUE" => true,
        "$FALSE" or "FALSE" => false,
        _ => text,
    };
}
