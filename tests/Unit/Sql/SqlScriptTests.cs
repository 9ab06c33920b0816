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
}
