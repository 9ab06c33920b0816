namespace SchemaMigrate.Planning;

/// <summary>The gates of a revision on the way of a plan, with the verdicts on which the plan rests.</summary>
/// <param name="RevisionId">The revision.</param>
/// <param name="Parents">Its parents.</param>
/// <param name="RawChecksum">Checksum over the bytes of its file.</param>
/// <param name="Verdicts">One verdict for each gate.</param>
public sealed record RevisionGates(string RevisionId, IReadOnlyList<string> Parents, string RawChecksum, IReadOnlyList<GateVerdict> Verdicts)
{
    /// <summary>One verdict for each gate.</summary>
    public IReadOnlyList<GateVerdict> Verdicts { get; init; } = Verdicts.ToArray();

    /// <summary>Whether every gate lets the revision pass.</summary>
    public bool Passable => Verdicts.All(verdict => verdict.Passable);
}
