using System.Globalization;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>The hand-written parser behind <see cref="TargetSelector.Parse"/>.</summary>
internal static class TargetSelectorParser
{
    public static TargetSelector Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var rest = text.AsSpan().Trim();
        if (rest.IsEmpty)
        {
            throw Invalid(text, "it is empty");
        }

        if (rest.Contains(':'))
        {
            throw Invalid(text, "a range (a:b) cannot stand here");
        }

        var label = TakeLabel(text, ref rest);
        var offset = TakeOffset(text, ref rest);
        var (symbol, id) = ReadSymbol(text, rest, hasOffset: offset != 0);
        Check(text, symbol, offset);
        return new TargetSelector(symbol, id, offset, label);
    }

    internal static MigrationException Invalid(string text, string why) =>
        new(RevisionErrors.InvalidTarget, $"'{text}' is not a target: {why}.") { Target = text };

    private static string? TakeLabel(string text, ref ReadOnlySpan<char> rest)
    {
        var at = rest.IndexOf('@');
        if (at < 0)
        {
            return null;
        }

        var label = rest[..at].ToString();
        rest = rest[(at + 1)..];
        return RevisionId.IsValid(label) ? label
            : throw Invalid(text, $"'{label}' before the @ cannot be a branch label, which is {RevisionId.Rule} and not a reserved word");
    }

    private static int TakeOffset(string text, ref ReadOnlySpan<char> rest)
    {
        var sign = rest.IndexOfAny('+', '-');
        if (sign < 0)
        {
            return 0;
        }

        var digits = rest[(sign + 1)..];
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9')
            || !int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var count) || count == 0)
        {
            throw Invalid(text, $"after '{rest[sign]}' there must be a whole number of steps, 1 or more");
        }

        var offset = rest[sign] == '+' ? count : -count;
        rest = rest[..sign];
        return offset;
    }

    private static (TargetSymbol Symbol, string? Id) ReadSymbol(string text, ReadOnlySpan<char> symbol, bool hasOffset)
    {
        if (symbol.IsEmpty)
        {
            return hasOffset ? (TargetSymbol.Relative, null) : throw Invalid(text, "nothing stands after the @");
        }

        for (var known = TargetSymbol.Head; known < TargetSymbol.Revision; known++)
        {
            if (symbol.Equals(known.ToString(), StringComparison.OrdinalIgnoreCase))
            {
                return (known, null);
            }
        }

        return RevisionId.HasValidShape(symbol) ? (TargetSymbol.Revision, symbol.ToString())
            : throw Invalid(text, $"'{symbol}' cannot be a revision id, which is {RevisionId.Rule}");
    }

    private static void Check(string text, TargetSymbol symbol, int offset)
    {
        if (symbol == TargetSymbol.Heads && offset != 0)
        {
            throw Invalid(text, "steps cannot be counted from several heads; use head, or name one of them");
        }

        if (symbol == TargetSymbol.Base && offset < 0)
        {
            throw Invalid(text, "nothing lies before base");
        }

        if (symbol == TargetSymbol.Head && offset > 0)
        {
            throw Invalid(text, "nothing lies after head");
        }
    }
}
