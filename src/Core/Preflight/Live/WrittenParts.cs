using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Copies parts of a statement as they were written: the parse tree has no text of expressions.</summary>
internal sealed class WrittenParts(SqlStatement statement)
{
    private readonly string sql = statement.Text;
    private readonly List<SqlToken> tokens = SqlTokens.Of(statement.Text);

    /// <summary>The expression of a CHECK; null when it cannot be cut out for sure.</summary>
    public string? CheckExpression(SqlNode constraint) => FindFrom(constraint, "CHECK") is { } check ? Parenthesised(check + 1) : null;

    /// <summary>The USING expression behind a column's new type; null when there is none.</summary>
    public string? UsingExpression(SqlNode typeName) => Behind(typeName, "USING", 1) is var (from, to) ? sql[from..to] : null;

    /// <summary>A type with its modifiers, as written.</summary>
    public string? TypeText(SqlNode typeName)
    {
        var first = IndexAt(typeName);
        if (first < 0)
        {
            return null;
        }

        var depth = tokens[first].Depth;
        var last = first;
        while (last + 1 < tokens.Count && !(tokens[last + 1].Depth == depth && EndsType(tokens[last + 1])) && tokens[last + 1].Depth >= depth)
        {
            last++;
        }

        return sql[tokens[first].Start..tokens[last].End];
    }

    /// <summary>The elements of an index, without their order and operator classes, and its predicate.</summary>
    public (IReadOnlyList<string> Elements, string? Predicate)? IndexParts()
    {
        var on = tokens.FindIndex(token => token.Depth == 0 && token.Is(sql, "ON"));
        var open = on < 0 ? -1 : tokens.FindIndex(on, token => token.Depth == 0 && token.Is(sql, "("));
        if (open < 0)
        {
            return null;
        }

        var elements = new List<string>();
        var at = open + 1;
        while (at < tokens.Count && tokens[at].Depth > 0)
        {
            var start = at;
            while (at < tokens.Count && tokens[at].Depth > 0 && !(tokens[at].Depth == 1 && tokens[at].Is(sql, ",")))
            {
                at++;
            }

            elements.Add(Element(start, at));
            at += at < tokens.Count && tokens[at].Depth == 1 ? 1 : 0;
        }

        var where = tokens.FindIndex(at, token => token.Depth == 0 && token.Is(sql, "WHERE"));
        return (elements, where < 0 ? null : sql[tokens[where + 1].Start..tokens[^1].End]);
    }

    // A column, a function call, or an expression in parentheses; what follows is COLLATE, an operator class or an order.
    private string Element(int start, int end)
    {
        var last = start;
        while (last + 1 < end && (tokens[last + 1].Depth > tokens[start].Depth || tokens[last + 1].Is(sql, "(") || tokens[last + 1].Is(sql, ")") || tokens[last + 1].Is(sql, ".")
            || tokens[last].Is(sql, ".")))
        {
            last++;
        }

        return sql[tokens[start].Start..tokens[last].End];
    }

    private bool EndsType(SqlToken token) =>
        token.Is(sql, ",") || token.Is(sql, "USING") || token.Is(sql, "COLLATE") || token.Is(sql, ";") || token.Is(sql, ")");

    private (int From, int To)? Behind(SqlNode node, string word, int skip)
    {
        var at = IndexAt(node);
        var depth = at < 0 ? 0 : tokens[at].Depth;
        for (; at >= 0 && at < tokens.Count && !(tokens[at].Depth == depth && tokens[at].Is(sql, ",")); at++)
        {
            if (tokens[at].Depth == depth && tokens[at].Is(sql, word))
            {
                var last = at + skip;
                while (last + 1 < tokens.Count && !(tokens[last + 1].Depth == depth && tokens[last + 1].Is(sql, ",")))
                {
                    last++;
                }

                return at + skip < tokens.Count ? (tokens[at + skip].Start, tokens[last].End) : null;
            }
        }

        return null;
    }

    private int? FindFrom(SqlNode node, string word)
    {
        var at = IndexAt(node);
        var found = at < 0 ? -1 : tokens.FindIndex(at, token => token.Is(sql, word));
        return found < 0 ? null : found;
    }

    private string? Parenthesised(int open)
    {
        if (open >= tokens.Count || !tokens[open].Is(sql, "("))
        {
            return null;
        }

        var close = tokens.FindIndex(open + 1, token => token.Depth == tokens[open].Depth && token.Is(sql, ")"));
        return close < 0 ? null : sql[tokens[open].End..tokens[close].Start].Trim();
    }

    private int IndexAt(SqlNode node) =>
        node.Offset < statement.Offset ? -1 : tokens.FindIndex(token => token.Start >= node.Offset - statement.Offset);
}
