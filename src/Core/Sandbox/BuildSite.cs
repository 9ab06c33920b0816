namespace SchemaMigrate.Sandbox;

/// <summary>Makes a folder once, whole or not at all, also when several processes want it at the same time or one is killed over it.</summary>
internal static class BuildSite
{
    /// <summary>Makes a folder unless it is there.</summary>
    /// <param name="folder">The folder wanted; its parent exists.</param>
    /// <param name="build">Makes the folder under the name it is given; that one is then renamed.</param>
    /// <param name="timeProvider">The clock to wait by while another process builds.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public static async Task BuildAsync(string folder, Func<string, Task> build, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        using var turn = await TakeTurnAsync(folder + ".lock", timeProvider, cancellationToken).ConfigureAwait(false);
        if (Directory.Exists(folder))
        {
            return;
        }

        var unfinished = folder + ".unfinished";
        try
        {
            // A builder that was killed may have left one.
            Clear(unfinished);
            await build(unfinished).ConfigureAwait(false);
            Directory.Move(unfinished, folder);
        }
        finally
        {
            Clear(unfinished);
        }
    }

    private static void Clear(string folder)
    {
        if (Directory.Exists(folder))
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<FileStream> TakeTurnAsync(string file, TimeProvider timeProvider, CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                return new FileStream(file, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None);
            }
            catch (IOException) when (File.Exists(file))
            {
                await Task.Delay(TimeSpan.FromMilliseconds(20), timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
