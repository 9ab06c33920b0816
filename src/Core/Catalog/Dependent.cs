namespace SchemaMigrate.Catalog;

/// <summary>An object that needs a table or some of its columns.</summary>
public sealed record Dependent
{
    /// <summary>What it is.</summary>
    public DependentKind Kind { get; init; }

    /// <summary>Its name, qualified.</summary>
    public required string Name { get; init; }

    /// <summary>1 when it needs the table itself, 2 when it needs a view on it, and so on.</summary>
    public int Level { get; init; }

    /// <summary>The columns that it needs; empty when only the table is known.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
