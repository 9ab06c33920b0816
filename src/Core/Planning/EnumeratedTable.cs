using System.Text.Json;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>What the line before an enumeration says: the table that it is about, and the strongest lock that its statements take for longer than an instant.</summary>
/// <param name="Lock">Table and lock.</param>
internal sealed record EnumeratedTable(RelationLock Lock)
{
    /// <summary>Reads the line; null when it does not say both.</summary>
    /// <param name="line">The line.</param>
    internal static EnumeratedTable? TryRead(string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line[EnumeratedOperationStep.Marker.Length..]);
            return json.RootElement.ValueKind == JsonValueKind.Object
                && json.RootElement.TryGetProperty("table", out var table) && table.GetString() is { } name
                && json.RootElement.TryGetProperty("lock", out var held) && Enum.TryParse<LockMode>(held.GetString(), out var mode)
                ? new EnumeratedTable(new RelationLock(QualifiedName.Parse(name), mode))
                : null;
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException or MigrationException)
        {
            return null;
        }
    }
}
