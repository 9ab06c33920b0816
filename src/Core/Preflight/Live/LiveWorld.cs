using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>The facts that the checks look at; they read nothing themselves.</summary>
internal sealed record LiveWorld(
    ServerFacts Server,
    CatalogFacts Catalog,
    ActivityFacts Activity,
    IReadOnlyDictionary<(QualifiedName Relation, LockMode Mode), IReadOnlyList<Blocker>> Holders,
    PoolerReport Pooler,
    IReadOnlyList<Blocker> Unreadable,
    LiveOptions Options)
{
    /// <summary>Whether the tables could not be read, because one of them was locked against it.</summary>
    public bool IsBlind { get; init; }

    public int Major => Server.Major;

    public IReadOnlyList<Blocker> HoldersOf(QualifiedName relation, LockMode mode) => Holders.TryGetValue((relation, mode), out var holders) ? holders : [];
}
