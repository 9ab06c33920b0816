using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

/// <summary>Ways back that restore less than everything: exactly what they announce is lost.</summary>
public sealed class LossyTests
{
    private static readonly NameSet Names = NameSet.Awkward;

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_removed_column_comes_back_last_with_its_shape_and_without_its_values(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        var before = await database.CatalogAsync();
        var remove = new RemoveColumn(Names.Table, Names.Text)
        {
            Definition = new ColumnDefinition(Names.Text, new("varchar(50)")) { Value = new LiteralDefault("nobody"), Comment = "a comment" },
        };
        await database.ApplyAsync(remove);
        Assert.Equal(before.Count - 1, (await database.CatalogAsync()).Count);
        Assert.Equal(ReversibilityGrade.Lossy, remove.Inverse.Grade);

        await database.ApplyAsync(remove.Inverse.Operations);
        Assert.Equal(before.Select(WithoutPlace).Order(StringComparer.Ordinal), (await database.CatalogAsync()).Select(WithoutPlace).Order(StringComparer.Ordinal));
        Assert.Equal(500, await database.ScalarAsync<long>($"SELECT count(*) FROM {Names.Table} WHERE {Names.Text} = 'nobody'"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_required_column_without_a_default_comes_back_nullable_as_announced(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        var remove = new RemoveColumn(Names.Table, Names.Key) { Definition = new ColumnDefinition(Names.Key, new("bigint")) { NotNull = true } };
        Assert.Contains("comes back nullable", remove.Inverse.Reason, StringComparison.Ordinal);
        await database.ApplyAsync(remove);
        await database.ApplyAsync(remove.Inverse.Operations);
        Assert.Contains(await database.CatalogAsync(), line => line.Contains($"{Names.Key} bigint collation=- notnull=f", StringComparison.Ordinal));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_removed_table_comes_back_as_it_was_created_and_empty(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup);
        var table = new NewTable(Names.Fresh, [new("id bigint PRIMARY KEY"), new($"{Names.Text} text DEFAULT 'x' NOT NULL")]) { Comment = "c" };
        await database.ApplyAsync(table);
        var before = await database.CatalogAsync();
        await database.ExecuteAsync($"INSERT INTO {Names.Fresh} VALUES (1)");
        var remove = new RemoveTable(Names.Fresh) { Restore = table };
        Assert.Equal(ReversibilityGrade.Lossy, remove.Inverse.Grade);
        await database.ApplyAsync(remove);
        await database.ApplyAsync(remove.Inverse.Operations);
        Assert.Equal(before, await database.CatalogAsync());
        Assert.Equal(0, await database.ScalarAsync<long>($"SELECT count(*) FROM {Names.Fresh}"));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_type_changes_with_its_default_in_one_statement_and_back(int major)
    {
        await using var database = await OperationDatabase.CreateAsync(major, Names.Setup + $"UPDATE {Names.Table} SET {Names.Text} = '7';");
        var before = await database.CatalogAsync();
        var change = new SetColumn(Names.Table, Names.Text)
        {
            Type = new(new(new("integer")) { Using = new($"{Names.Text}::integer") }, new(new("varchar(50)"))),
            Default = new(new LiteralDefault("0"), new LiteralDefault("nobody")),
            NotNull = true,
        };
        await database.ApplyAsync(change);
        Assert.Contains(await database.CatalogAsync(), line => line.Contains($"{Names.Text} integer collation=- notnull=t identity= generated= default=0", StringComparison.Ordinal));
        await database.ApplyAsync(change.Inverse.Operations);
        Assert.Equal(before, await database.CatalogAsync());
        Assert.Equal(500, await database.ScalarAsync<long>($"SELECT count(*) FROM {Names.Table} WHERE {Names.Text} = '7'"));
    }

    private static string WithoutPlace(string line) =>
        line.StartsWith("column ", StringComparison.Ordinal) ? System.Text.RegularExpressions.Regex.Replace(line, "\" [0-9]+ \"", "\" \"") : line;
}
