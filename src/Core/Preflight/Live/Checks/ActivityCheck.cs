using SchemaMigrate.Catalog;
using SchemaMigrate.Connections;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What happens on the server now: holders of locks, old transactions, vacuums, replicas.</summary>
internal static class ActivityCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Examined.Embedded)
        {
            return;
        }

        foreach (var held in live.Examined.LocksOnExisting.Where(held => held.Mode >= LockMode.ShareUpdateExclusive))
        {
            Holders(live, held);
            if (live.Find(held.Relation) is { } table)
            {
                Vacuum(live, table, held);
            }
        }

        if (live.Examined.Facts.Transaction == TransactionNeed.Forbidden && IsConcurrent(live.Node))
        {
            Snapshots(live);
        }

        if (live.Examined.LocksOnExisting.Any(held => held.Mode == LockMode.AccessExclusive && live.Find(held.Relation) is not null))
        {
            Replicas(live);
        }
    }

    private static void Holders(LiveCase live, RelationLock held)
    {
        var holders = live.World.HoldersOf(held.Relation, held.Mode);
        if (holders.Count == 0)
        {
            return;
        }

        var names = holders.Select(Describe).ToList();
        var oldest = holders.Max(holder => holder.TransactionAge ?? TimeSpan.Zero);
        var lasting = holders.Any(holder => holder.Pid == 0) || oldest >= live.World.Options.LongTransaction;
        live.Board.Add(
            live.Examined, LiveStateRules.Blocked, $"{held.Relation.Display} is held by {Quantity.Of(holders.Count, "transaction", "transactions")}; {LockText.Of(held.Mode)} would wait.",
            new FindingSubject(held.Relation, null, null),
            new Evidence("activity", EvidenceWeight.Confirms, $"{string.Join("; ", names.Take(5))}.") { Count = holders.Count, Samples = names },
            lasting ? Severity.Danger : Severity.Warning);
    }

    private static string Describe(Blocker holder) => (holder.PreparedTransaction is { } name
            ? $"the prepared transaction '{name}'"
            : $"backend {holder.Pid} ({(string.IsNullOrEmpty(holder.Application) ? holder.User : holder.Application)}, {holder.State})")
        + $" {(holder.IsHolding ? "holds" : "waits for")} {holder.LockMode?.Replace("Lock", "", StringComparison.Ordinal)}"
        + (holder.TransactionAge is { } age ? $" for {Quantity.Time(age)}" : "")
        + (holder.Query is { Length: > 0 } query ? $": {LogText.NeutraliseLine(query, 120)}" : "");

    private static void Vacuum(LiveCase live, TableFacts table, RelationLock held)
    {
        var relation = table.Relation;
        foreach (var vacuum in live.World.Activity.Vacuums.Where(vacuum => vacuum.AgainstWraparound && vacuum.Relation == relation.Oid))
        {
            live.Board.Add(
                live.Examined, LiveStateRules.Wraparound, $"A vacuum against wraparound runs on {relation.QualifiedName.Display} and does not give way.", new FindingSubject(held.Relation, null, null),
                new Evidence("activity", EvidenceWeight.Confirms, $"Backend {vacuum.Pid} is {vacuum.Phase}{(vacuum.Scanned is { } share ? $", {share:P0} of the table" : "")}."), Severity.Danger);
        }

        if (relation.FrozenAge is { } frozen && frozen >= relation.FreezeMaxAge * 0.95)
        {
            live.Board.Add(
                live.Examined, LiveStateRules.Wraparound, $"A vacuum against wraparound of {relation.QualifiedName.Display} is due.", new FindingSubject(held.Relation, null, null),
                LiveCase.Fact(EvidenceWeight.Confirms, $"Its oldest row is {Quantity.Count(frozen)} transactions old; at {Quantity.Count(relation.FreezeMaxAge)} the vacuum is forced."));
        }
    }

    private static void Snapshots(LiveCase live)
    {
        var older = live.World.Activity.Transactions.Where(open => open.Here && open.Age >= live.World.Options.LongTransaction).ToList();
        if (older.Count > 0)
        {
            var names = older.Select(open => open.Describe()).ToList();
            live.Board.Add(
                live.Examined, LiveStateRules.OlderSnapshots, $"{Quantity.Of(older.Count, "transaction has", "transactions have")} to end first.", new FindingSubject(live.TableName, null, null),
                new Evidence("activity", EvidenceWeight.Confirms, $"{string.Join("; ", names.Take(5))}.") { Count = older.Count, Samples = names });
        }
    }

    private static void Replicas(LiveCase live)
    {
        var standbys = live.World.Activity.Replicas.Where(replica => !replica.IsLogical).ToList();
        if (standbys.Count == 0)
        {
            return;
        }

        var behind = standbys.Where(replica => replica.BytesBehind >= live.World.Options.ReplicaBytesBehind).ToList();
        live.Board.Add(
            live.Examined, LiveStateRules.Standbys,
            behind.Count > 0 ? $"{string.Join(", ", behind.Select(replica => replica.Name))} must replay the lock and is behind already." : $"{Quantity.Of(standbys.Count, "standby replays", "standbys replay")} the lock.",
            new FindingSubject(live.Examined.LocksOnExisting[0].Relation, null, null),
            new Evidence("activity", EvidenceWeight.Confirms, string.Join("; ", standbys.Select(replica => $"{replica.Name} ({replica.State}, {(replica.BytesBehind is { } bytes ? $"{Quantity.Bytes(bytes)} behind" : "lag not visible")})"))),
            behind.Count > 0 ? Severity.Warning : Severity.Info);
    }

    private static bool IsConcurrent(SqlNode node) => node.Flag("concurrent") || node.Type is "ReindexStmt" or "AlterTableStmt";
}
