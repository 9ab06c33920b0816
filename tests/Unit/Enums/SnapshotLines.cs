using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Enums;

/// <summary>The whole catalog of a database, one object a line.</summary>
internal static class SnapshotLines
{
    /// <summary>Reads it, without the journal.</summary>
    /// <param name="connectionString">The database.</param>
    /// <param name="places">Whether the places of columns count: a column that takes the place of another one comes last.</param>
    public static async Task<IReadOnlyList<string>> ReadAsync(string connectionString, bool places = true)
    {
        await using var session = await DatabaseSession.OpenAsync(ConnectionTarget.Parse(connectionString), "snapshot", CancellationToken.None);
        var snapshot = await SchemaSnapshotReader.ReadAsync(session, ["schemamigrate"]);
        return [.. snapshot.Objects.Select(each =>
            $"{each.Kind} {each.Name}: {string.Join(" | ", each.Properties.Where(property => places || property.Key != "position").OrderBy(property => property.Key, StringComparer.Ordinal)
                .Select(property => $"{property.Key}={property.Value}"))}")];
    }
}
