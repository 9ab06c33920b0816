using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Recipes;

[Collection(Fixtures.AloneCollection.Name)]
public sealed class SplitUnderLoadTests
{
    private const int Rows = 200_000;
    private const string Unequal = "SELECT count(*) FROM users u FULL JOIN user_profiles p ON p.user_id = u.id WHERE u.id IS NULL OR (u.bio, u.avatar_url) IS DISTINCT FROM (p.bio, p.avatar_url)";

    private static readonly SplitTable Recipe = new(QualifiedName.Parse("users"), [ColumnPair.Parse("bio"), ColumnPair.Parse("avatar_url")], QualifiedName.Parse("user_profiles"))
    {
        Reference = [new("user_id")],
    };

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Old_and_new_writers_go_on_through_every_phase_without_an_error_or_a_lost_write_and_nothing_is_locked_for_long(int major)
    {
        using var project = await RecipeProject.CreateAsync(
            major,
            $"CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL, bio text, avatar_url text); INSERT INTO users SELECT n, 'n' || n, repeat('b', 60), CASE WHEN n % 2 = 0 THEN '/' || n END FROM generate_series(1, {Rows}) n;",
            Recipe);
        var writers = new TableWriters(project.ConnectionString, Rows);
        using var oldStop = new CancellationTokenSource();
        using var newStop = new CancellationTokenSource();
        using var lockWatch = new CancellationTokenSource();
        var locks = Task.Run(() => LockSampler.WatchAsync(project.ConnectionString, "users", lockWatch.Token));
        Task[] old = [writers.WriteAsync(0, Old, oldStop.Token), writers.WriteAsync(1, Old, oldStop.Token)];

        await project.UpAsync(1);
        Task[] fresh = [writers.WriteAsync(2, New, newStop.Token), writers.WriteAsync(3, New, newStop.Token)];
        await project.UpAsync(2);
        Assert.Equal(0L, await project.ScalarAsync<long>(Unequal));
        await project.DownAsync(1);
        await project.UpAsync(2);
        Assert.Equal(0L, await project.ScalarAsync<long>(Unequal));

        // The old version of the application is gone before its columns are.
        await oldStop.CancelAsync();
        await Task.WhenAll(old);
        await project.UpAsync(3);
        await Task.Delay(200);
        await project.DownAsync(2);
        Assert.Equal(0L, await project.ScalarAsync<long>(Unequal));
        await project.UpAsync(3);
        await newStop.CancelAsync();
        await Task.WhenAll(fresh);
        await lockWatch.CancelAsync();

        await writers.VerifyAsync("SELECT id, bio FROM users LEFT JOIN user_profiles ON user_id = id");
        var longest = await locks;
        Assert.True(longest.Samples > 50, $"{longest.Samples} samples");
        Assert.True(longest.Held < TimeSpan.FromMilliseconds(200), $"ACCESS EXCLUSIVE was seen for {longest.Held.TotalMilliseconds} ms");
    }

    private static string Old(string what, int id, string value) => what switch
    {
        "insert" => $"INSERT INTO users (id, name, bio) VALUES ({id}, 'x', '{value}')",
        "update" => $"UPDATE users SET bio = '{value}' WHERE id = {id}",
        _ => $"DELETE FROM users WHERE id = {id}",
    };

    // In one transaction or in two; a row that may not be filled yet is written by ON CONFLICT.
    private static string New(string what, int id, string value) => what switch
    {
        "insert" when id % 8 < 4 => $"BEGIN; INSERT INTO users (id, name) VALUES ({id}, 'x'); INSERT INTO user_profiles (user_id, bio) VALUES ({id}, '{value}'); COMMIT",
        "insert" => $"BEGIN; INSERT INTO users (id, name) VALUES ({id}, 'x'); COMMIT; INSERT INTO user_profiles (user_id, bio) VALUES ({id}, '{value}')",
        "update" => $"INSERT INTO user_profiles (user_id, bio) VALUES ({id}, '{value}') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio",
        _ => $"DELETE FROM users WHERE id = {id}",
    };
}
