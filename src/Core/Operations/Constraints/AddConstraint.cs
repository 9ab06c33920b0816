using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Adds a constraint to a table. Its inverse drops the constraint and remembers this operation.</summary>
/// <param name="Table">The table.</param>
/// <param name="Name">The constraint's name.</param>
public abstract record AddConstraint(QualifiedName Table, Identifier Name) : Operation
{
    /// <inheritdoc/>
    public sealed override OperationInverse Inverse => OperationInverse.Exact(new RemoveConstraint(Table, Name) { Restore = this });

    /// <summary>The two steps that add a constraint without scanning the table under a lock that blocks writes.</summary>
    /// <param name="definition">The constraint: <c>CHECK (…)</c>, <c>FOREIGN KEY …</c>.</param>
    private protected IReadOnlyList<OperationStep> NotValidThenValidate(string definition) =>
    [
        new SqlOperationStep($"ALTER TABLE {Table} ADD CONSTRAINT {Name} {definition} NOT VALID"),
        new SqlOperationStep($"ALTER TABLE {Table} VALIDATE CONSTRAINT {Name}") { StartsTransaction = true },
    ];

    /// <summary>The step that makes a constraint of the unique index of the same name, which has just been built.</summary>
    /// <param name="kind"><c>PRIMARY KEY</c> or <c>UNIQUE</c>.</param>
    /// <param name="suffix">What follows the index, with a blank in front, or nothing.</param>
    private protected SqlOperationStep UseIndex(string kind, string suffix = "") =>
        new($"ALTER TABLE {Table} ADD CONSTRAINT {Name} {kind} USING INDEX {Name}{suffix}");
}
