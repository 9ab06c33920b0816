using System.Security.Cryptography;

namespace SchemaMigrate.Sql;

/// <summary>
/// Compiled modules on disk. They are native code that runs in this process, so they live in a <see cref="PrivateDirectory"/> and carry
/// their own digest, which is checked on the very bytes that are used. A cache that cannot be used is no error: the caller compiles.
/// </summary>
internal sealed class ModuleCache
{
    private readonly Lazy<string?> directory;

    /// <param name="candidates">Directories to try, best first; none of them needs to exist.</param>
    public ModuleCache(IEnumerable<string> candidates) =>
        directory = new Lazy<string?>(() => candidates.FirstOrDefault(PrivateDirectory.TryEnsure));

    /// <summary>The cache of the current user.</summary>
    public static ModuleCache OfUser() => new(PrivateDirectory.Candidates());

    /// <summary>The directory in use; null when no private one could be had.</summary>
    public string? Directory => directory.Value;

    /// <summary>The bytes that were written under the key, or null when there are none that can be trusted.</summary>
    public byte[]? Read(string key)
    {
        if (PathOf(key) is not { } path)
        {
            return null;
        }

        try
        {
            if (!PrivateDirectory.IsPrivateFile(path))
            {
                return null;
            }

            var bytes = File.ReadAllBytes(path);
            return bytes.Length > SHA256.HashSizeInBytes
                && SHA256.HashData(bytes.AsSpan(SHA256.HashSizeInBytes)).AsSpan().SequenceEqual(bytes.AsSpan(0, SHA256.HashSizeInBytes))
                    ? bytes[SHA256.HashSizeInBytes..]
                    : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Keeps the bytes; a reader sees all of them or none.</summary>
    public void Write(string key, byte[] content)
    {
        if (PathOf(key) is not { } path)
        {
            return;
        }

        var temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
            }

            using (var file = new FileStream(temporary, options))
            {
                file.Write(SHA256.HashData(content));
                file.Write(content);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            TryDelete(temporary);
        }
    }

    private static void TryDelete(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // What remains is a file nobody reads.
        }
    }

    private string? PathOf(string key) => directory.Value is { } folder ? Path.Combine(folder, key + ".bin") : null;
}
