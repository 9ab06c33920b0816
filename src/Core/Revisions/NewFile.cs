namespace SchemaMigrate.Revisions;

/// <summary>Creates files that appear whole or not at all, and never over an existing one.</summary>
internal static class NewFile
{
    /// <summary>Writes the content beside the final place, under a name that no reader of the directory looks at.</summary>
    public static async Task<string> PrepareAsync(string directory, byte[] content, CancellationToken cancellationToken)
    {
        var temporary = Path.Combine(directory, $".{Guid.NewGuid():N}.tmp");
        try
        {
            await File.WriteAllBytesAsync(temporary, content, cancellationToken).ConfigureAwait(false);
            return temporary;
        }
        catch
        {
            Discard(temporary);
            throw;
        }
    }

    /// <summary>
    /// Gives a prepared file its name. False when the name is taken. On Unix a move that must not overwrite looks first and moves then, so two
    /// writers can both find the name free: a claim beside the file, which only one of them can create, keeps them apart.
    /// </summary>
    public static bool TryPublish(string temporary, string path)
    {
        var claim = Path.Combine(Path.GetDirectoryName(path)!, $".{Path.GetFileName(path)}.claim");
        try
        {
            // Asked in this order below: whoever held the claim has published the file before the claim is gone.
            using (new FileStream(claim, FileMode.CreateNew, FileAccess.Write, FileShare.None, 1, FileOptions.DeleteOnClose))
            {
                File.Move(temporary, path, overwrite: false);
                return true;
            }
        }
        catch (IOException) when (File.Exists(claim) || File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Removes a prepared file that was not published; failing to is not worth hiding the first error for.</summary>
    public static void Discard(string temporary)
    {
        try
        {
            File.Delete(temporary);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // It begins with a dot and ends with .tmp: nothing reads it.
        }
    }
}
