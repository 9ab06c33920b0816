using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class WriterTests : IDisposable
{
    private readonly TemporaryDirectory directory = new();
    private readonly RevisionWriter writer = new(new FixedTime(new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero)), new RevisionIdGenerator());

    public void Dispose() => directory.Dispose();

    [Fact]
    public async Task A_new_revision_is_written_whole_and_reads_back()
    {
        var revision = await writer.CreateAsync(directory.Path, new RevisionDraft { Message = "Add x", Upgrade = ["SELECT 1;"], Downgrade = ["SELECT 2;"] }, graph: null);
        var read = await RevisionDirectory.LoadAsync(directory.Path);

        Assert.Equal(Path.Combine(directory.Path, "20260301120000_add_x.sql"), revision.Path);
        Assert.Equal(revision, Assert.Single(read.Revisions));
        Assert.Equal("SELECT 2;\n", read.Revisions[0].Sections!.Downgrade!.Text);
        Assert.Equal(["20260301120000_add_x.sql"], Directory.EnumerateFileSystemEntries(directory.Path).Select(path => Path.GetFileName(path)));
    }

    [Fact]
    public async Task Revisions_of_the_same_second_get_files_of_their_own_in_order()
    {
        await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Task.Run(() => writer.CreateAsync(directory.Path, new RevisionDraft { Message = "same" }, graph: null))));
        var read = await RevisionDirectory.LoadAsync(directory.Path);

        Assert.Equal(20, read.Revisions.Count);
        Assert.Equal(20, Directory.EnumerateFileSystemEntries(directory.Path).Count());
    }

    [Fact]
    public async Task An_existing_file_is_never_overwritten()
    {
        directory.Write("20260301120000_add_x.sql", "precious");

        var revision = await writer.CreateAsync(directory.Path, new RevisionDraft { Message = "add x" }, graph: null);

        Assert.Equal("20260301120001_add_x.sql", revision.FileName);
        Assert.Equal("precious", await File.ReadAllTextAsync(Path.Combine(directory.Path, "20260301120000_add_x.sql")));
    }

    [Fact]
    public async Task Links_are_checked_before_anything_is_written()
    {
        var graph = Sample.Graph("aaaa");

        var missing = await Assert.ThrowsAsync<MigrationException>(() => writer.CreateAsync(directory.Path, new RevisionDraft { Message = "x", Parents = ["aaab"] }, graph));
        var taken = await Assert.ThrowsAsync<MigrationException>(() => writer.CreateAsync(directory.Path, new RevisionDraft { Message = "x", Id = "aaaa" }, graph));
        var invalid = await Assert.ThrowsAsync<MigrationException>(() => writer.CreateAsync(directory.Path, new RevisionDraft { Message = "x", Upgrade = ["SELECT '"] }, graph));

        Assert.Equal(["MissingParent", "DuplicateRevision", "RevisionDraftInvalid"], new[] { missing, taken, invalid }.Select(error => error.ErrorId));
        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }

    [Fact]
    public async Task A_missing_directory_is_an_error()
    {
        var error = await Assert.ThrowsAsync<MigrationException>(() => writer.CreateAsync(Path.Combine(directory.Path, "none"), new RevisionDraft { Message = "x" }, graph: null));

        Assert.Equal("RevisionsPathNotFound", error.ErrorId);
    }

    [Fact]
    public async Task A_cancelled_writing_leaves_nothing()
    {
        await Assert.ThrowsAnyAsync<OperationCanceledException>(
            () => writer.CreateAsync(directory.Path, new RevisionDraft { Message = "x" }, graph: null, new CancellationToken(canceled: true)));

        Assert.Empty(Directory.EnumerateFileSystemEntries(directory.Path));
    }
}
