using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>
/// How long a lock is likely to be held. The rates were measured with PostgreSQL 15 and 18 on two cores of a small virtual machine with data in the
/// cache (docs/guides/lock-hold-estimates.md has the measurements); they are rounded down to what a cold cache on a network disk gives. They tell
/// milliseconds from minutes, not two minutes from three.
/// </summary>
internal static class HoldEstimator
{
    /// <summary>Reading rows to test them: bytes a second.</summary>
    public const double ScanRate = 200e6;

    /// <summary>Writing rows anew, with the WAL: bytes a second.</summary>
    public const double RewriteRate = 50e6;

    /// <summary>Sorting keys into an index: bytes of the index a second.</summary>
    public const double IndexRate = 25e6;

    /// <summary>Sorting keys into an index whose size is not known: rows a second.</summary>
    public const double IndexRowRate = 800e3;

    /// <summary>Looking rows up in another table: rows a second.</summary>
    public const double LookupRate = 500e3;

    /// <summary>Taking and giving back a lock and changing the catalog.</summary>
    public static readonly TimeSpan Instant = TimeSpan.FromMilliseconds(2);

    public static TimeSpan Of(Relation relation, HoldKind kind) => Instant + TimeSpan.FromSeconds(kind switch
    {
        HoldKind.Rewrite => (relation.TableBytes / RewriteRate) + (relation.IndexBytes / IndexRate),
        HoldKind.IndexBuild => (relation.HeapBytes / ScanRate) + (relation.Rows / IndexRowRate),
        HoldKind.IndexRebuild => (relation.HeapBytes / ScanRate) + (relation.IndexBytes / IndexRate),
        HoldKind.Lookup => (relation.HeapBytes / ScanRate) + (relation.Rows / LookupRate),
        HoldKind.Scan => relation.HeapBytes / ScanRate,
        _ => 0,
    });
}
