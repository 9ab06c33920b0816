using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Serialization;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>A plan as a file: reviewed and approved once, then run exactly like that or not at all. It needs no project to be run.</summary>
public static class PlanFile
{
    private const int FormatVersion = 1;

    private static readonly JsonSerializerOptions Options = new()
    {
        WriteIndented = true,
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(), new QualifiedNameConverter() },
    };

    /// <summary>The plan as JSON.</summary>
    /// <param name="plan">The plan.</param>
    public static string Write(Plan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);

        // A path of this machine says nothing on another one.
        var portable = plan with { Revisions = [.. plan.Revisions.Select(revision => revision with { Path = null })] };
        var content = JsonSerializer.SerializeToElement(portable, Options);
        return JsonSerializer.Serialize(new Envelope(FormatVersion, plan.Hash, Checksum(content), content), Options) + "\n";
    }

    /// <summary>Reads a plan back.</summary>
    /// <param name="json">What <see cref="Write"/> gave.</param>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.PlanFileInvalid"/> when it is no plan, or was altered.</exception>
    public static Plan Read(string json)
    {
        var envelope = Parse(() => JsonSerializer.Deserialize<Envelope>(json, Options));
        if (envelope is not { FormatVersion: FormatVersion, Plan.ValueKind: JsonValueKind.Object })
        {
            throw new MigrationException(
                PlanningErrors.PlanFileInvalid,
                $"The file is not a plan of format {FormatVersion}{(envelope is null ? "" : $" (its format is {envelope.FormatVersion})")}.");
        }

        if (Checksum(envelope.Plan) != envelope.Checksum)
        {
            throw Altered();
        }

        var plan = Parse(() => envelope.Plan.Deserialize<Plan>(Options))!;
        return plan.Hash == envelope.Hash && plan.Steps.All(step => step.Hash == PlanHash.OfStatements(step.Kind, step.Statements.Select(statement => statement.Sql)))
            ? plan
            : throw Altered();
    }

    private static T? Parse<T>(Func<T?> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new MigrationException(PlanningErrors.PlanFileInvalid, $"The plan file cannot be read: {exception.Message}", exception);
        }
    }

    private static MigrationException Altered() =>
        new(PlanningErrors.PlanFileInvalid, "The plan file was altered: its content is not what was exported.");

    // The plan's hash is over what it does; the file says more than that: locks, texts for the journal, remarks.
    // It is over the values, not the white space: a tool that changes line ends changes no plan.
    private static string Checksum(JsonElement plan) =>
        Convert.ToHexString(SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(plan))).ToLowerInvariant();

    private sealed record Envelope(int FormatVersion, string? Hash, string? Checksum, JsonElement Plan);

    private sealed class QualifiedNameConverter : JsonConverter<QualifiedName>
    {
        public override QualifiedName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            QualifiedName.Parse(reader.GetString() ?? throw new JsonException("A name is missing."));

        public override void Write(Utf8JsonWriter writer, QualifiedName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
