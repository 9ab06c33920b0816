namespace SchemaMigrate.Connections;

/// <summary>The identity of a database cluster; a physical standby has that of its primary, a restored copy too.</summary>
internal static class SystemIdentifier
{
    /// <summary>Reads it, or gives null where the role may not (some hosted services). Two round trips.</summary>
    public static async Task<long?> ReadAsync(DatabaseSession session, CancellationToken cancellationToken)
    {
        // The right is checked first, in a statement of its own: an error would spoil an open transaction, and the server checks it even in an untaken branch.
        var allowed = await session.ScalarAsync<bool>(
            "SELECT pg_catalog.has_function_privilege('pg_catalog.pg_control_system()', 'EXECUTE')", cancellationToken);
        return allowed
            ? await session.ScalarAsync<long>("SELECT system_identifier FROM pg_catalog.pg_control_system()", cancellationToken)
            : null;
    }
}
