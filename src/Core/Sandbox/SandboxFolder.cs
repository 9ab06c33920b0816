using System.Security.Cryptography;
using System.Text;

namespace SchemaMigrate.Sandbox;

/// <summary>The folder of one sandbox: its data directory, its log and its socket. It is private to the user that the server runs as.</summary>
/// <param name="Root">The folder.</param>
internal sealed record SandboxFolder(string Root)
{
    /// <summary>How the folder's name begins; nothing else is ever deleted.</summary>
    public const string Prefix = "sm-";

    // The data directory's template has 28 MB, each database 7 to 8; a container's default of 64 MB for /dev/shm is too little.
    private const long MemoryNeeded = 1L << 30;

    // sockaddr_un has 108 bytes on Linux and 104 on macOS.
    private const int LongestSocketPath = 103;

    /// <summary>The sandbox's name.</summary>
    public string Name => Path.GetFileName(Root);

    /// <summary>The server's data directory.</summary>
    public string Data => Path.Combine(Root, "data");

    /// <summary>The server's log.</summary>
    public string Log => Path.Combine(Root, "server.log");

    /// <summary>Chooses a place, in memory when there is room, and a free name. The folder is not made yet.</summary>
    public static SandboxFolder Choose(ServiceAccount account, bool durable)
    {
        var name = Prefix + RandomNumberGenerator.GetString("abcdefghijkmnpqrstuvwxyz23456789", 8);
        var places = durable ? [TemporaryFolder(account)] : new[] { MemoryFolder(), TemporaryFolder(account), "/tmp" };
        var place = places.First(candidate => candidate is not null
            && (OperatingSystem.IsWindows() || candidate == "/tmp" || Encoding.UTF8.GetByteCount($"{candidate}/{name}/.s.PGSQL.65535") <= LongestSocketPath));
        return new SandboxFolder(Path.Combine(place!, name));
    }

    /// <summary>Makes the folder, which must not exist.</summary>
    public void Create(ServiceAccount account)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(Root);
        }
        else
        {
            LibC.MakePrivateDirectory(Root);
        }

        account.Own(Root);
    }

    /// <summary>Deletes the folder. A folder that is not a sandbox's is left alone.</summary>
    public void Delete()
    {
        if (!Name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return;
        }

        for (var attempt = 1; Directory.Exists(Root); attempt++)
        {
            try
            {
                Directory.Delete(Root, recursive: true);
            }
            catch (DirectoryNotFoundException)
            {
                // Somebody else deletes at the same time.
            }
            catch (IOException) when (attempt < 5)
            {
                // A process of the dying server wrote one more file.
            }
        }
    }

    /// <summary>The last lines of the server's log, or an empty text.</summary>
    public string LogTail()
    {
        try
        {
            using var stream = new FileStream(Log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            stream.Seek(-Math.Min(stream.Length, 16 * 1024), SeekOrigin.End);
            using var reader = new StreamReader(stream);
            return string.Join(Environment.NewLine, reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries).TakeLast(20));
        }
        catch (IOException)
        {
            return "";
        }
    }

    private static string? MemoryFolder()
    {
        const string memory = "/dev/shm";
        if (!OperatingSystem.IsLinux() || !Directory.Exists(memory))
        {
            return null;
        }

        var drive = new DriveInfo(memory);
        return drive is { DriveFormat: "tmpfs", AvailableFreeSpace: > MemoryNeeded } ? memory : null;
    }

    // Root's TMPDIR may lie under root's home, where the server's user cannot go.
    private static string TemporaryFolder(ServiceAccount account) => account.IsOther ? "/tmp" : Path.TrimEndingDirectorySeparator(Path.GetTempPath());
}
