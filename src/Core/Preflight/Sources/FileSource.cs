using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Preflight;

/// <summary>Makes sources of files.</summary>
public static class FileSource
{
    /// <summary>Reads a SQL file: as a revision when it has the header of one, else as a script that something else will run.</summary>
    /// <param name="path">The file's full path; findings name it so.</param>
    /// <param name="cancellationToken">Stops the reading.</param>
    /// <exception cref="MigrationException">The file cannot be read, or is a revision with a wrong header.</exception>
    public static async Task<PreflightSource> ReadAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string text;
        try
        {
            text = await File.ReadAllTextAsync(path, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new MigrationException(PreflightErrors.FileUnreadable, $"'{path}' cannot be read: {e.Message}", e) { Target = path };
        }

        return Of(text, path);
    }

    /// <summary>A text as a file would be read: as a revision when it has the header of one, else as a script that something else will run.</summary>
    /// <param name="text">The whole text.</param>
    /// <param name="path">The file that it comes from; null when there is none.</param>
    /// <exception cref="MigrationException">It is a revision with a wrong header.</exception>
    public static PreflightSource Of(string text, string? path) =>
        RevisionSources.IsRevision(text) ? RevisionSources.Of(Revision.Parse(path ?? "text.sql", text)) with { Path = path } : PreflightSource.OfText(text, path);
}
