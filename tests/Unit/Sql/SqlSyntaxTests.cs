using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class SqlSyntaxTests
{
    [Theory]
    [InlineData("select 1;\n  seelct 2;\nselect 3", 2, 3, "syntax error at or near \"seelct\"", "seelct 2;")]
    [InlineData("select 'ä😀', x y z", 1, 19, "syntax error at or near \"z\"", "z")]
    [InlineData("/* ä */ select 'abc", 1, 16, "unterminated quoted string at or near \"'abc\"", "'abc")]
    [InlineData("select $a$ x", 1, 8, "unterminated dollar-quoted string at or near \"$a$ x\"", "$a$ x")]
    [InlineData("select \"\"", 1, 8, "zero-length delimited identifier at or near \"\"\"\"", "\"\"")]
    [InlineData("create table t (id int", 1, 23, "syntax error at end of input", "")]
    [InlineData("select 1 /* open", 1, 10, "unterminated /* comment at or near \"/* open\"", "/* open")]
    public void An_error_says_what_and_where(string sql, int line, int column, string problem, string near)
    {
        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse(sql));

        Assert.Equal("SqlSyntax", error.ErrorId);
        Assert.Equal((line, column, problem, near), (error.Line, error.Column, error.Problem, error.Near));
        Assert.StartsWith(near, sql[(error.Position - 1)..]);
    }

    [Theory]
    [InlineData("\\d users", "'\\d'", 1)]
    [InlineData("select 1;\n\\copy t from 'x.csv'\nselect 2;", "'\\copy'", 2)]
    [InlineData("select 1 \\gx", "'\\gx'", 1)]
    public void Commands_of_psql_are_named_as_such(string sql, string command, int line)
    {
        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse(sql));

        Assert.Equal("PsqlCommand", error.ErrorId);
        Assert.Contains(command, error.Message, StringComparison.Ordinal);
        Assert.Equal(line, error.Line);
    }

    [Theory]
    [InlineData("select 1;\ncopy t (a) from stdin;\n1\tit's\n\\.\nselect 2;", 2)]
    [InlineData("copy t from stdin with (format csv);\nselect\n\\.\n", 1)]
    [InlineData("copy t from stdin", 1)]
    public void Copy_from_stdin_is_refused_at_the_statement(string sql, int line)
    {
        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse(sql));

        Assert.Equal("CopyFromStdin", error.ErrorId);
        Assert.Equal((line, 1), (error.Line, error.Column));
    }

    [Fact]
    public void Copy_from_a_file_or_program_is_sql() => Assert.Equal(2, SqlScript.Parse("copy t from '/x'; copy t from program 'y'").Statements.Count);

    [Fact]
    public void The_character_NUL_is_an_error_with_a_place()
    {
        var error = Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse("select 1;\nsel\0ect 2"));

        Assert.Equal("NulInSql", error.ErrorId);
        Assert.Equal((2, 4), (error.Line, error.Column));
    }

    [Fact]
    public void A_thousand_errors_leave_the_parser_sound()
    {
        for (var i = 0; i < 1000; i++)
        {
            Assert.Throws<SqlSyntaxException>(() => SqlScript.Parse(i % 2 == 0 ? "create tabel x" : "select 'open"));
        }

        Assert.Equal(StatementKind.CreateTable, SqlScript.Parse("create table x ()").Statements.Single().Kind);
    }

    [Theory]
    [InlineData(200_000)]
    [InlineData(50_000)]
    public void What_is_nested_too_deeply_is_a_clean_error_and_the_next_parse_works(int depth)
    {
        var sum = "select " + string.Join('+', Enumerable.Repeat("1", depth));

        var error = Assert.ThrowsAny<MigrationException>(() => SqlScript.Parse(sum));

        Assert.Equal("SqlTooComplex", error.ErrorId);
        Assert.Equal("select 2", SqlScript.Parse("select 2").Statements.Single().Text);
    }

    [Fact]
    public void Many_parentheses_are_a_clean_error_and_the_next_parse_works()
    {
        var error = Assert.ThrowsAny<MigrationException>(() => SqlScript.Parse("select " + new string('(', 100_000) + "1" + new string(')', 100_000)));

        Assert.Contains("memory exhausted", error.Message, StringComparison.Ordinal);
        Assert.Single(SqlScript.Parse("select ((((1))))").Statements);
    }

    [Fact]
    public void A_chain_as_long_as_people_write_them_parses()
    {
        var sum = "select " + string.Join(" or ", Enumerable.Range(0, 5000).Select(i => $"a = {i}"));

        Assert.Single(SqlScript.Parse(sum).Statements);
        Assert.Single(SqlScript.Parse("select " + string.Join('+', Enumerable.Repeat("1", 3000))).Statements);
    }
}
