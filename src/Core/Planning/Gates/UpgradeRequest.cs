using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>What an upgrade is asked to do.</summary>
/// <param name="Target">Where to go.</param>
public sealed record UpgradeRequest(TargetSelector Target)
{
    /// <summary>
    /// The last phase to run. <see cref="RevisionPhase.Expand"/> stops before every pending migrate and contract revision,
    /// <see cref="RevisionPhase.Migrate"/> before every contract revision; <see cref="RevisionPhase.Contract"/> and
    /// <see cref="RevisionPhase.Unspecified"/> run everything.
    /// </summary>
    public RevisionPhase Phase { get; init; }

    /// <summary>Whether a closed gate on the way is an error, whatever the target. What the phase leaves out is not asked for.</summary>
    public bool RequireAll { get; init; }

    /// <summary>Gates that shall not hold anything back.</summary>
    public IgnoredGates Ignored { get; init; } = IgnoredGates.None;

    /// <summary>
    /// Whether the target means certain revisions (an id, a label, a count), so that not reaching them is an error; <c>head</c> and
    /// <c>heads</c> mean whatever can run.
    /// </summary>
    public bool IsExplicit => Target.NamesRevision || Target.Label is not null || Target.Symbol is TargetSymbol.Relative or TargetSymbol.Current;

    internal bool Leaves(Revision revision) => Phase switch
    {
        RevisionPhase.Expand => revision.Phase is RevisionPhase.Migrate or RevisionPhase.Contract,
        RevisionPhase.Migrate => revision.Phase is RevisionPhase.Contract,
        _ => false,
    };
}
