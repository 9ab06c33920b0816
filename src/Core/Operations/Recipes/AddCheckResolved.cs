using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Adds a check to a table that has rows which break it: the values that break it are taken away batch by batch, the check is added not valid so that no new ones come,
/// those that came in between are taken away too, then it is validated. In that order, because once the check is there every UPDATE of a row that breaks it fails.
/// </summary>
/// <param name="Constraint">The check.</param>
/// <param name="Column">The column whose value breaks it, and is taken away.</param>
/// <param name="OnViolation">What happens to the value.</param>
public sealed record AddCheckResolved(AddCheck Constraint, Identifier Column, BrokenValues OnViolation) : Recipe
{
    /// <summary>The check.</summary>
    public AddCheck Constraint { get; } = Constraint is { NotValid: false }
        ? Constraint
        : throw new MigrationException(OperationsErrors.ConflictingOptions, "-OnViolation and -NotValid exclude each other.") { Target = Constraint?.Name.Name };

    /// <summary>The columns that identify a row, for the quarantine.</summary>
    public ValueList<Identifier> Key { get; init; } = [];

    /// <inheritdoc/>
    public override string Summary => $"{Constraint.Summary}, with violations resolved";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        var table = Constraint.Table;
        var backfill = BackfillNames.Of(table, Column.Name, Constraint.Name.Name);
        var rows = new BrokenRows(table, Column, $"({Constraint.Expression}\n) IS FALSE", OnViolation, Key);
        var reason = $"breaks {Constraint.Name.Name}";
        return
        [
            new RecipePhase(PhaseKind.Migrate, "resolve violations, refuse new ones",
                [.. rows.Prepare(), rows.Repair(backfill, reason), Constraint with { NotValid = true }, rows.Repair(backfill + "+late", reason, again: true)]),
            new RecipePhase(PhaseKind.Contract, "confirm it", [new ConfirmConstraint(table, Constraint.Name)]) { Gates = [$"backfill({backfill}+late)"] },
        ];
    }

    /// <inheritdoc/>
    public override string ToScript() =>
        Constraint.ToScript() + new PowerShellCommand("")
            .Parameter("OnViolation", OnViolation.ToString()).Parameter("Column", Column.Spelling).Parameter("Key", Key.Select(column => column.Spelling));
}
