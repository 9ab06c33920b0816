using System.Runtime.InteropServices;

namespace SchemaMigrate.Sql;

/// <summary>
/// Who owns a file: .NET does not say on Unix. Asked from the C library where its answer has one layout on every processor: statx on
/// Linux, lstat on macOS. Elsewhere the owner is unknown, which callers must take for foreign.
/// </summary>
internal static class UnixOwnership
{
    private const int CurrentDirectory = -100;
    private const int NoFollow = 0x100;
    private const uint WantOwner = 0x8;

    /// <summary>Offset of stx_uid in struct statx.</summary>
    private const int LinuxOwnerOffset = 20;

    /// <summary>Offset of st_uid in struct stat with 64-bit inodes.</summary>
    private const int MacOwnerOffset = 16;

    /// <summary>The numeric user that this process acts as.</summary>
    public static uint EffectiveUser => OperatingSystem.IsWindows() ? 0 : GetEffectiveUser();

    /// <summary>The numeric owner of a file or directory (of a link itself); null when unknown.</summary>
    public static uint? OwnerOf(string path)
    {
        // Both structures are smaller than 256 bytes.
        var buffer = new byte[512];
        try
        {
            if (OperatingSystem.IsLinux())
            {
                return Statx(CurrentDirectory, path, NoFollow, WantOwner, buffer) == 0 ? BitConverter.ToUInt32(buffer, LinuxOwnerOffset) : null;
            }

            if (OperatingSystem.IsMacOS())
            {
                var result = RuntimeInformation.ProcessArchitecture == Architecture.X64 ? LstatX64(path, buffer) : Lstat(path, buffer);
                return result == 0 ? BitConverter.ToUInt32(buffer, MacOwnerOffset) : null;
            }
        }
        catch (EntryPointNotFoundException)
        {
            // A C library from before statx.
        }

        return null;
    }

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern uint GetEffectiveUser();

    [DllImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Statx(int directory, [MarshalAs(UnmanagedType.LPUTF8Str)] string path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "lstat")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int Lstat([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] buffer);

    [DllImport("libc", EntryPoint = "lstat$INODE64")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int LstatX64([MarshalAs(UnmanagedType.LPUTF8Str)] string path, [Out] byte[] buffer);
}
