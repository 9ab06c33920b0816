namespace SchemaMigrate.Operations;

/// <summary>What a recipe does in one deployment: one revision.</summary>
/// <param name="Kind">The phase.</param>
/// <param name="Title">What the phase does, in a few words: they end the revision's message.</param>
/// <param name="Upgrade">The operations, in the order of execution; none of them is a recipe.</param>
public sealed record RecipePhase(PhaseKind Kind, string Title, ValueList<Operation> Upgrade)
{
    /// <summary>The operations that undo the phase; null when the inverses of the upgrade do.</summary>
    public ValueList<Operation>? Downgrade { get; init; }

    /// <summary>Why there is no way back; null when there is one.</summary>
    public string? Irreversible { get; init; }

    /// <summary>The conditions that must hold before the phase may run, as a revision's header spells them: <c>backfill(users.full_name)</c>.</summary>
    public ValueList<string> Gates { get; init; } = [];
}
