using Npgsql;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed class ChangeTypeTests
{
    private const string Users = "CREATE TABLE users (id int PRIMARY KEY, active boolean NOT NULL DEFAULT true, code varchar(4)); INSERT INTO users SELECT n, n % 2 = 0, n::text FROM generate_series(1, 200) n;";

    // There is no cast from boolean to integer that an assignment uses: the conversion back works only while it knows that it leads to a boolean.
    private static readonly ChangeTypeOnline Level = new(QualifiedName.Parse("users"), new("active"), new(new("integer")) { Using = new("active::integer") })
    {
        From = new(new("boolean")) { Using = new("active > 0") },
        NotNull = true,
        Default = new(new LiteralDefault("1"), new LiteralDefault("true")),
    };

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task The_conversions_mean_the_same_in_every_phase_and_for_every_session(int major)
    {
        using var project = await RecipeProject.CreateAsync(major, Users, Level);
        for (var phase = 1; phase <= 3; phase++)
        {
            await project.UpAsync(phase);
            await ConvertAsync(phase);
        }

        await project.UpAsync(4);
        await project.DownAsync(3);
        await ConvertAsync(3);
        await project.DownAsync(2);
        await ConvertAsync(2);
        await project.DownAsync(0);
        Assert.Equal("boolean 200", await project.ScalarAsync<string>("SELECT concat(pg_typeof(bool_or(active)), ' ', count(active)) FROM users"));

        // A connection of its own each time: what a session has compiled it does not compile again.
        async Task ConvertAsync(int phase)
        {
            await using var connection = await OperationDatabase.OpenAsync(new NpgsqlConnectionStringBuilder(project.ConnectionString) { Pooling = false }.ConnectionString);
            var (number, truth) = phase < 3 ? ("zz_new_active", "active") : ("active", "zz_old_active");
            await using var command = new NpgsqlCommand(
                $"UPDATE users SET {number} = id % {(phase < 3 ? 2 : 3)} WHERE id <= 6; UPDATE users SET {truth} = id % 4 = 0 WHERE id > 190; SELECT count(*) FROM users WHERE (id <= 6 OR id > 190) AND ({number} > 0) IS DISTINCT FROM {truth}", connection);
            Assert.Equal(0L, await command.ExecuteScalarAsync());
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task A_value_that_the_other_type_cannot_hold_is_an_error_for_its_writer_before_and_after_the_swap(int major)
    {
        var recipe = new ChangeTypeOnline(QualifiedName.Parse("users"), new("code"), new(new("integer"))) { From = new(new("varchar(4)")) };
        using var project = await RecipeProject.CreateAsync(major, Users, recipe);
        await project.UpAsync(2);
        Assert.Equal("22P02", await StateAsync("UPDATE users SET code = 'x' WHERE id = 1"));
        Assert.Equal("22001", await StateAsync("UPDATE users SET zz_new_code = 12345 WHERE id = 1"));
        await project.UpAsync(3);
        Assert.Equal("22001", await StateAsync("UPDATE users SET code = 12345 WHERE id = 1"));
        Assert.Null(await StateAsync("UPDATE users SET code = 1234 WHERE id = 1"));
        await project.UpAsync(4);
        Assert.Null(await StateAsync("UPDATE users SET code = 12345 WHERE id = 1"));

        async Task<string?> StateAsync(string sql)
        {
            await using var connection = await OperationDatabase.OpenAsync(project.ConnectionString);
            return await SplitTests.ErrorAsync(connection, sql);
        }
    }
}
