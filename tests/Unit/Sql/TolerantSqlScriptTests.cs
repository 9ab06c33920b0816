using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class TolerantSqlScriptTests
{
    [Fact]
    public void One_bad_statement_hides_no_other()
    {
        var (script, errors) = SqlScript.ParseTolerant("select 1;\nseelct 2;\ncreate table t (id int;\ndrop table t;\nalter tabel x;\nselect 'ä' ;");

        Assert.Equal(["select 1", "drop table t", "select 'ä'"], script.Statements.Select(statement => statement.Text));
        Assert.Equal([0, 1, 2], script.Statements.Select(statement => statement.Index));
        Assert.Equal([1, 4, 6], script.Statements.Select(statement => statement.Line));
        Assert.Equal([2, 3, 5], errors.Select(error => error.Line));
    }

    [Fact]
    public void A_dump_with_data_keeps_its_definitions()
    {
        const string Dump = """
            \connect shop
            create table t (id int, name text);
            COPY t (id, name) FROM stdin;
            1	it's; a "trap" $$ (
            2	/* two
            \.
            create index i on t (id);
            copy t from stdin;
            \.
            """;

        var (script, errors) = SqlScript.ParseTolerant(Dump);

        Assert.Equal([StatementKind.CreateTable, StatementKind.CreateIndex], script.Statements.Select(statement => statement.Kind));
        Assert.Equal(["PsqlCommand", "CopyFromStdin", "CopyFromStdin"], errors.Select(error => error.ErrorId));
        Assert.Equal([1, 3, 8], errors.Select(error => error.Line));
    }

    [Fact]
    public void Sql_without_errors_is_read_as_by_the_strict_parser()
    {
        const string Sql = "select 1; /* a */ create table x (y int); ";

        var (script, errors) = SqlScript.ParseTolerant(Sql);

        Assert.Empty(errors);
        Assert.Equal(SqlScript.Parse(Sql).Statements.Select(one => (one.Text, one.Offset, one.Index)), script.Statements.Select(one => (one.Text, one.Offset, one.Index)));
    }

    [Fact]
    public void What_stays_open_is_one_error_and_keeps_what_came_before()
    {
        var (script, errors) = SqlScript.ParseTolerant("select 1;\nselect 'open;\nselect 2;");

        Assert.Equal(["select 1"], script.Statements.Select(statement => statement.Text));
        Assert.Equal(2, Assert.Single(errors).Line);
    }

    [Fact]
    public void A_statement_that_is_too_deep_hides_no_other()
    {
        var (script, errors) = SqlScript.ParseTolerant("select 1;\nselect " + string.Join('+', Enumerable.Repeat("1", 100_000)) + ";\nselect 3");

        Assert.Equal(["select 1", "select 3"], script.Statements.Select(statement => statement.Text));
        Assert.Equal(("SqlTooComplex", 2), (errors.Single().ErrorId, errors.Single().Line));
    }
}
