namespace SchemaMigrate.Operations;

/// <summary>What is copied from one column to another.</summary>
public enum CopyPart
{
    /// <summary>The column is added, with the type, the collation, the comment and the column privileges of the other one.</summary>
    Shape,

    /// <summary>The column refuses NULL if the other one does; proven first, without a scan under a strong lock.</summary>
    NotNull,

    /// <summary>The column gets the default of the other one, and the sequence that it owns.</summary>
    Default,

    /// <summary>Indexes and unique constraints are made for the column like those of the other one, concurrently, under derived names.</summary>
    Indexes,

    /// <summary>Checks are made for the column like those of the other one, not valid first, under derived names.</summary>
    Checks,
}
