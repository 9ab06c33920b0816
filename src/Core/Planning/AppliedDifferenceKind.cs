namespace SchemaMigrate.Planning;

/// <summary>How an applied revision and its file differ.</summary>
public enum AppliedDifferenceKind
{
    /// <summary>Comments and white space only: noted, not refused.</summary>
    Formatting,

    /// <summary>The upgrade means something else now: refused.</summary>
    Meaning,

    /// <summary>The project has no file for it.</summary>
    FileMissing,
}
