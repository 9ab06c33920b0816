namespace SchemaMigrate.Revisions;

/// <summary>What the leading comment block of a revision file says.</summary>
internal sealed record RevisionHeader
{
    public required string Id { get; init; }

    public required string Message { get; init; }

    public IReadOnlyList<string> Parents { get; init; } = [];

    public RevisionPhase Phase { get; init; }

    public IReadOnlyList<string> Labels { get; init; } = [];

    public IReadOnlyList<string> Requires { get; init; } = [];

    public IReadOnlyList<Gate> Gates { get; init; } = [];
}
