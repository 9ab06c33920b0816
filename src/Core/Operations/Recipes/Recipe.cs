using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>
/// An operation that needs several deployments. It expands to phases, each of which becomes a revision of its own; it cannot be carried out in one go, and
/// what undoes it is what undoes its phases.
/// </summary>
public abstract record Recipe : Operation
{
    /// <summary>The phases, in the order of execution; pure, and the same each time.</summary>
    public abstract IReadOnlyList<RecipePhase> Expand();

    /// <inheritdoc/>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.RecipeNotExpanded"/>, always.</exception>
    public sealed override IReadOnlyList<OperationStep> Lower(LoweringContext context) => throw new MigrationException(
        OperationsErrors.RecipeNotExpanded, $"'{Summary}' is a recipe of several deployments; it cannot be carried out within one revision.") { Target = Summary };

    /// <inheritdoc/>
    public sealed override OperationInverse Inverse =>
        OperationInverse.Irreversible("A recipe is undone phase by phase: the downgrade of each of its revisions.");
}
