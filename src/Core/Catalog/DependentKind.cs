namespace SchemaMigrate.Catalog;

/// <summary>What sort of object needs a table or column.</summary>
public enum DependentKind
{
    /// <summary>A view.</summary>
    View,

    /// <summary>A materialized view.</summary>
    MaterializedView,

    /// <summary>A rewrite rule.</summary>
    Rule,

    /// <summary>A row security policy.</summary>
    Policy,

    /// <summary>A publication of logical replication.</summary>
    Publication,

    /// <summary>A routine with a parsed body (BEGIN ATOMIC), or with the row type in its signature.</summary>
    Function,

    /// <summary>A trigger, in its WHEN condition or column list.</summary>
    Trigger,

    /// <summary>Extended statistics.</summary>
    Statistics,

    /// <summary>A generated column of the same table.</summary>
    GeneratedColumn,

    /// <summary>The table's own partition key.</summary>
    PartitionKey,

    /// <summary>A column elsewhere whose type is the table's row type.</summary>
    RowTypeColumn,
}
