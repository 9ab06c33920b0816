using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets;

/// <summary>A revision of a project, with its place in the graph and, when connected, whether it is applied.</summary>
public sealed class RevisionInfo
{
    internal RevisionInfo(Revision revision, RevisionGraph? graph, AppliedRevision? applied, bool connected)
    {
        Revision = revision;
        Children = graph?.ChildrenOf(revision).Select(child => child.Id).ToArray() ?? Array.Empty<string>();
        Labels = graph?.LabelsOf(revision) ?? revision.Labels;
        State = !connected ? null : applied?.State.ToString() ?? "Pending";
        (AppliedAt, AppliedBy) = (applied?.AppliedAt, applied?.AppliedBy);
        IsHead = graph is not null && Children.Count == 0;
    }

    /// <summary>The id.</summary>
    public string Id => Revision.Id;

    /// <summary>The ids of the parents.</summary>
    public IReadOnlyList<string> Parents => Revision.Parents;

    /// <summary>The ids of the children.</summary>
    public IReadOnlyList<string> Children { get; }

    /// <summary>What it does, in one line.</summary>
    public string Message => Revision.Message;

    /// <summary>Its phase.</summary>
    public RevisionPhase Phase => Revision.Phase;

    /// <summary>Its branch labels, with those of its ancestors.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>Other revisions that must be applied before.</summary>
    public IReadOnlyList<string> Requires => Revision.Requires;

    /// <summary>The conditions that must hold before it may run.</summary>
    public IReadOnlyList<Gate> Gates => Revision.Gates;

    /// <summary>How the body is written.</summary>
    public RevisionFormat Format => Revision.Format;

    /// <summary>Whether nothing descends from it.</summary>
    public bool IsHead { get; }

    /// <summary>Applied, Pending, Applying or Reverting; null when not connected.</summary>
    public string? State { get; }

    /// <summary>When it was applied.</summary>
    public DateTimeOffset? AppliedAt { get; }

    /// <summary>The role that applied it.</summary>
    public string? AppliedBy { get; }

    /// <summary>The file.</summary>
    public string Path => Revision.Path;

    /// <summary>The file's name.</summary>
    public string FileName => Revision.FileName;

    /// <summary>Checksum over the bytes of the file.</summary>
    public string RawChecksum => Revision.RawChecksum;

    internal Revision Revision { get; }

    /// <summary>Id and message.</summary>
    public override string ToString() => Revision.ToString();
}
