using System.Data.Common;
using System.Text.Json;

namespace SchemaMigrate.Backfills;

/// <summary>A range as the closing work sees it.</summary>
internal sealed record WalkedRange(int Ordinal, int Pass, long Relation, string RelationName, WalkKey Key, KeyRange Bounds, string State, long Rows)
{
    internal static WalkedRange Read(DbDataReader row) => new(
        row.GetInt32(0), row.GetInt32(1), row.GetInt64(2), row.GetString(3), JsonSerializer.Deserialize<WalkKey>(row.GetString(4), BackfillJson.Options)!,
        new KeyRange(RangeStore.Texts(row, 5), RangeStore.Texts(row, 6)), row.GetString(7), row.GetInt64(8));
}
