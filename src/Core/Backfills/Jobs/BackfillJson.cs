using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace SchemaMigrate.Backfills;

/// <summary>How the journal writes definitions, options and facts.</summary>
internal static class BackfillJson
{
    /// <summary>A null is written: it may stand for a limit that was switched off, where the default is on.</summary>
    internal static readonly JsonSerializerOptions Options = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter() },
    };
}
