using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaMigrate.Catalog;

/// <summary>Reads the objects that the catalog queries give as JSON.</summary>
internal static class CatalogJson
{
    private static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        Converters = { new JsonStringEnumConverter() },
    };

    public static T Read<T>(string json) => JsonSerializer.Deserialize<T>(json, Options)!;
}
