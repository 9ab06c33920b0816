using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>What a rewrite or an index build adds to the disk and to the WAL.</summary>
internal static class StorageCheck
{
    private const long Remarkable = 1L << 30;

    public static void Examine(LiveCase live)
    {
        var growth = 0L;
        Relation? largest = null;
        foreach (var finding in live.Board.On(live.Examined).Where(finding => finding is { Rewrites: true, Verdict: not FindingVerdict.Dismissed }).ToList())
        {
            if (live.Find(finding.Subject.Table ?? live.TableName) is { Relation: { IsTable: true } relation } && relation.TotalBytes > growth)
            {
                (growth, largest) = (relation.TotalBytes, relation);
            }
        }

        if (largest is null)
        {
            return;
        }

        var logged = !largest.IsUnlogged && live.Catalog.Database.WalLevel != "minimal";
        var tight = logged ? live.World.Activity.Slots.Where(slot => slot.SafeBytes < growth).ToList() : [];
        if (growth < Remarkable && tight.Count == 0)
        {
            return;
        }

        var fact = $"The rewrite writes about {Quantity.Bytes(growth)} beside the old files{(logged ? " and as much WAL" : "")}; the database has {Quantity.Bytes(live.Catalog.Database.Bytes)}. "
            + $"{Quantity.Of(live.World.Activity.Slots.Count, "replication slot keeps", "replication slots keep")} WAL{(live.Catalog.Database.ArchivesWal ? ", and it is archived" : "")}.";
        live.Add(
            LiveStateRules.DiskGrowth,
            tight.Count > 0
                ? $"The WAL of the rewrite is more than {string.Join(", ", tight.Select(slot => $"slot {slot.Name} ({Quantity.Bytes(slot.SafeBytes!.Value)})"))} can take."
                : $"The rewrite of {largest.QualifiedName.Display} needs about {Quantity.Bytes(growth)} more on the disk.",
            fact, severity: tight.Count > 0 ? Severity.Danger : Severity.Warning);
    }
}
