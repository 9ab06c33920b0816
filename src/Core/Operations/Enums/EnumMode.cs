namespace SchemaMigrate.Operations;

/// <summary>How an enum comes to other values.</summary>
internal enum EnumMode
{
    /// <summary>The columns are rewritten where they are.</summary>
    InPlace,

    /// <summary>The columns step aside for others.</summary>
    Aside,

    /// <summary>The columns that stepped aside come back.</summary>
    Back,
}
