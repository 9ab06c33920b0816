using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Serialization;

namespace SchemaMigrate.Sandbox;

/// <summary>A process that cannot be mistaken for a later one that got the same number.</summary>
/// <param name="Id">The process id.</param>
/// <param name="Started">When it started, in a form that is only good for comparison.</param>
internal sealed record ProcessIdentity(int Id, string Started)
{
    private static readonly Lazy<string> Machine = new(() =>
        $"{File.ReadAllText("/proc/sys/kernel/random/boot_id").Trim()}/{new FileInfo("/proc/self/ns/pid").LinkTarget}");

    /// <summary>This process.</summary>
    public static ProcessIdentity Current { get; } = Of(Environment.ProcessId)!;

    /// <summary>Whether the process still runs. One that has ended but was not yet waited for does not.</summary>
    [JsonIgnore]
    public bool IsAlive => Of(Id) == this;

    /// <summary>The identity of a running process, or null when there is none.</summary>
    public static ProcessIdentity? Of(int id) => OperatingSystem.IsLinux() ? FromProc(id) : FromSystem(id);

    private static ProcessIdentity? FromProc(int id)
    {
        try
        {
            // proc(5): the command in parentheses may hold anything; after it come the state and, 19 fields on, the start in ticks since boot.
            var stat = File.ReadAllText($"/proc/{id.ToString(CultureInfo.InvariantCulture)}/stat");
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return fields[0] is "Z" or "X" ? null : new ProcessIdentity(id, $"{Machine.Value}/{fields[19]}");
        }
        catch (Exception gone) when (gone is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static ProcessIdentity? FromSystem(int id)
    {
        try
        {
            using var process = Process.GetProcessById(id);
            return new ProcessIdentity(id, process.StartTime.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture));
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException or System.ComponentModel.Win32Exception)
        {
            return null;
        }
    }
}
