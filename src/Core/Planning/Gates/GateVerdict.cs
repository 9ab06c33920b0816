namespace SchemaMigrate.Planning;

/// <summary>Whether a gate is open.</summary>
/// <param name="RevisionId">The revision that has the gate.</param>
/// <param name="Gate">The gate as the header spells it.</param>
/// <param name="Open">Whether its condition holds.</param>
/// <param name="Reason">Why, in one sentence.</param>
/// <param name="Evidence">The facts behind it, one line each.</param>
public sealed record GateVerdict(string RevisionId, string Gate, bool Open, string Reason, IReadOnlyList<string> Evidence)
{
    /// <summary>Whether somebody said that the gate shall not hold anything back, open or not.</summary>
    public bool Ignored { get; init; }

    /// <summary>Whether the revision may pass.</summary>
    public bool Passable => Open || Ignored;
}
