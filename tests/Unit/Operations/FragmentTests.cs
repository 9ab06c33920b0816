using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Operations;

public sealed class FragmentTests
{
    [Theory]
    [InlineData("bigint")]
    [InlineData(" numeric(10, 2) ")]
    [InlineData("timestamp(3) with time zone")]
    [InlineData("app.\"Mood; DROP\"[]")]
    [InlineData("interval day to second")]
    [InlineData("bit varying(5)")]
    [InlineData("geometry(Point, 4326)")]
    [InlineData("int /* comment */")]
    public void A_type_is_a_type(string sql) => Assert.Equal(sql.Trim(), new TypeFragment(sql).Sql);

    [Theory]
    [InlineData("")]
    [InlineData("int; DROP TABLE users")]
    [InlineData("int); DROP TABLE users; --")]
    [InlineData("int); DROP TABLE users; CREATE TABLE y (c int")]
    [InlineData("int NOT NULL")]
    [InlineData("int DEFAULT 1")]
    [InlineData("text COLLATE \"C\"")]
    [InlineData("int, d int")]
    [InlineData("int, mark int) --")]
    [InlineData("int, mark int) /*")]
    [InlineData("int) INHERITS (t")]
    [InlineData("int -- comment")]
    [InlineData("int /* comment")]
    [InlineData("int mark")]
    [InlineData("int + 1")]
    [InlineData("int REFERENCES t")]
    [InlineData("int;")]
    [InlineData("'")]
    [InlineData("int\\")]
    public void What_is_more_or_less_than_a_type_is_refused(string sql) => Refused(() => new TypeFragment(sql));

    [Theory]
    [InlineData("now()")]
    [InlineData("a > 0 AND b IS NOT NULL OR c IN (1, 2)")]
    [InlineData("'it''s; --'")]
    [InlineData("$$ ; $$ || E'\\';--'")]
    [InlineData("(SELECT max(x) FROM t WHERE y = 1)")]
    [InlineData("CASE WHEN a THEN 1 ELSE 2 END")]
    [InlineData("a COLLATE \"C\"")]
    [InlineData("-- first\n1 + 1")]
    [InlineData("NULL")]
    public void An_expression_is_an_expression(string sql) => Assert.Equal(sql.Trim(), new ExpressionFragment(sql).Sql);

    [Theory]
    [InlineData(" ")]
    [InlineData("1; DROP TABLE users")]
    [InlineData("1); DROP TABLE users; SELECT (1")]
    [InlineData("1) + (2")]
    [InlineData("1) OR (1 = 1")]
    [InlineData("1, 2")]
    [InlineData("1, mark --")]
    [InlineData("1) , (mark")]
    [InlineData("1 -- comment")]
    [InlineData("1 FROM t")]
    [InlineData("1 x")]
    [InlineData("1 AS x")]
    [InlineData("DISTINCT a")]
    [InlineData("ALL a")]
    [InlineData("SELECT 1")]
    [InlineData("1 UNION SELECT 2")]
    [InlineData("1 ORDER BY 1")]
    [InlineData("1 INTO t")]
    [InlineData("*")]
    [InlineData("1;")]
    [InlineData("$$")]
    public void What_is_more_or_less_than_an_expression_is_refused(string sql) => Refused(() => new ExpressionFragment(sql));

    [Theory]
    [InlineData("email", "\"email\"")]
    [InlineData("Email", "\"email\"")]
    [InlineData("order", "\"order\"")]
    [InlineData("\"Weird \"\"Name\"", "\"Weird \"\"Name\"")]
    [InlineData("lower(email)", "lower(email)")]
    [InlineData("a || b", "(a || b)")]
    [InlineData("(a || b) DESC", "(a || b) DESC")]
    [InlineData("name COLLATE \"C\" text_pattern_ops ASC NULLS FIRST", "name COLLATE \"C\" text_pattern_ops ASC NULLS FIRST")]
    [InlineData("tags gin__int_ops(siglen = 32)", "tags gin__int_ops(siglen = 32)")]
    public void An_index_element_is_a_column_or_an_expression(string sql, string expected) => Assert.Equal(expected, new IndexElement(sql).Sql);

    [Theory]
    [InlineData("a, b")]
    [InlineData("a) WHERE (b")]
    [InlineData("a) INCLUDE (b")]
    [InlineData("a); DROP TABLE t; CREATE INDEX ON t (b")]
    [InlineData("a, (mark)) --")]
    [InlineData("a) WITH (fillfactor = 10")]
    [InlineData("a --")]
    [InlineData("\"a")]
    [InlineData("")]
    public void What_is_more_or_less_than_an_index_element_is_refused(string sql) => Refused(() => new IndexElement(sql));

    [Theory]
    [InlineData("id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY")]
    [InlineData("CONSTRAINT c FOREIGN KEY (a, b) REFERENCES t (a, b) ON DELETE CASCADE")]
    [InlineData("LIKE t INCLUDING ALL")]
    [InlineData("EXCLUDE USING gist (c WITH &&)")]
    public void A_table_element_is_a_column_a_constraint_or_like(string sql) => Assert.Equal(sql, new TableElement(sql).Sql);

    [Theory]
    [InlineData("a int, b int")]
    [InlineData("a int) WITH (fillfactor = 10")]
    [InlineData("a int); DROP TABLE t; CREATE TABLE u (b int")]
    [InlineData("a int, mark int) --")]
    public void What_is_more_than_a_table_element_is_refused(string sql) => Refused(() => new TableElement(sql));

    [Fact]
    public void A_partition_key_is_a_strategy_with_columns() => Assert.Equal("LIST (lower(a), b)", new PartitionKey("LIST (lower(a), b)").Sql);

    [Theory]
    [InlineData("RANGE (a) TABLESPACE x")]
    [InlineData("RANGE (a) USING heap")]
    [InlineData("RANGE (a) WITH (mark = 1) --")]
    [InlineData("RANGE (a); DROP TABLE t")]
    [InlineData("RANGE (a) ON COMMIT DROP")]
    public void What_is_more_than_a_partition_key_is_refused(string sql) => Refused(() => new PartitionKey(sql));

    [Theory]
    [InlineData("SELECT count(*) = 0 FROM t")]
    [InlineData("WITH a AS (SELECT 1) SELECT * FROM a ORDER BY 1 LIMIT 1")]
    [InlineData("VALUES (true)")]
    [InlineData("TABLE t")]
    public void A_query_is_a_query(string sql) => Assert.Equal(sql, new QueryFragment(sql).Sql);

    [Theory]
    [InlineData("DELETE FROM t")]
    [InlineData("WITH d AS (DELETE FROM t RETURNING 1) SELECT * FROM d")]
    [InlineData("SELECT 1 INTO t")]
    [InlineData("SELECT 1 FROM t FOR UPDATE")]
    [InlineData("SELECT 1; SELECT 2")]
    [InlineData("SELECT 1) AS q, mark --")]
    [InlineData("SELECT 1 -- comment")]
    [InlineData("SELECT 1) AS a, (SELECT 2")]
    public void A_query_that_changes_or_is_more_is_refused(string sql) => Refused(() => new QueryFragment(sql));

    private static void Refused(Func<object> create)
    {
        var error = Assert.Throws<MigrationException>(create);
        Assert.Equal("InvalidSqlFragment", error.ErrorId);
    }
}
