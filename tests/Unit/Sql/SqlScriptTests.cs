using System.Text;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class SqlScriptTests
{
    [Fact]
    public void Statements_know_their_text_and_place()
    {
        const string Sql = "-- first\n/* a /* nested */ comment */ create table a (id int) ;\n;;\n  drop table b -- gone\n";

        var statements = SqlScript.Parse(Sql).Statements;

        Assert.Equal(["create table a (id int)", "drop table b"], statements.Select(statement => statement.Text));
        Assert.Equal([(2, 30), (4, 3)], statements.Select(statement => (statement.Line, statement.Column)));
        Assert.Equal([StatementKind.CreateTable, StatementKind.DropTable], statements.Select(statement => statement.Kind));
        Assert.All(statements, statement => Assert.Equal(statement.Text, Sql.Substring(statement.Offset, statement.Length)));
        Assert.Equal([0, 1], statements.Select(statement => statement.Index));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  \r\n")]
    [InlineData("-- nothing")]
    [InlineData("/* nothing */ ; ;; -- at all\n;")]
    public void A_script_without_statements_is_empty(string sql) => Assert.Empty(SqlScript.Parse(sql).Statements);

    [Theory]
    [InlineData("select 'ä€😀'; select 'b' as \"ß😀\"; select 3", new[] { "select 'ä€😀'", "select 'b' as \"ß😀\"", "select 3" })]
    [InlineData("/* 😀 */ select 1 /* é */; -- ü\nselect 2 -- 😀", new[] { "select 1", "select 2" })]
    [InlineData("select $a$ ; $$ ; $a$; select $$;$$", new[] { "select $a$ ; $$ ; $a$", "select $$;$$" })]
    [InlineData("select E'it\\'s; \\\\'; select 'it''s; '; select \"a;b\"", new[] { "select E'it\\'s; \\\\'", "select 'it''s; '", "select \"a;b\"" })]
    [InlineData("select 'one'\n  'two;'; select U&'\\00e4;'", new[] { "select 'one'\n  'two;'", "select U&'\\00e4;'" })]
    [InlineData("select 1 -- ; no\n + 2; /* ; /* ; */ ; */ select 3", new[] { "select 1 -- ; no\n + 2", "select 3" })]
    [InlineData("select '--', '/*'; select 2 /* a */ /* b */", new[] { "select '--', '/*'", "select 2" })]
    [InlineData("create rule r as on insert to a do also (insert into b values (1); delete from c); select 1",
        new[] { "create rule r as on insert to a do also (insert into b values (1); delete from c)", "select 1" })]
    [InlineData("create function f(a int) returns int begin atomic select case when a > 0 then 1 end; select 2; end; select 3",
        new[] { "create function f(a int) returns int begin atomic select case when a > 0 then 1 end; select 2; end", "select 3" })]
    public void Borders_are_those_of_the_grammar(string sql, string[] expected)
    {
        var statements = SqlScript.Parse(sql).Statements;

        Assert.Equal(expected, statements.Select(statement => statement.Text));
        Assert.Equal(expected, Borders(sql));
    }

    [Theory]
    [InlineData("create procedure p() begin atomic insert into t values (1); end")]
    [InlineData("create or replace function f() returns int language sql begin atomic select case when true then case when false then 1 end end; end")]
    [InlineData("select a$b$c, 1e5, e'x' from t where x operator(pg_catalog.=) 'y' and z <@ array[1]")]
    [InlineData("do language plpgsql $body$ begin perform 'x;y'; end $body$")]
    [InlineData("create table \"a\"\"b;\" (\"c;\" text default ';')")]
    public void One_statement_is_one_for_the_parser_and_for_the_border_search(string sql)
    {
        Assert.Single(SqlScript.Parse(sql + ";").Statements);
        Assert.Equal([sql], Borders(sql + ";"));
    }

    [Fact]
    public void Lines_and_columns_count_every_kind_of_line_end()
    {
        var statements = SqlScript.Parse("select 1;\r\n\r\n  select 2;\rselect 3;\n\tselect 4").Statements;

        Assert.Equal([(1, 1), (3, 3), (4, 1), (5, 2)], statements.Select(statement => (statement.Line, statement.Column)));
    }

    [Fact]
    public void Places_of_nodes_are_chars_of_the_script_behind_any_characters()
    {
        var sql = "select '" + string.Concat(Enumerable.Repeat("😀ä", 2000)) + "'; select aé, bü from \"tß\"";

        var columns = SqlScript.Parse(sql).Statements[1].Node.Descendants("ColumnRef");

        var places = new List<string>();
        foreach (var column in columns)
        {
            places.Add(sql.Substring(column.Offset, 2));
        }

        Assert.Equal(["aé", "bü"], places);
    }

    [Fact]
    public void A_large_script_is_the_same_as_its_statements_one_by_one()
    {
        string[] parts =
        [
            "create table t (id int, name text default 'a;b😀')",
            "insert into t select x, $q$ ; -- $q$ from generate_series(1, 10) x",
            "create function f() returns int begin atomic select 1; select 2; end",
            "alter table t add constraint c check (id > 0) not valid",
        ];
        var text = new StringBuilder();
        var expected = new List<string>();
        while (text.Length < 1_000_000)
        {
            text.Append(parts[expected.Count % parts.Length]).Append("; -- ß\n");
            expected.Add(parts[expected.Count % parts.Length]);
        }

        var script = SqlScript.Parse(text.ToString());

        Assert.Equal(expected, script.Statements.Select(statement => statement.Text));
        Assert.Equal(expected.Count, script.Statements[^1].Line);
        Assert.Equal(expected.Count - 1, script.Statements[^1].Index);
    }

    [Fact]
    public void An_error_far_into_a_large_script_has_its_place()
    {
        var sql = string.Concat(Enumerable.Repeat("select 'ä😀';\n", 50_000)) + "selec 1;\nselect 2;\n";

        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse(sql));

        Assert.Equal((50_001, 1), (error.Line, error.Column));
        Assert.Equal("selec 1;", error.Near);
        Assert.Equal(sql.IndexOf("selec ", StringComparison.Ordinal) + 1, error.Position);
    }

    [Fact]
    public void A_cancelled_parse_stops()
    {
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();

        Assert.ThrowsAny<OperationCanceledException>(() => SqlScript.Parse("select 1", cancelled.Token));
    }

    private static List<string> Borders(string sql)
    {
        var borders = new StatementBorders(sql, 0, sql.Length);
        var texts = new List<string>();
        while (borders.TryNext(out var border))
        {
            texts.Add(sql[border.Start..border.End]);
        }

        return texts;
    }
}
