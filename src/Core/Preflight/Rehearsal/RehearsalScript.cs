using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>What to rehearse.</summary>
/// <param name="Pending">The revisions to apply, in order.</param>
public sealed record RehearsalScript(IReadOnlyList<RehearsalRevision> Pending)
{
    /// <summary>Revisions that build the schema first; empty when <see cref="Schema"/> does, or the scratch database has it already.</summary>
    public IReadOnlyList<RehearsalRevision> Baseline { get; init; } = [];

    /// <summary>The live schema to build from; null when <see cref="Baseline"/> does.</summary>
    public SchemaSnapshot? Schema { get; init; }

    /// <summary>Schemas that are not compared: that of the journal.</summary>
    public IReadOnlyList<string> ExcludedSchemas { get; init; } = ["schemamigrate"];

    /// <summary>Major version of the real server, to tell when the rehearsal runs on another one; null when unknown.</summary>
    public int? ServerMajor { get; init; }
}
