namespace SchemaMigrate.Execution.Gates;

/// <summary>
/// Tells whether SQL names a column of a table. It errs on the side of yes: the only mention that does not count is one behind the name
/// or alias of another table. What names neither, such as <c>SELECT *</c>, cannot be seen.
/// </summary>
internal sealed class ColumnMentions(IEnumerable<string> tableNames, string column)
{
    // What may stand where an alias could, and is none.
    private static readonly HashSet<string> NoAlias = new(StringComparer.Ordinal)
    {
        "as", "on", "using", "where", "set", "join", "inner", "left", "right", "full", "cross", "natural", "order", "group", "having", "limit",
        "offset", "fetch", "for", "union", "intersect", "except", "values", "select", "default", "returning", "and", "or", "then", "else", "end",
        "when", "loop", "into", "from", "do", "tablesample", "window", "only", "lateral", "of", "with", "overriding", "not", "is", "in", "cascade",
        "restrict", "no", "nowait", "skip",
    };

    private static readonly HashSet<string> Queries = new(StringComparer.Ordinal)
    {
        "select", "insert", "update", "delete", "merge", "with", "copy", "declare", "values", "table", "prepare", "execute",
    };

    private readonly HashSet<string> tables = new(tableNames, StringComparer.Ordinal);

    /// <summary>Whether a statement reads or writes rows and names the column.</summary>
    internal bool IsUse(string statement) =>
        SqlWords.Of(statement) is var words && FirstName(words) is { } first && Queries.Contains(first) && Find(words, onTable: false) is not null;

    /// <summary>The line of the first mention, from 1; null when there is none.</summary>
    /// <param name="body">The body of a routine.</param>
    /// <param name="onTable">Whether it speaks of the table without naming it, as a trigger's function does with NEW and OLD.</param>
    internal int? Find(string body, bool onTable) => Find(SqlWords.Of(body), onTable);

    private static string? FirstName(IReadOnlyList<SqlWord> words) => words.Where(word => word.IsName).Select(word => word.Text).FirstOrDefault();

    private int? Find(IReadOnlyList<SqlWord> words, bool onTable)
    {
        if (!onTable && !words.Any(word => tables.Any(word.Means)))
        {
            return null;
        }

        var others = OtherTables(words);
        for (var i = 0; i < words.Count; i++)
        {
            if (words[i].Means(column) && !IsCall(words, i) && !others.Contains(QualifierOf(words, i) ?? ""))
            {
                return words[i].Line;
            }
        }

        return null;
    }

    private static bool IsCall(IReadOnlyList<SqlWord> words, int at) => at + 1 < words.Count && words[at + 1].IsSign('(');

    private static string? QualifierOf(IReadOnlyList<SqlWord> words, int at) =>
        at >= 2 && words[at - 1].IsSign('.') && words[at - 2].IsName ? words[at - 2].Text : null;

    /// <summary>Names and aliases that stand for other tables, and nowhere for this one.</summary>
    private HashSet<string> OtherTables(IReadOnlyList<SqlWord> words)
    {
        var ours = new HashSet<string>(tables, StringComparer.Ordinal) { "new", "old", "excluded" };
        var others = new HashSet<string>(StringComparer.Ordinal);
        for (var i = 0; i < words.Count; i++)
        {
            if (!NamesTable(words, i))
            {
                continue;
            }

            var at = i + 1;
            if (at < words.Count && words[at].IsKeyword("only"))
            {
                at++;
            }

            if (at >= words.Count || !IsTableName(words[at]))
            {
                continue;
            }

            while (at + 2 < words.Count && words[at + 1].IsSign('.') && words[at + 2].IsName)
            {
                at += 2;
            }

            var set = tables.Any(words[at].Means) ? ours : others;
            set.Add(words[at].Text);
            var alias = at + 1 < words.Count && words[at + 1].IsKeyword("as") ? at + 2 : at + 1;
            if (alias < words.Count && IsTableName(words[alias]))
            {
                set.Add(words[alias].Text);
            }
        }

        others.ExceptWith(ours);
        return others;
    }

    private static bool IsTableName(SqlWord word) => word.IsName && (word.IsQuoted || !NoAlias.Contains(word.Text));

    // FROM also stands in IS DISTINCT FROM and FETCH … FROM, INTO also before variables.
    private static bool NamesTable(IReadOnlyList<SqlWord> words, int at) =>
        words[at].IsKeyword("join")
        || (words[at].IsKeyword("from") && !Before(words, at, "distinct"))
        || (words[at].IsKeyword("update") && !Before(words, at, "for") && !Before(words, at, "on") && !Before(words, at, "do"))
        || (words[at].IsKeyword("into") && (Before(words, at, "insert") || Before(words, at, "merge")));

    private static bool Before(IReadOnlyList<SqlWord> words, int at, string keyword) => at > 0 && words[at - 1].IsKeyword(keyword);
}
