namespace SchemaMigrate.Catalog;

/// <summary>What sort of thing a <see cref="SchemaObject"/> is, in an order in which a diff reads well.</summary>
public enum SchemaObjectKind
{
    /// <summary>A schema.</summary>
    Schema,

    /// <summary>An extension.</summary>
    Extension,

    /// <summary>An enum type.</summary>
    Enum,

    /// <summary>A domain.</summary>
    Domain,

    /// <summary>A range type.</summary>
    Range,

    /// <summary>A composite type.</summary>
    CompositeType,

    /// <summary>A sequence.</summary>
    Sequence,

    /// <summary>A table, a partitioned one and a partition included.</summary>
    Table,

    /// <summary>A foreign table.</summary>
    ForeignTable,

    /// <summary>A column.</summary>
    Column,

    /// <summary>A constraint.</summary>
    Constraint,

    /// <summary>An index.</summary>
    Index,

    /// <summary>A view.</summary>
    View,

    /// <summary>A materialized view.</summary>
    MaterializedView,

    /// <summary>A function, procedure or aggregate.</summary>
    Routine,

    /// <summary>A trigger.</summary>
    Trigger,

    /// <summary>A rewrite rule.</summary>
    Rule,

    /// <summary>A row security policy.</summary>
    Policy,

    /// <summary>Extended statistics.</summary>
    Statistics,

    /// <summary>A publication.</summary>
    Publication,
}
