using System.Text.RegularExpressions;
using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Recipes;

namespace SchemaMigrate.Tests.Enums;

public sealed partial class EnumOnlineTests
{
    public static TheoryData<int, string> Cases => EnumInPlaceTests.Cases;

    [Theory, MemberData(nameof(Cases))]
    public async Task Every_phase_is_applied_undone_and_applied_again_with_the_whole_catalog_and_the_rows_the_same(int major, string names)
    {
        var world = EnumWorld.Of(names);
        using var project = await RecipeProject.CreateAsync(major, world.Setup, new SetEnumOnline(world.Change, world.Columns));
        var states = new List<(IReadOnlyList<string> Catalog, string Values)> { await StateAsync() };
        for (var phase = 1; phase <= 4; phase++)
        {
            await project.UpAsync(phase);
            var after = await StateAsync();
            await project.DownAsync(phase - 1);
            var back = await StateAsync();
            Assert.Equal(Undone(states[^1].Catalog, phase), Undone(back.Catalog, phase));
            Assert.Equal(states[^1].Values, back.Values);
            await project.UpAsync(phase);
            Assert.Equal(after.Catalog, (await StateAsync()).Catalog);
            Assert.Equal(after.Values, (await StateAsync()).Values);
            states.Add(after);
        }

        // In the end it is what the form in place makes of the same database.
        await using (var database = await Operations.OperationDatabase.CreateAsync(major, world.Setup))
        {
            await database.ApplyAsync(new SetEnumInPlace(world.Change, world.Columns));
            Assert.Equal(await SnapshotLines.ReadAsync(database.ConnectionString, places: false), states[^1].Catalog);
            Assert.Equal(await database.ScalarAsync<string>(world.Values), states[^1].Values);
        }

        for (var phase = 3; phase >= 0; phase--)
        {
            await project.DownAsync(phase);
            Assert.Equal(Undone(states[phase].Catalog, 4), Undone((await StateAsync()).Catalog, 4));
        }

        Assert.NotEqual(states[0].Values, (await StateAsync()).Values);

        async Task<(IReadOnlyList<string> Catalog, string Values)> StateAsync() =>
            (await SnapshotLines.ReadAsync(project.ConnectionString, places: false), await project.ScalarAsync<string>(world.Values));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_cannot_be_carried_over_is_named_by_the_first_phase_and_nothing_is_touched(int major)
    {
        var world = EnumWorld.Plain;
        (string Setup, string Expected)[] obstacles =
        [
            ("CREATE MATERIALIZED VIEW mv AS SELECT status FROM users", "materialized view public.mv"),
            ("CREATE TABLE more (s user_status, PRIMARY KEY (s))", "column public.more.s"),
            ("ALTER TABLE users DROP CONSTRAINT users_pkey, ADD PRIMARY KEY (id, status)", "constraint users_pkey on table public.users"),
            ("ALTER TABLE users ADD EXCLUDE (status WITH =) WHERE (id < 0)", "constraint users_status_excl on table public.users"),
            ("CREATE STATISTICS st ON status, id FROM users", "statistics object public.st"),
            ("CREATE VIEW v_gone AS SELECT 1 AS one FROM users WHERE status = 'banned'", "view public.v_gone speaks of 'banned'"),
            ("ALTER TABLE users ADD CHECK (status <> 'pending' OR note IS NOT NULL) NOT VALID", "speaks of 'pending'"),
        ];
        foreach (var (setup, expected) in obstacles)
        {
            using var project = await RecipeProject.CreateAsync(major, world.Setup + setup, new SetEnumOnline(world.Change, world.Columns));
            var before = await SnapshotLines.ReadAsync(project.ConnectionString);
            var error = await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => project.UpAsync(1));
            Assert.True(error.Message.Contains(expected, StringComparison.Ordinal), $"{expected}: {error.Message}");
            Assert.Equal(before, await SnapshotLines.ReadAsync(project.ConnectionString));
        }
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task What_came_between_the_phases_stops_the_switch_and_a_new_value_in_use_stops_the_way_back(int major)
    {
        var world = EnumWorld.Plain;
        using var project = await RecipeProject.CreateAsync(major, world.Setup, new SetEnumOnline(world.Change, world.Columns));
        await project.UpAsync(2);
        await project.ExecuteAsync("CREATE INDEX ix_late ON users (status, note)");
        var before = await SnapshotLines.ReadAsync(project.ConnectionString);
        var late = await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => project.UpAsync(3));
        Assert.Contains("The index ix_late of users has no counterpart for the new values yet", late.Message, StringComparison.Ordinal);
        Assert.Equal(before, await SnapshotLines.ReadAsync(project.ConnectionString));

        await project.ExecuteAsync("DROP INDEX ix_late");
        await project.UpAsync(3);
        await project.ExecuteAsync("UPDATE users SET status = 'archived' WHERE id IN (5, 6)");
        var back = await Assert.ThrowsAnyAsync<SchemaMigrate.Errors.MigrationException>(() => project.DownAsync(2));
        Assert.Contains("The value 'archived' of user_status cannot go: users.status has it in 2 rows, for example id=5; id=6.", back.Message, StringComparison.Ordinal);
        await project.ExecuteAsync("UPDATE users SET status = 'active' WHERE id IN (5, 6)");
        await project.DownAsync(2);
        Assert.Equal(before.Where(line => !line.Contains("ix_late", StringComparison.Ordinal)).Select(line => Position().Replace(line, "")).Order(StringComparer.Ordinal),
            (await SnapshotLines.ReadAsync(project.ConnectionString)).Select(line => Position().Replace(line, "")).Order(StringComparer.Ordinal));
    }

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Values_are_added_at_their_places_without_a_lock(int major)
    {
        await using var database = await Operations.OperationDatabase.CreateAsync(major, EnumWorld.Awkward.Setup);
        var world = EnumWorld.Awkward;
        string[] wanted = ["first\\", world.Pending, world.Active, "‘between’", "it's", world.Inactive, world.Banned, "last"];
        await database.ApplyAsync(new SetEnum(new(world.Type, [.. wanted], world.Change.From, [])), new InvokeSql($"UPDATE {world.Table} SET {world.Status} = 'it''s' WHERE id = 1"));
        Assert.Equal(wanted, await database.ScalarAsync<string[]>($"SELECT enum_range(NULL::{world.Type})::text[]"));
        Assert.All(database.Trace.SkipLast(1), step => Assert.Empty(step.Locks));
        var again = await Assert.ThrowsAsync<Npgsql.PostgresException>(() => database.ApplyAsync(new SetEnum(new(world.Type, [.. wanted], world.Change.From, []))));
        Assert.Contains("as -From says", again.MessageText, StringComparison.Ordinal);
    }

    [GeneratedRegex(" \\| position=\\d+|position=\\d+ \\| ")]
    private static partial Regex Position();

    // The last phase drops what the defaults were, too; going back over it gives those of the new values.
    private static IEnumerable<string> Undone(IEnumerable<string> lines, int phase) =>
        phase < 4 ? lines : lines.Select(line => line.StartsWith("Column ", StringComparison.Ordinal) ? Default().Replace(line, "") : line);

    [GeneratedRegex("default=.*?(?: \\| |$)")]
    private static partial Regex Default();
}
