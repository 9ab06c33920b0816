namespace SchemaMigrate.Revisions;

/// <summary>The sections of a SQL revision.</summary>
internal enum SectionKind
{
    Upgrade,
    Downgrade,
    Irreversible,
    Verify,
}
