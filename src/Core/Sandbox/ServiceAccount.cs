using System.Globalization;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sandbox;

/// <summary>The user that the server runs as: this one, or when this one is root, a lesser one, since PostgreSQL refuses root.</summary>
/// <param name="Name">The user's name.</param>
/// <param name="UserId">The numeric user id; meaningless when <paramref name="StepDown"/> is empty.</param>
/// <param name="GroupId">The numeric group id; meaningless when <paramref name="StepDown"/> is empty.</param>
/// <param name="StepDown">The words to put before a command so that it runs as this user; empty when it is the present user.</param>
internal sealed record ServiceAccount(string Name, uint UserId, uint GroupId, IReadOnlyList<string> StepDown)
{
    private static readonly string[] ProgramFolders = ["/usr/bin", "/bin", "/usr/sbin", "/sbin"];

    /// <summary>Whether the server runs as somebody else.</summary>
    public bool IsOther => StepDown.Count > 0;

    /// <summary>Whether other programs of the machine commonly run as this user, so that a private folder does not keep them out.</summary>
    public bool IsShared => Name == "nobody";

    /// <summary>The account for servers that the present process starts.</summary>
    /// <exception cref="MigrationException"><see cref="SandboxErrors.SandboxAccountMissing"/>.</exception>
    public static ServiceAccount ForThisProcess()
    {
        if (OperatingSystem.IsWindows() || LibC.EffectiveUserId() != 0)
        {
            return new ServiceAccount(Environment.UserName, 0, 0, []);
        }

        return Lookup("postgres") ?? Lookup("nobody")
            ?? throw new MigrationException(SandboxErrors.SandboxAccountMissing, "The process runs as root and there is no user postgres or nobody to run a server as.");
    }

    /// <summary>The command line as it must be started to run as this user.</summary>
    public IReadOnlyList<string> Command(params IEnumerable<string> command) => [.. StepDown, .. command];

    /// <summary>Makes a file or folder that this process has just created the property of this user.</summary>
    public void Own(string path)
    {
        if (IsOther)
        {
            LibC.ChangeOwner(path, UserId, GroupId);
        }
    }

    /// <summary>The path of a system program, or null.</summary>
    public static string? FindProgram(string name) => ProgramFolders.Select(folder => Path.Combine(folder, name)).FirstOrDefault(File.Exists);

    internal static ServiceAccount? Lookup(string name)
    {
        // The user must be in the password table anyway: the server looks itself up there.
        var entry = File.ReadLines("/etc/passwd").Select(line => line.Split(':')).FirstOrDefault(fields => fields.Length >= 4 && fields[0] == name);
        if (entry is null)
        {
            return null;
        }

        var group = entry[3];
        IReadOnlyList<string> stepDown = FindProgram("setpriv") is { } setpriv
            ? [setpriv, $"--reuid={entry[2]}", $"--regid={group}", "--clear-groups"]
            : FindProgram("runuser") is { } runuser
                ? [runuser, "-u", name, "--"]
                : throw new MigrationException(SandboxErrors.SandboxAccountMissing, $"The process runs as root and neither setpriv nor runuser is there to run a server as {name}.");
        return new ServiceAccount(name, uint.Parse(entry[2], CultureInfo.InvariantCulture), uint.Parse(group, CultureInfo.InvariantCulture), stepDown);
    }
}
