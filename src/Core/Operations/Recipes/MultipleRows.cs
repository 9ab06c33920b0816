namespace SchemaMigrate.Operations;

/// <summary>What to do where several rows of a table belong to one row of the table that it is merged into.</summary>
public enum MultipleRows
{
    /// <summary>The expand phase refuses, and a unique key must keep such rows from coming.</summary>
    Refuse,

    /// <summary>The first in an order is merged; the others are kept in a table of their own when theirs is dropped.</summary>
    First,

    /// <summary>As <see cref="First"/>, with the last in the order.</summary>
    Last,
}
