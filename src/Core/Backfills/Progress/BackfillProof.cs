namespace SchemaMigrate.Backfills;

/// <summary>What a receipt rests on.</summary>
public enum BackfillProof
{
    /// <summary>The predicate was counted over the whole table after the last batch.</summary>
    Predicate,

    /// <summary>There is no predicate to count: every range of the key was walked to its end, once.</summary>
    Coverage,
}
