namespace SchemaMigrate.Backfills;

/// <summary>Judges the gate <c>backfill(name)</c> by receipts. Pure.</summary>
public static class BackfillGate
{
    /// <summary>Why the gate is closed; null when it is open: the newest receipt of the backfill says that every row was done.</summary>
    /// <param name="name">The name in the gate.</param>
    /// <param name="receipts">Receipts of the database, in any order.</param>
    public static string? WhyClosed(string name, IEnumerable<BackfillReceipt> receipts)
    {
        ArgumentNullException.ThrowIfNull(receipts);
        return receipts.Where(receipt => receipt.Name == name).MaxBy(receipt => receipt.FinishedAt) switch
        {
            null => $"the backfill {name} was not completed on this database",
            { Quarantined: > 0 } receipt => $"the backfill {name} set {receipt.Quarantined} rows aside",
            { Skipped: > 0 } receipt => $"the backfill {name} passed over {receipt.Skipped} rows",
            { Remaining: > 0 } receipt => $"{receipt.Remaining} rows still match the predicate of the backfill {name}",
            { DetachedRanges: > 0 } => $"a partition left the table while the backfill {name} ran",
            _ => null,
        };
    }
}
