namespace SchemaMigrate.Catalog;

/// <summary>A trigger.</summary>
public sealed record TableTrigger
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>The CREATE TRIGGER statement.</summary>
    public required string Definition { get; init; }

    /// <summary>False after DISABLE TRIGGER.</summary>
    public bool IsEnabled { get; init; }

    /// <summary>Whether it fires for each row.</summary>
    public bool ForEachRow { get; init; }

    /// <summary>Its function.</summary>
    public required string Function { get; init; }

    /// <summary>The columns of UPDATE OF; empty for none.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];
}
