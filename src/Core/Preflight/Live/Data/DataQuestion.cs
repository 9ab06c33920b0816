using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A question to the rows of a table.</summary>
/// <param name="Table">The table.</param>
/// <param name="Condition">What an offending row satisfies; for duplicates, which rows count at all.</param>
internal sealed record DataQuestion(TableFacts Table, string Condition)
{
    /// <summary>Expressions whose equal values are duplicates; empty when the question is about single rows.</summary>
    public IReadOnlyList<string> GroupBy { get; init; } = [];

    /// <summary>An expression that fails on offending rows, when SQL has no test for it; <see cref="Condition"/> then says which rows are tried.</summary>
    public string? Attempt { get; init; }

    /// <summary>Functions that the expressions call; none of them may be volatile.</summary>
    public IReadOnlyList<string> Functions { get; init; } = [];

    /// <summary>Other tables that are read.</summary>
    public IReadOnlyList<TableFacts> Others { get; init; } = [];

    /// <summary>Takes the answer.</summary>
    public required Action<DataAnswer> Apply { get; init; }

    private string Source => Table.Relation.QualifiedName.ToString();

    private string Key => Table.Key.Count == 0
        ? "ctid::pg_catalog.text"
        : $"pg_catalog.concat_ws(', ', {string.Join(", ", Table.Key.Select(key => $"{Source}.{new Identifier(key)}"))})";

    /// <summary>The query that shows every offending row, for people.</summary>
    public string Query => GroupBy.Count == 0
        ? $"SELECT * FROM {Source} WHERE {Condition};"
        : $"SELECT {string.Join(", ", GroupBy)}, count(*) FROM {Source} WHERE {Condition} GROUP BY {string.Join(", ", GroupBy)} HAVING count(*) > 1 ORDER BY count(*) DESC;";

    /// <summary>Counts: rows or groups, rows of the largest group, rows too many.</summary>
    public string CountSql(string sample) => GroupBy.Count == 0
        ? $"SELECT {OwnQuery.Mark} pg_catalog.count(*), 0::pg_catalog.int8, pg_catalog.count(*) FROM {Source}{sample} WHERE {Condition}"
        : $"""
           SELECT {OwnQuery.Mark} pg_catalog.count(*), COALESCE(pg_catalog.max(g.n), 0), COALESCE(pg_catalog.sum(g.n - 1), 0)::pg_catalog.int8
           FROM (SELECT pg_catalog.count(*) AS n FROM {Source}{sample} WHERE {Condition} GROUP BY {string.Join(", ", GroupBy)} HAVING pg_catalog.count(*) > 1) AS g
           """;

    public string SampleSql(string sample, int keys) => GroupBy.Count == 0
        ? $"SELECT {OwnQuery.Mark} {Key} FROM {Source}{sample} WHERE {Condition} LIMIT {Literal.Of(keys)}"
        : $"""
           SELECT {OwnQuery.Mark} pg_catalog.concat_ws(', ', {string.Join(", ", GroupBy.Select(key => $"({key})::pg_catalog.text"))}) || ' (' || pg_catalog.count(*) || ' rows)'
           FROM {Source}{sample} WHERE {Condition} GROUP BY {string.Join(", ", GroupBy)} HAVING pg_catalog.count(*) > 1
           ORDER BY pg_catalog.count(*) DESC LIMIT {Literal.Of(keys)}
           """;

    /// <summary>
    /// Tries the expression on each row in a block of its own, and leaves the answer in a setting of the transaction: a read-only transaction can
    /// create nothing else.
    /// </summary>
    public string AttemptSql(string sample, int keys)
    {
        var tag = $"$sm{Guid.NewGuid():N}$";
        return $"""
            DO {tag}
            DECLARE
                r {Source}%ROWTYPE;
                bad pg_catalog.int8 := 0;
                keys pg_catalog.text[] := ARRAY[]::pg_catalog.text[];
            BEGIN
                FOR r IN SELECT {OwnQuery.Mark} * FROM {Source}{sample} WHERE {Condition} LOOP
                    BEGIN
                        PERFORM {OwnQuery.Mark} {Attempt} FROM (SELECT r.*) AS {Table.Relation.QualifiedName.Name};
                    EXCEPTION WHEN OTHERS THEN
                        bad := bad + 1;
                        IF bad <= {Literal.Of(keys)} THEN
                            keys := keys || {(Table.Key.Count == 0 ? "''::pg_catalog.text" : $"pg_catalog.concat_ws(', ', {string.Join(", ", Table.Key.Select(key => $"r.{new Identifier(key)}"))})")};
                        END IF;
                    END;
                END LOOP;
                PERFORM pg_catalog.set_config('schemamigrate.answer', pg_catalog.json_build_object('count', bad, 'samples', keys)::pg_catalog.text, true);
            END
            {tag}
            """;
    }
}
