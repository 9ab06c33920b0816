using System.Text.Json;

namespace SchemaMigrate.Sandbox;

/// <summary>The records of all sandboxes of this user.</summary>
internal sealed class LeaseStore(SandboxPaths paths)
{
    /// <summary>Writes or replaces a sandbox's record.</summary>
    public void Write(SandboxLease lease)
    {
        SandboxPaths.EnsurePrivate(paths.Leases);
        var file = FileOf(lease);
        var unfinished = file + ".new";
        File.WriteAllBytes(unfinished, JsonSerializer.SerializeToUtf8Bytes(lease));
        File.Move(unfinished, file, overwrite: true);
    }

    /// <summary>Every record that this host wrote. Unreadable ones are left out.</summary>
    public IReadOnlyList<SandboxLease> Read()
    {
        if (!Directory.Exists(paths.Leases))
        {
            return [];
        }

        return [.. Directory.EnumerateFiles(paths.Leases, "*.json").Select(ReadFile).OfType<SandboxLease>().Where(lease => lease.Machine == Environment.MachineName)];
    }

    /// <summary>Forgets a sandbox.</summary>
    public void Delete(SandboxLease lease)
    {
        if (Directory.Exists(paths.Leases))
        {
            File.Delete(FileOf(lease));
        }
    }

    private static SandboxLease? ReadFile(string file)
    {
        try
        {
            return JsonSerializer.Deserialize<SandboxLease>(File.ReadAllBytes(file));
        }
        catch (Exception failure) when (failure is IOException or JsonException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private string FileOf(SandboxLease lease) => Path.Combine(paths.Leases, Path.GetFileName(lease.Folder) + ".json");
}
