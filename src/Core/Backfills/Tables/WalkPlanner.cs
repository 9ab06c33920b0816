using SchemaMigrate.Connections;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Backfills;

/// <summary>Chooses a key for each leaf table and cuts it into ranges.</summary>
internal sealed class WalkPlanner(BackfillDefinition definition, DefinitionShape shape, Identifier journal, IReadOnlyList<string> touched)
{
    private const int TidRangeScan = 14;

    /// <summary>The ranges of the given tables, table by table.</summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.BackfillKeyMissing"/>.</exception>
    internal async Task<IReadOnlyList<PlannedRange>> PlanAsync(DatabaseSession session, IReadOnlyList<LeafTable> leaves, CancellationToken cancellationToken)
    {
        var ranges = new List<PlannedRange>();
        if (leaves.Count == 0)
        {
            return ranges;
        }

        await session.ExecuteBatchAsync(SessionPins.Texts, cancellationToken);
        foreach (var leaf in leaves)
        {
            var key = await KeyOfAsync(session, leaf, cancellationToken);
            var statement = new BatchStatement(definition, shape, journal, leaf.Name, key, touched);
            ranges.AddRange(await new RangePlanner(session).PlanAsync(leaf, key, statement, cancellationToken));
        }

        return ranges;
    }

    private async Task<WalkKey> KeyOfAsync(DatabaseSession session, LeafTable leaf, CancellationToken cancellationToken)
    {
        var key = KeyChooser.Choose(leaf.Name, await TableReader.ReadIndexesAsync(session, leaf.Oid, cancellationToken), definition.Key);
        if (key.IsPhysical && (definition.Where is null || !shape.Converges))
        {
            throw new MigrationException(
                BackfillErrors.BackfillKeyMissing,
                $"{leaf.Name} has no unique index on NOT NULL columns. By physical position a row may be met twice, so the backfill needs a predicate"
                + " that no longer holds for a row that was changed, and expressions that read no column that is set.") { Target = definition.Name };
        }

        return key.IsPhysical && session.Server.Major < TidRangeScan
            ? throw new MigrationException(
                BackfillErrors.BackfillKeyMissing, $"{leaf.Name} has no key, and PostgreSQL {session.Server.Major} cannot scan ranges of positions; 14 can.") { Target = definition.Name }
            : key;
    }
}
