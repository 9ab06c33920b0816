using SchemaMigrate.Operations;
using SchemaMigrate.Sql;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Recipes;

[Collection(Fixtures.AloneCollection.Name)]
public sealed class MergeUnderLoadTests
{
    private const int Rows = 200_000;
    private const string Unequal = "SELECT count(*) FROM users u LEFT JOIN profiles p ON p.user_id = u.id WHERE (u.bio, u.title) IS DISTINCT FROM (p.bio, p.title) OR u.has_profiles IS TRUE <> (p.user_id IS NOT NULL)";

    private static readonly MergeTable Recipe = new(QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio"), ColumnPair.Parse("title")], QualifiedName.Parse("users"), [new("user_id")])
    {
        Restore = new NewTable(QualifiedName.Parse("profiles"), [new("user_id int PRIMARY KEY"), new("bio text"), new("title text")]),
    };

    [Theory, ClassData(typeof(ServerMajors))]
    public async Task Old_and_new_writers_go_on_through_every_phase_without_an_error_or_a_lost_write_and_nothing_is_locked_for_long(int major)
    {
        using var project = await RecipeProject.CreateAsync(major, $"""
            CREATE TABLE users (id int PRIMARY KEY, name text NOT NULL); INSERT INTO users SELECT n, 'n' || n FROM generate_series(1, {Rows}) n;
            CREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users, bio text, title text); INSERT INTO profiles SELECT n, repeat('b', 60), 't' || n FROM generate_series(1, {Rows}) n WHERE n % 4 = 0;
            """, Recipe);
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

        // The old version of the application is gone before its table is.
        await oldStop.CancelAsync();
        await Task.WhenAll(old);
        await project.UpAsync(3);
        Assert.Equal(0L, await project.ScalarAsync<long>(Unequal.Replace(" profiles", " zz_dropped_profiles", StringComparison.Ordinal)));
        await project.DownAsync(2);
        await project.UpAsync(4);
        await project.DownAsync(3);
        Assert.Equal(0L, await project.ScalarAsync<long>(Unequal.Replace(" profiles", " zz_dropped_profiles", StringComparison.Ordinal)));
        await project.UpAsync(5);
        await newStop.CancelAsync();
        await Task.WhenAll(fresh);
        await lockWatch.CancelAsync();

        await writers.VerifyAsync("SELECT id, bio FROM users");
        var longest = await locks;
        Assert.True(longest.Samples > 50, $"{longest.Samples} samples");
        Assert.True(longest.Held < TimeSpan.FromMilliseconds(200), $"ACCESS EXCLUSIVE was seen for {longest.Held.TotalMilliseconds} ms");
    }

    private static string Old(string what, int id, string value) => what switch
    {
        "insert" => $"INSERT INTO users VALUES ({id}, 'x'); INSERT INTO profiles (user_id, bio) VALUES ({id}, '{value}')",
        "update" => $"INSERT INTO profiles (user_id, bio) VALUES ({id}, '{value}') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio; UPDATE profiles SET bio = bio || '' WHERE user_id = {id}",
        _ => $"DELETE FROM profiles WHERE user_id = {id}; DELETE FROM users WHERE id = {id}",
    };

    private static string New(string what, int id, string value) => what switch
    {
        "insert" => $"INSERT INTO users (id, name, bio) VALUES ({id}, 'x', '{value}')",
        "update" => $"UPDATE users SET bio = '{value}' WHERE id = {id}",
        _ => $"DELETE FROM users WHERE id = {id}",
    };
}
