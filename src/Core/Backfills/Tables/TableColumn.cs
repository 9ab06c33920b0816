namespace SchemaMigrate.Backfills;

/// <summary>A column as the backfill sees it.</summary>
/// <param name="Name">As the catalog stores it.</param>
/// <param name="IsGenerated">Whether its value is computed.</param>
/// <param name="IsIdentityAlways">Whether only its sequence gives values.</param>
/// <param name="MayUpdate">Whether the role may update it.</param>
/// <param name="HasTrigger">Whether a trigger fires when an update names it.</param>
/// <param name="IsPartitionKey">Whether it decides the partition of a row.</param>
internal sealed record TableColumn(string Name, bool IsGenerated, bool IsIdentityAlways, bool MayUpdate, bool HasTrigger, bool IsPartitionKey)
{
    /// <summary>Whether an update may name it without changing anything for anybody.</summary>
    internal bool IsNeutral => !IsGenerated && !IsIdentityAlways && MayUpdate && !HasTrigger;
}
