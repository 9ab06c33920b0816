using System.Text.Json;

namespace SchemaMigrate.Backfills;

/// <summary>What a backfill found out about its table when it was started, and keeps to.</summary>
/// <param name="Table">oid of the table.</param>
/// <param name="TableName">The table, quoted and with its schema.</param>
/// <param name="Touched">Columns that updates name without changing them; see <see cref="IndexCleanup"/>.</param>
/// <param name="Standbys">The standbys that were connected.</param>
/// <param name="LockFirst">Whether the rows of a batch are locked before the change computes anything from them; see <see cref="BatchStatement.LockRows"/>.</param>
internal sealed record BackfillFacts(long Table, string TableName, IReadOnlyList<string> Touched, IReadOnlyList<string> Standbys, bool LockFirst = false)
{
    internal string ToJson() => JsonSerializer.Serialize(this, BackfillJson.Options);

    internal static BackfillFacts FromJson(string json) => JsonSerializer.Deserialize<BackfillFacts>(json, BackfillJson.Options)!;
}
