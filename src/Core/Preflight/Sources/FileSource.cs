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

        return RevisionSources.IsRevision(text) ? RevisionSources.Of(Revision.Parse(path, text)) : PreflightSource.OfText(text, path);
    }
}
