using System.Text;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

public sealed class NameTests
{
    [Theory]
    [InlineData("users", null, "users")]
    [InlineData("Users", null, "users")]
    [InlineData(" public.Users ", "public", "users")]
    [InlineData("\"Weird Name\"", null, "Weird Name")]
    [InlineData("app.\"Weird.Name\"", "app", "Weird.Name")]
    [InlineData("\"A\"\"B\".\"c\"", "A\"B", "c")]
    [InlineData("select", null, "select")]
    [InlineData("Größe_1$", null, "größe_1$")]
    [InlineData("ÄRGER", null, "Ärger")]
    [InlineData("表", null, "表")]
    public void A_name_is_read_as_SQL_reads_it(string text, string? schema, string name) =>
        Assert.Equal(QualifiedName.Of(schema, name), QualifiedName.Parse(text));

    [Theory]
    [InlineData("")]
    [InlineData("weird name")]
    [InlineData("1st")]
    [InlineData("a.")]
    [InlineData(".a")]
    [InlineData("a..b")]
    [InlineData("a.b.c")]
    [InlineData("\"a")]
    [InlineData("\"a\"b")]
    [InlineData("a;b")]
    [InlineData("a-b")]
    public void What_is_no_name_is_refused(string text) =>
        Assert.Equal("MalformedName", Assert.Throws<MigrationException>(() => QualifiedName.Parse(text)).ErrorId);

    [Theory]
    [InlineData("\"\"")]
    [InlineData("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx")]
    public void A_name_that_PostgreSQL_cannot_keep_is_refused(string text) =>
        Assert.Equal("InvalidIdentifier", Assert.Throws<MigrationException>(() => QualifiedName.Parse(text)).ErrorId);

    [Theory]
    [InlineData("users", "users")]
    [InlineData("Users", "\"Users\"")]
    [InlineData("a b", "\"a b\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("1a", "\"1a\"")]
    [InlineData("$a", "\"$a\"")]
    [InlineData("select", "select")]
    [InlineData("über", "über")]
    public void A_spelling_is_short_and_reads_back(string name, string spelling)
    {
        Assert.Equal(spelling, new Identifier(name).Spelling);
        Assert.Equal(new Identifier(name), Identifier.Parse(spelling));
        Assert.Equal(QualifiedName.Of(name, name), QualifiedName.Parse(QualifiedName.Of(name, name).Spelling));
        Assert.Equal(QualifiedName.Of(name, name), QualifiedName.Parse(QualifiedName.Of(name, name).ToString()));
    }

    [Fact]
    public void A_derived_name_is_readable_when_it_fits()
    {
        Assert.Equal("ix_users_email_lower_name_desc", Index("users", "email", "lower(name) desc"));
        Assert.Equal("uq_users_email", AddUnique.DefaultName(QualifiedName.Parse("app.users"), [new("email")]).Name);
        Assert.Equal("fk_orders_user_id", AddForeignKey.DefaultName(QualifiedName.Parse("orders"), [new("user_id")]).Name);
        Assert.Equal("ck_users_age_0", AddCheck.DefaultName(QualifiedName.Parse("users"), new("age >= 0")).Name);
        Assert.Equal("pk_Weird_Name", AddPrimaryKey.DefaultName(QualifiedName.Parse("\"Weird Name\"")).Name);
    }

    [Fact]
    public void A_derived_name_that_is_too_long_is_cut_and_told_apart_by_a_hash()
    {
        var (one, other) = (Index(new string('ü', 30), "a"), Index(new string('ü', 30), "b"));
        Assert.NotEqual(one, other);
        Assert.All([one, other], name => Assert.InRange(Encoding.UTF8.GetByteCount(name), 60, 63));
        Assert.Equal(one, Index(new string('ü', 30), "a"));
    }

    [Fact]
    public void Partial_indexes_with_other_predicates_have_other_names()
    {
        var table = QualifiedName.Parse("users");
        var names = new[] { null, "a", "b" }.Select(where => AddIndex.DefaultName(table, [new("email")], unique: false, where is null ? null : new(where)));
        Assert.Equal(3, names.Distinct().Count());
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_names_of_NOT_NULL_constraints_are_those_of_the_server(int major)
    {
        if (major < 18)
        {
            return;
        }

        string[][] names = [["users", "id"], [new string('t', 60), "c"], ["t", new string('c', 60)], [new string('ü', 31), new string('é', 31)], ["Ta\"ble", "日本日本日本日本日本日本日本日本日本日本日"]];
        await using var database = await OperationDatabase.CreateAsync(major);
        foreach (var name in names)
        {
            var (table, column) = (QualifiedName.Of(null, name[0]), new Identifier(name[1]));
            await database.ApplyAsync(new NewTable(table, [new($"{column} int NOT NULL")]));
            var before = await database.CatalogAsync();
            var drop = new SetColumn(table, column) { NotNull = false };
            await database.ApplyAsync(drop);
            Assert.NotEqual(before, await database.CatalogAsync());
            await database.ApplyAsync(drop.Inverse.Operations);
            Assert.Equal(before, await database.CatalogAsync());
        }
    }

    private static string Index(string table, params string[] columns) =>
        AddIndex.DefaultName(QualifiedName.Parse(table), columns.Select(column => new IndexElement(column)).ToValueList(), unique: false, where: null).Name;
}
