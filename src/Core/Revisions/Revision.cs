namespace SchemaMigrate.Revisions;

/// <summary>One revision: what its header says, and its body. Immutable; nothing of the body is executed or parsed until it is asked for.</summary>
public sealed record Revision
{
    internal Revision(RevisionHeader header, RevisionSource source)
    {
        Header = header;
        Source = source;
    }

    /// <summary>The id, unique in a project.</summary>
    public string Id => Header.Id;

    /// <summary>The ids of the parents: none for a root, several for a merge.</summary>
    public IReadOnlyList<string> Parents => Header.Parents;

    /// <summary>What the revision does, in one line.</summary>
    public string Message => Header.Message;

    /// <summary>The phase, or <see cref="RevisionPhase.Unspecified"/>.</summary>
    public RevisionPhase Phase => Header.Phase;

    /// <summary>The branch labels in the header. <see cref="RevisionGraph.LabelsOf"/> adds the inherited ones.</summary>
    public IReadOnlyList<string> Labels => Header.Labels;

    /// <summary>The ids of other revisions that must be applied before this one, without being its parents.</summary>
    public IReadOnlyList<string> Requires => Header.Requires;

    /// <summary>The conditions that must hold before the revision may run.</summary>
    public IReadOnlyList<Gate> Gates => Header.Gates;

    /// <summary>Whether the revision is of the main line by its own phase: neither migrate nor contract.</summary>
    public bool IsMainLine => Phase is RevisionPhase.Unspecified or RevisionPhase.Expand;

    /// <summary>Whether the revision joins branches.</summary>
    public bool IsMerge => Parents.Count > 1;

    /// <summary>The full path of the file. For a revision that did not come from a file, the name it would have.</summary>
    public string Path => Source.Path;

    /// <summary>The file's name without its directory.</summary>
    public string FileName => System.IO.Path.GetFileName(Source.Path);

    /// <summary>How the body is written.</summary>
    public RevisionFormat Format => Source.Format;

    /// <summary>
    /// <c>sha256:</c> and 64 hex digits over the file's bytes as they are: a byte order mark or other line ends give another checksum.
    /// Whether the meaning changed is for the semantic checksum to say.
    /// </summary>
    public string RawChecksum => Source.RawChecksum;

    /// <summary>The whole text, without byte order mark, line ends as they are.</summary>
    public string Text => Source.Text;

    /// <summary>The body of a SQL revision, cut at its markers on first use; null for PowerShell, whose body must be evaluated.</summary>
    /// <exception cref="RevisionException"><see cref="RevisionErrors.RevisionBodyInvalid"/>, with file and line.</exception>
    public SqlSections? Sections => Format == RevisionFormat.Sql ? Source.Sections : null;

    internal RevisionHeader Header { get; }

    internal RevisionSource Source { get; }

    /// <summary>Makes a revision from text that is not in a file, for example from the journal.</summary>
    /// <param name="fileName">The name or path that messages shall show; its extension (.sql or .ps1) decides the format.</param>
    /// <param name="text">The whole text, with header.</param>
    /// <exception cref="RevisionException"><see cref="RevisionErrors.RevisionHeaderInvalid"/>.</exception>
    public static Revision Parse(string fileName, string text)
    {
        ArgumentException.ThrowIfNullOrEmpty(fileName);
        ArgumentNullException.ThrowIfNull(text);
        return RevisionFile.Parse(fileName, System.Text.Encoding.UTF8.GetBytes(text), out var problems)
            ?? throw new RevisionException(problems);
    }

    /// <summary>Two revisions are equal when they have the same path and the same bytes.</summary>
    /// <param name="other">The other revision.</param>
    public bool Equals(Revision? other) =>
        other is not null
        && string.Equals(Path, other.Path, StringComparison.Ordinal)
        && string.Equals(RawChecksum, other.RawChecksum, StringComparison.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Path, RawChecksum);

    /// <summary>The id and the message, for people.</summary>
    public override string ToString() => $"{Id} ({Message})";
}
