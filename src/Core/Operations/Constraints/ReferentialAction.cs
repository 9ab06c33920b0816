namespace SchemaMigrate.Operations;

/// <summary>What happens to referencing rows when the referenced row is deleted or its key changes.</summary>
public enum ReferentialAction
{
    /// <summary>The change is refused when the constraint is checked.</summary>
    NoAction,

    /// <summary>The change is refused at once.</summary>
    Restrict,

    /// <summary>The referencing rows are deleted, or follow the key.</summary>
    Cascade,

    /// <summary>The referencing columns become NULL.</summary>
    SetNull,

    /// <summary>The referencing columns get their defaults.</summary>
    SetDefault,
}
