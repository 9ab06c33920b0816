using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class PlPgSqlBodyTests
{
    [Theory]
    [InlineData("do ")]
    [InlineData("create function f() returns setof int language plpgsql as ")]
    public void Queries_of_a_body_are_found_with_their_lines(string head)
    {
        var sql = "select 1;\n-- é\n" + head + """
            $b$
            declare r record;
            begin
              update a set b = 1;
              execute format('drop table %I', 'x');
              for r in select * from t loop
                perform f(1);
              end loop;
            end $b$;
            """;
        var script = SqlScript.Parse(sql);

        var body = PlPgSqlBody.Parse(script, script.Statements[1]);

        Assert.Equal(
            [("update a set b = 1", false, 6), ("format('drop table %I', 'x')", true, 7), ("select * from t", false, 8), ("SELECT f(1)", false, 9)],
            body!.Queries.Select(query => (query.Text, query.IsDynamic, query.Line)));
        Assert.True(body.Node.Descendants("PLpgSQL_stmt_block").Any());
    }

    [Theory]
    [InlineData("select 1")]
    [InlineData("create function f() returns int language sql as 'select 1'")]
    public void Other_statements_have_no_such_body(string sql)
    {
        var script = SqlScript.Parse(sql);

        Assert.Null(PlPgSqlBody.Parse(script, script.Statements[0]));
    }

    [Fact]
    public void A_broken_body_is_an_error_at_its_beginning()
    {
        var script = SqlScript.Parse("select 1;\ndo $$ begin iff; end $$");

        var error = Assert.Throws<SqlSyntaxException>(() => PlPgSqlBody.Parse(script, script.Statements[1]));

        Assert.Equal((2, 4), (error.Line, error.Column));
        Assert.Contains("iff", error.Problem, StringComparison.Ordinal);
    }
}
