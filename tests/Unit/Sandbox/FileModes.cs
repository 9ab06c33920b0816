namespace SchemaMigrate.Tests.Sandbox;

/// <summary>Permissions of files in octal's three groups of bits; the tests that need them do not run on Windows.</summary>
internal static class FileModes
{
    public static int Of(string path) => OperatingSystem.IsWindows() ? throw new PlatformNotSupportedException() : (int)File.GetUnixFileMode(path);

    public static void Set(string path, int mode)
    {
        if (OperatingSystem.IsWindows())
        {
            throw new PlatformNotSupportedException();
        }

        File.SetUnixFileMode(path, (UnixFileMode)mode);
    }
}
