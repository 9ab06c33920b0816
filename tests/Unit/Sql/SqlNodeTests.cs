using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class SqlNodeTests
{
    [Fact]
    public void Fields_are_read_by_name_and_absent_ones_are_zero()
    {
        var node = Parse("alter table only s.t add column n varchar(20) not null default 'it''s \"x\"', drop column o cascade");

        Assert.Equal("AlterTableStmt", node.Type);
        Assert.Equal(QualifiedName.Of("s", "t"), node["relation"].RelationName());
        Assert.Equal("RangeVar", node["relation"].Type);
        Assert.False(node["relation"].Flag("inh"));
        Assert.Equal(2, node.List("cmds").Count);
        var column = node.List("cmds").First["def"];
        Assert.Equal(("ColumnDef", "n", "varchar"), (column.Type, column.Text("colname"), column["typeName"].TypeWord()));
        Assert.Equal(["CONSTR_NOTNULL", "CONSTR_DEFAULT"], Texts(column.List("constraints"), "contype"));
        Assert.Equal("it's \"x\"", Only(column.Descendants("String"), node => node.Text("sval")!.StartsWith("it", StringComparison.Ordinal)).Text("sval"));
        Assert.Equal(20, Only(column.Descendants("Integer"), _ => true).Number("ival"));
        Assert.Equal((null, 0L, false, 0), (node.Text("nothing"), node.Number("nothing"), node.Flag("nothing"), node.List("nothing").Count));
        Assert.False(node["nothing"].Exists);
        Assert.Equal("", node["nothing"]["more"].Type);
        Assert.Equal(-1, node["nothing"].Offset);
    }

    [Fact]
    public void Descendants_come_in_order_and_by_type()
    {
        var node = Parse("select a, f(b, g(c)) from t where exists (select d from u)");

        Assert.Equal(["f", "g"], Collect(node.Descendants("FuncCall"), call => call.FunctionWord()));
        Assert.Equal(["t", "u"], Collect(node.Descendants("RangeVar"), range => range.Text("relname")!));
        Assert.Equal(["a", "b", "c", "d"], Collect(node.Descendants("ColumnRef"), column => column.List("fields").Texts()[0]));
        Assert.False(node.Descendants("InsertStmt").Any());
        Assert.True(node.Contains(node["whereClause"]));
        Assert.False(node["whereClause"].Contains(node));
    }

    [Fact]
    public void Texts_that_look_like_the_grammars_words_are_still_texts()
    {
        var node = Parse("select 'CONSTR_CHECK', 'AT_AddColumn', 'MY_LABEL' as \"MY_LABEL\"");

        Assert.Equal(["CONSTR_CHECK", "AT_AddColumn", "MY_LABEL"], Collect(node.Descendants("String"), value => value.Text("sval")!));
    }

    [Fact]
    public void Ever_new_texts_do_not_fill_the_name_table()
    {
        for (var i = 0; i < 5000; i += 100)
        {
            SqlScript.Parse("select " + string.Join(',', Enumerable.Range(i, 100).Select(n => $"'LABEL_{n}'")));
        }

        Assert.Equal("LABEL_9999", Only(Parse("select 'LABEL_9999'").Descendants("String"), _ => true).Text("sval"));
        Assert.Equal("CreateSubscriptionStmt", Parse("create subscription s connection '' publication p").Type);
    }

    [Fact]
    public void Large_and_negative_numbers_are_kept()
    {
        var node = Parse("select 2147483647, 12345678901, -5, 1.5");

        Assert.Equal([2147483647, -5], Collect(node.Descendants("Integer"), value => value.Number("ival")));
        Assert.Equal(["12345678901", "1.5"], Collect(node.Descendants("Float"), value => value.Text("fval")!));
    }

    [Fact]
    public void Long_names_are_cut_as_PostgreSQL_cuts_them_and_stay_names()
    {
        var name = Parse($"drop table {new string('é', 40)}").List("objects").First.NameOf();

        Assert.Equal(new string('é', 31), name!.Value.Name.Name);
    }

    private static SqlNode Parse(string sql) => SqlScript.Parse(sql).Statements.Single().Node;

    private static List<string> Texts(SqlNodeList nodes, string field)
    {
        var texts = new List<string>();
        foreach (var node in nodes)
        {
            texts.Add(node.Text(field)!);
        }

        return texts;
    }

    private static List<T> Collect<T>(SqlNodeDescendants nodes, Func<SqlNode, T> read)
    {
        var values = new List<T>();
        foreach (var node in nodes)
        {
            values.Add(read(node));
        }

        return values;
    }

    private static SqlNode Only(SqlNodeDescendants nodes, Func<SqlNode, bool> wanted) => Collect(nodes, node => node).Single(wanted);
}
