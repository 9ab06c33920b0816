namespace SchemaMigrate.Operations;

/// <summary>Lays recipes and plain operations that were given together out over common phases.</summary>
public static class RecipeExpansion
{
    /// <summary>
    /// The phases of everything given. The n-th expand phases of all recipes become one phase, and so on; plain operations go into the first phase, in their
    /// order among the recipes.
    /// </summary>
    /// <param name="operations">Operations, at least one of them a recipe.</param>
    public static IReadOnlyList<RecipePhase> Of(IReadOnlyList<Operation> operations)
    {
        ArgumentNullException.ThrowIfNull(operations);
        var expanded = operations.Select(operation => (operation as Recipe)?.Expand()).ToArray();
        var first = expanded.SelectMany(phases => phases ?? []).Min(phase => phase.Kind);
        var slots = new SortedDictionary<(PhaseKind Kind, int Ordinal), List<RecipePhase>>();
        for (var i = 0; i < operations.Count; i++)
        {
            var seen = new Dictionary<PhaseKind, int>();
            foreach (var phase in expanded[i] ?? [new RecipePhase(first, "", [operations[i]])])
            {
                var slot = (phase.Kind, seen[phase.Kind] = seen.GetValueOrDefault(phase.Kind) + 1);
                (slots.TryGetValue(slot, out var known) ? known : slots[slot] = []).Add(phase);
            }
        }

        return [.. slots.Values.Select(Join)];
    }

    private static RecipePhase Join(List<RecipePhase> phases)
    {
        if (phases is [var only])
        {
            return only;
        }

        var written = phases.Exists(phase => phase.Downgrade is not null || phase.Irreversible is not null);
        var reasons = written ? phases.SelectMany(Reasons).Distinct(StringComparer.Ordinal).ToArray() : [];
        return new RecipePhase(phases[0].Kind, phases.Select(phase => phase.Title).First(title => title.Length > 0), phases.SelectMany(phase => phase.Upgrade).ToValueList())
        {
            Downgrade = written && reasons.Length == 0 ? Enumerable.Reverse(phases).SelectMany(Undo).ToValueList() : null,
            Irreversible = reasons.Length > 0 ? string.Join(" ", reasons) : null,
            Gates = phases.SelectMany(phase => phase.Gates).Distinct(StringComparer.Ordinal).ToValueList(),
        };
    }

    private static IEnumerable<string> Reasons(RecipePhase phase) =>
        phase.Irreversible is { } reason ? [reason]
        : phase.Downgrade is not null ? []
        : phase.Upgrade.Select(operation => operation.Inverse).Where(inverse => inverse.Grade == ReversibilityGrade.Irreversible).Select(inverse => inverse.Reason!);

    private static IEnumerable<Operation> Undo(RecipePhase phase) =>
        phase.Downgrade ?? phase.Upgrade.Reverse().SelectMany(operation => operation.Inverse.Operations).ToValueList();
}
