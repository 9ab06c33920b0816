using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets;

/// <summary>The stable errors about saying which database is meant.</summary>
[ErrorDefinitions]
internal static class ConnectionErrors
{
    /// <summary>Nothing says which database.</summary>
    public static readonly ErrorDefinition NotConnected = new(
        "NotConnected", ErrorKind.InvalidOperation,
        "Give -Connection, or run Connect-MigrationDatabase first, or set PGHOST and PGDATABASE.");

    /// <summary>The value of -Connection is none of the things that it may be.</summary>
    public static readonly ErrorDefinition InvalidConnection = new(
        "InvalidConnection", ErrorKind.InvalidArgument,
        "Give what Connect-MigrationDatabase or Start-MigrationSandbox returned, a connection string or URI, or the name of a target in schemamigrate.json.");
}
