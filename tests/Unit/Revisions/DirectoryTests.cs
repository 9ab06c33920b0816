using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class DirectoryTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task Revisions_of_both_formats_are_read_and_other_files_are_listed_or_passed_over()
    {
        directory.Write("20260102000000_b.ps1", "# revision: bbbb\n# parents: aaaa\n# message: b\n\nUpgrade { throw 'never run' }\n");
        directory.Write("20260101000000_a.sql", Sample.Text("aaaa"));
        directory.Write("seed.sql", "INSERT INTO t VALUES (1);");
        directory.Write("notes.SQL", "-- Note: nothing\n");
        directory.Write("readme.md", "-- revision: cccc");
        directory.Write(".20260103000000_c.sql", Sample.Text("cccc"));
        Directory.CreateDirectory(Path.Combine(directory.Path, "sub.sql"));

        var read = await RevisionDirectory.LoadAsync(directory.Path);

        Assert.Equal("aaaa bbbb", Sample.Ids(read.Revisions));
        Assert.Equal(["notes.SQL", "seed.sql"], read.IgnoredFiles.Select(path => Path.GetFileName(path)));
        Assert.Equal("20260101000000_a.sql", read.Revisions[0].FileName);
        Assert.Equal(Path.Combine(directory.Path, "20260101000000_a.sql"), read.Revisions[0].Path);
        Assert.Equal("SELECT 1;\n", read.Revisions[0].Sections!.Upgrade.Text);
    }

    [Fact]
    public async Task An_empty_directory_has_no_revisions()
    {
        var read = await RevisionDirectory.LoadAsync(directory.Path);

        Assert.Empty(read.Revisions);
        Assert.Empty(read.Graph.UpgradePath([], TargetSelector.Heads));
        Assert.Empty(read.Graph.UpgradePath([], TargetSelector.Head));
        Assert.Empty(read.Graph.DowngradePath([], TargetSelector.Base));
    }

    [Fact]
    public async Task A_file_that_is_named_like_a_revision_but_has_no_header_is_an_error()
    {
        directory.Write("20260101000000_a.sql", "SELECT 1;");

        var error = await Assert.ThrowsAsync<RevisionException>(() => RevisionDirectory.LoadAsync(directory.Path));

        Assert.Equal("RevisionHeaderInvalid", error.ErrorId);
        Assert.Contains("20260101000000_a.sql", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_missing_directory_and_a_file_are_told_apart()
    {
        var missing = await Assert.ThrowsAsync<MigrationException>(() => RevisionDirectory.LoadAsync(Path.Combine(directory.Path, "none")));
        var file = await Assert.ThrowsAsync<MigrationException>(() => RevisionDirectory.LoadAsync(directory.Write("a.txt", "")));

        Assert.Equal("RevisionsPathNotFound", missing.ErrorId);
        Assert.Equal("RevisionsPathNotADirectory", file.ErrorId);
    }

    [Fact]
    public async Task Problems_of_every_kind_are_reported_at_once()
    {
        directory.Write("1_a.sql", Sample.Text("aaaa"));
        directory.Write("2_copy.sql", Sample.Text("aaaa"));
        directory.Write("3_orphan.sql", Sample.Text("bbbb", parents: "aaab"));
        directory.Write("4_ring.sql", Sample.Text("cccc", parents: "dddd"));
        directory.Write("5_ring.sql", Sample.Text("dddd", requires: "cccc"));
        directory.Write("6_bad.sql", Sample.Text("eeee", phase: "soon"));
        directory.Write("7_child_of_bad.sql", Sample.Text("ffff", parents: "eeee"));

        var error = await Assert.ThrowsAsync<RevisionException>(() => RevisionDirectory.LoadAsync(directory.Path));

        Assert.Equal("RevisionsInvalid", error.ErrorId);
        Assert.Equal(["RevisionHeaderInvalid", "DuplicateRevision", "MissingParent", "RevisionCycle"], error.Problems.Select(problem => problem.Definition.Id));
        Assert.Contains("1_a.sql and 2_copy.sql", error.Problems[1].Message, StringComparison.Ordinal);
        Assert.Contains("3_orphan.sql", error.Problems[2].Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'aaaa'?", error.Problems[2].Message, StringComparison.Ordinal);
        Assert.Equal(2, error.Problems[2].Line);
        Assert.Contains("4_ring.sql (cccc) has the parent 5_ring.sql (dddd) requires 4_ring.sql", error.Problems[3].Message, StringComparison.Ordinal);
        Assert.All(error.Problems, problem => Assert.Contains(problem.Message, error.Message, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_unreadable_id_does_not_make_orphans_of_others()
    {
        directory.Write("20260101000000_a.sql", "-- revision: a!\n-- message: m\n");
        directory.Write("20260102000000_b.sql", Sample.Text("bbbb", parents: "aaaa"));

        var error = await Assert.ThrowsAsync<RevisionException>(() => RevisionDirectory.LoadAsync(directory.Path));

        Assert.Equal("RevisionHeaderInvalid", Assert.Single(error.Problems).Definition.Id);
    }

    [Fact]
    public async Task The_text_stays_that_of_the_checksum_when_the_file_changes_meanwhile()
    {
        var path = directory.Write("20260101000000_a.sql", Sample.Text("aaaa"));
        var read = await RevisionDirectory.LoadAsync(directory.Path);
        await File.WriteAllTextAsync(path, "other");

        Assert.Equal(Sample.Text("aaaa"), read.Revisions[0].Text);
    }

    [Fact]
    public async Task A_cancelled_reading_stops()
    {
        directory.Write("20260101000000_a.sql", Sample.Text("aaaa"));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => RevisionDirectory.LoadAsync(directory.Path, new CancellationToken(canceled: true)));
    }
}
