namespace SchemaMigrate.Execution.Gates;

/// <summary>A name or a sign within SQL.</summary>
/// <param name="Text">The name as the catalog would store it, or the sign.</param>
/// <param name="IsName">Whether it is a name; keywords are names too.</param>
/// <param name="IsQuoted">Whether it stood in double quotes.</param>
/// <param name="InString">Whether it stood in a string or in dollar quotes: perhaps dynamic SQL, perhaps put together from pieces.</param>
/// <param name="Line">The line, from 1.</param>
internal readonly record struct SqlWord(string Text, bool IsName, bool IsQuoted, bool InString, int Line)
{
    internal bool IsKeyword(string keyword) => IsName && !IsQuoted && Text == keyword;

    internal bool IsSign(char sign) => !IsName && Text.Length == 1 && Text[0] == sign;

    /// <summary>Whether the word may be this name. Within strings nobody knows how it will be quoted.</summary>
    internal bool Means(string name) => IsName && string.Equals(Text, name, InString ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal);
}
