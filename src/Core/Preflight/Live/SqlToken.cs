namespace SchemaMigrate.Preflight;

/// <summary>A word, a quoted thing or a single character of a statement.</summary>
/// <param name="Start">Where it begins.</param>
/// <param name="End">Behind its last character.</param>
/// <param name="Depth">How many parentheses are open around it; the parentheses themselves count as outside.</param>
internal readonly record struct SqlToken(int Start, int End, int Depth)
{
    public string Of(string sql) => sql[Start..End];

    public bool Is(string sql, string word) => End - Start == word.Length && string.Compare(sql, Start, word, 0, word.Length, StringComparison.OrdinalIgnoreCase) == 0;
}
