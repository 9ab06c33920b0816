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
        return JsonSerializer.Serialize(new Envelope(FormatVersion, plan.Hash, Checksum(portable), portable), Options) + "\n";
    }

    /// <summary>Reads a plan back.</summary>
    /// <param name="json">What <see cref="Write"/> gave.</param>
    /// <exception cref="MigrationException"><see cref="PlanningErrors.PlanFileInvalid"/> when it is no plan, or was altered.</exception>
    public static Plan Read(string json)
    {
        Envelope? envelope;
        try
        {
            envelope = JsonSerializer.Deserialize<Envelope>(json, Options);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException or NotSupportedException)
        {
            throw new MigrationException(PlanningErrors.PlanFileInvalid, $"The plan file cannot be read: {exception.Message}", exception);
        }

        if (envelope is not { FormatVersion: FormatVersion, Plan: { Revisions: not null, Steps: not null } plan })
        {
            throw new MigrationException(
                PlanningErrors.PlanFileInvalid,
                $"The file is not a plan of format {FormatVersion}{(envelope is null ? "" : $" (its format is {envelope.FormatVersion})")}.");
        }

        if (plan.Steps.Any(step => step.Hash != PlanHash.OfStatements(step.Kind, step.Statements.Select(statement => statement.Sql))) ||
            plan.Hash != envelope.Hash || Checksum(plan) != envelope.Checksum)
        {
            throw new MigrationException(PlanningErrors.PlanFileInvalid, "The plan file was altered: its content is not what was exported.");
        }

        return plan;
    }

    // The plan's hash is over what it does; the file says more than that: locks, texts for the journal, remarks.
    private static string Checksum(Plan plan) => PlanHash.OfStatements(StepKind.Transaction, [JsonSerializer.Serialize(plan, Options)]);

    private sealed record Envelope(int FormatVersion, string Hash, string? Checksum, Plan Plan);

    private sealed class QualifiedNameConverter : JsonConverter<QualifiedName>
    {
        public override QualifiedName Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
            QualifiedName.Parse(reader.GetString() ?? throw new JsonException("A name is missing."));

        public override void Write(Utf8JsonWriter writer, QualifiedName value, JsonSerializerOptions options) => writer.WriteStringValue(value.ToString());
    }
}
