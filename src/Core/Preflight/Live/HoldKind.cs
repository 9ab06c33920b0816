namespace SchemaMigrate.Preflight;

/// <summary>What is done while a lock is held.</summary>
internal enum HoldKind
{
    /// <summary>Only the catalog is changed.</summary>
    Catalog,

    /// <summary>Every row is read.</summary>
    Scan,

    /// <summary>Every row is looked up in another table.</summary>
    Lookup,

    /// <summary>One index is built.</summary>
    IndexBuild,

    /// <summary>All indexes are built.</summary>
    IndexRebuild,

    /// <summary>The table and all its indexes are written anew.</summary>
    Rewrite,
}
