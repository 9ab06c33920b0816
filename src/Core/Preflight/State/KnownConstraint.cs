using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>A constraint that a source adds.</summary>
/// <param name="Name">Its name; empty when PostgreSQL chooses one.</param>
/// <param name="Node">The <c>Constraint</c> node.</param>
/// <param name="AddedBy">The statement that adds it.</param>
internal sealed record KnownConstraint(string Name, SqlNode Node, ExaminedStatement AddedBy)
{
    public string Kind { get; } = Node.Text("contype") ?? "";

    public bool NotValid { get; } = Node.Flag("skip_validation");

    public bool Validated { get; set; }

    public bool Dropped { get; set; }

    /// <summary>The column that the constraint proves to be without NULL; null when it proves nothing of the kind.</summary>
    public string? NotNullColumn { get; } = NotNullProofs.ColumnOf(Node);
}
