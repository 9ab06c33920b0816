using System.Text;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>Creates revision files.</summary>
public sealed class RevisionWriter
{
    private const int NameAttempts = 100;
    private readonly TimeProvider time;
    private readonly RevisionIdGenerator ids;

    /// <summary>Creates a writer.</summary>
    /// <param name="time">The clock for the file names.</param>
    /// <param name="ids">The source of new ids.</param>
    public RevisionWriter(TimeProvider time, RevisionIdGenerator ids)
    {
        ArgumentNullException.ThrowIfNull(time);
        ArgumentNullException.ThrowIfNull(ids);
        this.time = time;
        this.ids = ids;
    }

    /// <summary>Gives a draft an id when it has none, for drafts that other drafts shall name as their parent before any is written.</summary>
    /// <param name="draft">The draft.</param>
    /// <param name="existing">Ids in use.</param>
    public RevisionDraft WithId(RevisionDraft draft, IEnumerable<string> existing)
    {
        ArgumentNullException.ThrowIfNull(draft);
        return draft.Id is null ? draft with { Id = ids.Next(existing) } : draft;
    }

    /// <summary>
    /// Writes a new file, whole or not at all, and never over an existing one. The file name's time is now, or a little later when that
    /// second is taken.
    /// </summary>
    /// <param name="directory">The directory of the revision files; it must exist.</param>
    /// <param name="draft">What the file shall say; without an id it gets one.</param>
    /// <param name="graph">The revisions that are there, for the new id and to check parents; null to check nothing.</param>
    /// <param name="cancellationToken">Stops before the file appears.</param>
    /// <returns>The revision, read back from its file.</returns>
    /// <exception cref="MigrationException">
    /// <see cref="RevisionErrors.RevisionDraftInvalid"/>, <see cref="RevisionErrors.RevisionsPathNotFound"/>,
    /// <see cref="RevisionErrors.DuplicateRevision"/>, <see cref="RevisionErrors.MissingParent"/> or <see cref="RevisionErrors.RevisionFileNotWritten"/>.
    /// </exception>
    public async Task<Revision> CreateAsync(string directory, RevisionDraft draft, RevisionGraph? graph, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(directory);
        ArgumentNullException.ThrowIfNull(draft);
        directory = Path.GetFullPath(directory);
        if (!Directory.Exists(directory))
        {
            throw new MigrationException(RevisionErrors.RevisionsPathNotFound, $"There is no directory '{directory}' to write the revision to.") { Target = directory };
        }

        var complete = WithId(draft, graph?.Ids ?? []);
        CheckLinks(complete, graph);
        var bytes = Encoding.UTF8.GetBytes(RevisionTemplate.Render(complete));
        var path = await WriteAsync(directory, complete, bytes, cancellationToken).ConfigureAwait(false);
        return RevisionFile.Parse(path, bytes, out var problems) ?? throw new RevisionException(problems);
    }

    private static void CheckLinks(RevisionDraft draft, RevisionGraph? graph)
    {
        if (graph is null)
        {
            return;
        }

        if (graph.TryGet(draft.Id!, out var taken))
        {
            throw new MigrationException(RevisionErrors.DuplicateRevision, $"The revision id '{draft.Id}' is in use by {taken.FileName}.") { Target = draft.Id };
        }

        foreach (var id in draft.Parents.Concat(draft.Requires))
        {
            if (!graph.TryGet(id, out _))
            {
                throw new MigrationException(RevisionErrors.MissingParent, $"The new revision names '{id}', which no file has.{NearestName.Hint(id, graph.Ids)}") { Target = id };
            }
        }
    }

    private async Task<string> WriteAsync(string directory, RevisionDraft draft, byte[] bytes, CancellationToken cancellationToken)
    {
        string? temporary = null;
        try
        {
            temporary = await NewFile.PrepareAsync(directory, bytes, cancellationToken).ConfigureAwait(false);
            var existing = Directory.EnumerateFiles(directory).Select(file => Path.GetFileName(file)).ToHashSet(StringComparer.OrdinalIgnoreCase);
            for (var attempt = 0; attempt < NameAttempts; attempt++)
            {
                var name = RevisionFileName.Create(draft.Message, draft.Format, time.GetUtcNow(), existing);
                var path = Path.Combine(directory, name);
                if (NewFile.TryPublish(temporary, path))
                {
                    temporary = null;
                    return path;
                }

                // Somebody else took the name in this moment.
                existing.Add(name);
            }

            throw new IOException("every file name that was tried was taken in the same moment.");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(RevisionErrors.RevisionFileNotWritten, $"The revision could not be written to '{directory}': {e.Message}", e) { Target = directory };
        }
        finally
        {
            if (temporary is not null)
            {
                NewFile.Discard(temporary);
            }
        }
    }
}
