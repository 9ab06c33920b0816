namespace SchemaMigrate.Revisions;

/// <summary>How the body of a revision is written.</summary>
public enum RevisionFormat
{
    /// <summary>Plain SQL with section markers (<c>.sql</c>).</summary>
    Sql,

    /// <summary>PowerShell with Upgrade and Downgrade blocks (<c>.ps1</c>).</summary>
    PowerShell,
}
