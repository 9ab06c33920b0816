namespace SchemaMigrate.Planning;

/// <summary>Which way a plan goes.</summary>
public enum PlanDirection
{
    /// <summary>Revisions are applied.</summary>
    Upgrade,

    /// <summary>Revisions are undone.</summary>
    Downgrade,
}
