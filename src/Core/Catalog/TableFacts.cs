namespace SchemaMigrate.Catalog;

/// <summary>Everything that is known of one relation.</summary>
public sealed record TableFacts
{
    /// <summary>The relation itself.</summary>
    public required Relation Relation { get; init; }

    /// <summary>Its columns in order, dropped ones left out.</summary>
    public IReadOnlyList<TableColumn> Columns { get; init; } = [];

    /// <summary>Its indexes.</summary>
    public IReadOnlyList<TableIndex> Indexes { get; init; } = [];

    /// <summary>Its own constraints.</summary>
    public IReadOnlyList<TableConstraint> Constraints { get; init; } = [];

    /// <summary>Foreign keys of any table, also itself, that point to it.</summary>
    public IReadOnlyList<TableConstraint> ReferencedBy { get; init; } = [];

    /// <summary>Triggers that users made.</summary>
    public IReadOnlyList<TableTrigger> Triggers { get; init; } = [];

    /// <summary>What needs it, as the catalog knows.</summary>
    public IReadOnlyList<Dependent> Dependents { get; init; } = [];

    /// <summary>Routines whose text names it.</summary>
    public IReadOnlyList<RoutineText> Routines { get; init; } = [];

    /// <summary>Sequences that its columns own.</summary>
    public IReadOnlyList<OwnedSequence> Sequences { get; init; } = [];

    /// <summary>Finds a column.</summary>
    /// <param name="name">The name as the catalog has it.</param>
    /// <returns>The column; null when there is none.</returns>
    public TableColumn? Column(string name) => Columns.FirstOrDefault(column => column.Name == name);

    /// <summary>Finds a constraint of this table.</summary>
    /// <param name="name">The name as the catalog has it.</param>
    /// <returns>The constraint; null when there is none.</returns>
    public TableConstraint? Constraint(string name) => Constraints.FirstOrDefault(constraint => constraint.Name == name);

    /// <summary>The default partition; null when there is none.</summary>
    public Descendant? DefaultPartition => Relation.Descendants.FirstOrDefault(each => each is { Level: 1, IsDefault: true });

    /// <summary>The columns of the primary key, else of the first unique index over columns that are never NULL; empty when there is neither.</summary>
    public IReadOnlyList<string> Key
    {
        get
        {
            var index = Indexes.FirstOrDefault(index => index.IsPrimary) ?? Indexes.FirstOrDefault(index =>
                index is { IsUnique: true, IsValid: true, Predicate: null, Expressions: null } && index.Keys.All(key => Column(key!) is { NotNull: true }));
            return index is null ? [] : [.. index.Keys.Select(key => key!)];
        }
    }
}
