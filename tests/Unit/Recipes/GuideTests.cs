using System.Text.RegularExpressions;
using SchemaMigrate.Cmdlets;
using SchemaMigrate.Tests.Fixtures;
using SchemaMigrate.Tests.Operations;

namespace SchemaMigrate.Tests.Recipes;

public sealed partial class GuideTests
{
    private static readonly string Guides = Path.Combine(DocumentationPages.Folder, "..", "guides", "patterns");

    public static TheoryData<int, string, string> Examples
    {
        get
        {
            var examples = new TheoryData<int, string, string>();
            foreach (var page in Directory.GetFiles(Guides, "*.md").Order(StringComparer.Ordinal))
            {
                foreach (Match example in Blocks("powershell").Matches(File.ReadAllText(page)))
                {
                    examples.Add(PostgresFixture.OldestMajor, Path.GetFileName(page), example.Groups[1].Value);
                    examples.Add(PostgresFixture.NewestMajor, Path.GetFileName(page), example.Groups[1].Value);
                }
            }

            return examples;
        }
    }

    [Theory, MemberData(nameof(Examples))]
    public async Task Every_example_writes_revisions_that_can_be_applied(int major, string page, string example)
    {
        var connection = await PostgresFixture.CreateDatabaseAsync(major);
        await using var database = await OperationDatabase.OpenAsync(connection);
        foreach (Match setup in Blocks("sql").Matches(await File.ReadAllTextAsync(Path.Combine(Guides, page))))
        {
            await using var command = new Npgsql.NpgsqlCommand(setup.Groups[1].Value, database);
            await command.ExecuteNonQueryAsync();
        }

        using var session = new GuideSession();
        var revisions = session.Run(example).Cast<RevisionInfo>().ToArray();
        Assert.NotEmpty(revisions);
        foreach (var file in Directory.GetFiles(session.Folder, "*.ps1", SearchOption.AllDirectories))
        {
            // Nobody waits for a day here.
            await File.WriteAllTextAsync(file, Gates().Replace(await File.ReadAllTextAsync(file), ""));
        }

        session.Run($"Invoke-MigrationUpgrade -Connection '{connection.Replace("'", "''", StringComparison.Ordinal)}'");
        await using var applied = new Npgsql.NpgsqlCommand("SELECT count(*) FROM schemamigrate.revision WHERE state = 'Applied'", database);
        Assert.Equal((long)revisions.Length, await applied.ExecuteScalarAsync());
    }

    private static Regex Blocks(string language) => new($"```{language}\n(.*?)```", RegexOptions.Singleline);

    [GeneratedRegex("^# gate:.*\n", RegexOptions.Multiline)]
    private static partial Regex Gates();
}
