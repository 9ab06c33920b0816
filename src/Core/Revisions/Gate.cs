namespace SchemaMigrate.Revisions;

/// <summary>
/// A condition that must hold before a revision may run. The kinds are closed: <see cref="BackfillGate"/>, <see cref="SoakGate"/>,
/// <see cref="ApprovalGate"/> and <see cref="UnusedGate"/>. <see cref="object.ToString"/> gives the header's spelling, which parses back.
/// </summary>
public abstract record Gate
{
    private protected Gate()
    {
    }

    /// <summary>Reads one gate: <c>backfill(name)</c>, <c>soak(24h)</c>, <c>approval</c> or <c>unused(table.column)</c>.</summary>
    /// <param name="text">The header's spelling.</param>
    /// <exception cref="RevisionException"><see cref="RevisionErrors.RevisionHeaderInvalid"/>.</exception>
    public static Gate Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return GateParser.TryParse(text, out var gate, out var error)
            ? gate
            : throw new RevisionException(new RevisionProblem(RevisionErrors.RevisionHeaderInvalid, error));
    }

    /// <summary>The gate as a header spells it.</summary>
    public abstract override string ToString();
}
