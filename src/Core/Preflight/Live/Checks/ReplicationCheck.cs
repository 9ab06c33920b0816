using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Publications, sequences, domains and remains that concern the statement's table.</summary>
internal static class ReplicationCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Table is { } table)
        {
            var publications = table.Dependents.Where(each => each.Kind == DependentKind.Publication).Select(each => each.Name).ToList();
            live.Weigh(
                publications.Count > 0 ? EvidenceWeight.Confirms : EvidenceWeight.Dismisses,
                publications.Count > 0 ? $"{table.Relation.QualifiedName.Display} is published by {string.Join(", ", publications)}." : $"No publication has {table.Relation.QualifiedName.Display}.",
                null, "SM106");
            if (live.Node.Type is "AlterTableStmt" or "IndexStmt")
            {
                Sequences(live, table);
                Remains(live, table);
            }
        }

        if (live.Node.Type == "AlterDomainStmt" && live.Node.List("typeName").NameOf() is { } domain && live.Catalog.FindType(domain) is { } type)
        {
            var bytes = type.UsedBy.Sum(use => use.Bytes);
            var hold = TimeSpan.FromSeconds(bytes / HoldEstimator.ScanRate);
            live.Weigh(
                hold <= live.World.Options.HarmlessHold ? EvidenceWeight.Dismisses : EvidenceWeight.Confirms,
                type.UsedBy.Count == 0 ? $"No table uses {domain.Display}." : $"{string.Join(", ", type.UsedBy.Select(use => $"{use.Schema}.{use.Table}.{use.Column}").Take(10))} use it ({Quantity.Bytes(bytes)}).",
                null, "SM081");
        }
    }

    private static void Sequences(LiveCase live, TableFacts table)
    {
        foreach (var sequence in table.Sequences.Where(sequence => sequence is { Cycles: false, Increment: > 0, LastValue: not null }))
        {
            var limit = Math.Min(sequence.Maximum, sequence.ColumnType switch { "smallint" => short.MaxValue, "integer" => int.MaxValue, _ => long.MaxValue });
            if (sequence.LastValue >= limit * 0.75)
            {
                live.Add(
                    LiveNameRules.SequenceEnd, $"{table.Relation.QualifiedName.Display}.{sequence.Column} has used {(double)sequence.LastValue / limit:P0} of its numbers.",
                    $"{sequence.Schema}.{sequence.Name} is at {Quantity.Count(sequence.LastValue.Value)}; {sequence.ColumnType} ends at {Quantity.Count(limit)}.", sequence.Column,
                    sequence.LastValue >= limit * 0.95 ? Severity.Danger : null);
            }
        }
    }

    private static void Remains(LiveCase live, TableFacts table)
    {
        var remains = live.World.Activity.InvalidIndexes
            .Where(index => index.BuiltBy is null && index.Schema == table.Relation.Schema && table.Indexes.Any(each => each.Name == index.Name)
                && live.Pending.Find(QualifiedName.Of(index.Schema, index.Name)) is not { Dropped: true })
            .Select(index => index.Name).ToList();
        if (remains.Count > 0)
        {
            live.Add(LiveNameRules.InvalidRemains, $"{string.Join(", ", remains)} on {table.Relation.QualifiedName.Display} is not valid.", "No build is at it now.", samples: remains);
        }
    }
}
