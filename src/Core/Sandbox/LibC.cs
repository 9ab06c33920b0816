using System.ComponentModel;
using System.Runtime.InteropServices;

namespace SchemaMigrate.Sandbox;

/// <summary>The few calls that .NET has no name for. Not to be called on Windows.</summary>
internal static class LibC
{
    public const int SigInt = 2;
    public const int SigQuit = 3;
    public const int SigKill = 9;

    [DllImport("libc", EntryPoint = "geteuid")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern uint EffectiveUserId();

    [DllImport("libc", EntryPoint = "kill", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    public static extern int Kill(int processId, int signal);

    /// <summary>Gives a file, a folder or a link itself to another user. Only root may.</summary>
    public static void ChangeOwner(string path, uint userId, uint groupId)
    {
        if (ChangeLinkOwner(path, userId, groupId) != 0)
        {
            throw new IOException($"The owner of {path} could not be changed.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    /// <summary>Makes a folder for this user alone. Unlike Directory.CreateDirectory it fails when the name is taken, by whomever.</summary>
    public static void MakePrivateDirectory(string path)
    {
        if (MakeDirectory(path, 0x1C0) != 0)
        {
            throw new IOException($"The folder {path} could not be made.", new Win32Exception(Marshal.GetLastPInvokeError()));
        }
    }

    [DllImport("libc", EntryPoint = "lchown", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int ChangeLinkOwner([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint userId, uint groupId);

    [DllImport("libc", EntryPoint = "mkdir", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int MakeDirectory([MarshalAs(UnmanagedType.LPUTF8Str)] string path, uint mode);
}
