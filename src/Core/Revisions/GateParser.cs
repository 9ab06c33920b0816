using System.Diagnostics.CodeAnalysis;
using System.Text;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Revisions;

/// <summary>Reads gates from a header.</summary>
internal static class GateParser
{
    private static readonly string[] Kinds = ["backfill", "soak", "approval", "unused"];

    public static bool TryParse(string text, [NotNullWhen(true)] out Gate? gate, [NotNullWhen(false)] out string? error)
    {
        gate = null;
        error = null;
        var trimmed = text.Trim();
        var open = trimmed.IndexOf('(', StringComparison.Ordinal);
        var kind = (open < 0 ? trimmed : trimmed[..open]).TrimEnd();
        var argument = open >= 0 && trimmed.EndsWith(')') ? trimmed[(open + 1)..^1].Trim() : null;
        if (open >= 0 && argument is null)
        {
            error = $"The gate '{trimmed}' has no closing parenthesis at its end.";
            return false;
        }

        switch (kind.ToLowerInvariant())
        {
            case "approval" when argument is null:
                gate = new ApprovalGate();
                break;
            case "approval":
                error = "The gate 'approval' takes no argument.";
                break;
            case "soak":
                gate = Duration.TryParse(argument, out var time) && time > TimeSpan.Zero ? new SoakGate(time) : null;
                error = gate is null ? $"The gate '{trimmed}' needs {Duration.Rule}, longer than zero." : null;
                break;
            case "backfill":
                gate = string.IsNullOrEmpty(argument) || argument.AsSpan().ContainsAny("(), \t") ? null : new BackfillGate(argument);
                error = gate is null ? $"The gate '{trimmed}' needs the name of a backfill, without spaces, commas and parentheses." : null;
                break;
            case "unused":
                gate = ParseUnused(argument ?? "");
                error = gate is null ? $"The gate '{trimmed}' needs table.column or schema.table.column." : null;
                break;
            default:
                error = $"There is no gate '{kind}'; the gates are backfill(name), soak(24h), approval and unused(table.column)."
                    + NearestName.Hint(kind, Kinds);
                break;
        }

        return gate is not null;
    }

    /// <summary>Splits a list of gates at its commas, but not within parentheses or double quotes.</summary>
    public static IEnumerable<string> SplitList(string text)
    {
        var start = 0;
        var depth = 0;
        var quoted = false;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '"': quoted = !quoted; break;
                case '(' when !quoted: depth++; break;
                case ')' when !quoted: depth--; break;
                case ',' when !quoted && depth <= 0:
                    yield return text[start..i];
                    start = i + 1;
                    break;
            }
        }

        yield return text[start..];
    }

    private static UnusedGate? ParseUnused(string text)
    {
        var parts = SplitName(text);
        try
        {
            return parts switch
            {
                [var table, var column] => new UnusedGate(QualifiedName.Of(null, table), new Identifier(column)),
                [var schema, var table, var column] when schema.Length > 0 => new UnusedGate(QualifiedName.Of(schema, table), new Identifier(column)),
                _ => null,
            };
        }
        catch (MigrationException)
        {
            return null;
        }
    }

    /// <summary>The parts of a dotted name as the catalog stores them: unquoted parts in lower case; null when it is no name.</summary>
    private static List<string>? SplitName(string text)
    {
        var parts = new List<string>();
        for (var i = 0; ; i++)
        {
            var part = new StringBuilder();
            if (i < text.Length && text[i] == '"')
            {
                for (i++; ; i++)
                {
                    if (i >= text.Length)
                    {
                        return null;
                    }

                    if (text[i] == '"' && (i + 1 == text.Length || text[i + 1] != '"'))
                    {
                        i++;
                        break;
                    }

                    part.Append(text[i]);
                    i += text[i] == '"' ? 1 : 0;
                }
            }
            else
            {
                for (; i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] is '_' or '$'); i++)
                {
                    part.Append(char.IsAscii(text[i]) ? char.ToLowerInvariant(text[i]) : text[i]);
                }
            }

            parts.Add(part.ToString());
            if (i >= text.Length)
            {
                return parts;
            }

            if (text[i] != '.')
            {
                return null;
            }
        }
    }
}
