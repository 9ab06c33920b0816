using System.Globalization;

namespace SchemaMigrate.Revisions;

/// <summary>
/// A parsed target: <c>[label@]symbol[±N]</c>. Parsing looks at the text alone; what it means for a graph and an applied state is said by
/// <see cref="RevisionGraph"/>.
/// </summary>
/// <param name="Symbol">What it starts from.</param>
/// <param name="RevisionId">The id or its beginning, when the symbol is <see cref="TargetSymbol.Revision"/>.</param>
/// <param name="Offset">Steps forward (positive) or back (negative); 0 for none.</param>
/// <param name="Label">The branch label before the @, or null.</param>
public sealed record TargetSelector(TargetSymbol Symbol, string? RevisionId, int Offset, string? Label)
{
    /// <summary>All heads.</summary>
    public static TargetSelector Heads { get; } = new(TargetSymbol.Heads, null, 0, null);

    /// <summary>The single head of the main line.</summary>
    public static TargetSelector Head { get; } = new(TargetSymbol.Head, null, 0, null);

    /// <summary>The empty state.</summary>
    public static TargetSelector Base { get; } = new(TargetSymbol.Base, null, 0, null);

    /// <summary>Whether the selector names one revision, by id, as opposed to a symbol or a count. A gate that keeps such a target from being reached is an error.</summary>
    public bool NamesRevision => Symbol == TargetSymbol.Revision;

    /// <summary>Reads a selector. Reserved words may have any case; ids keep theirs.</summary>
    /// <param name="text">For example <c>heads</c>, <c>+2</c>, <c>ae10</c>, <c>ae10+1</c>, <c>billing@head</c>.</param>
    /// <exception cref="Errors.MigrationException"><see cref="RevisionErrors.InvalidTarget"/>.</exception>
    public static TargetSelector Parse(string text) => TargetSelectorParser.Parse(text);

    /// <summary>The selector as one would type it.</summary>
    public override string ToString()
    {
        var symbol = Symbol switch
        {
            TargetSymbol.Relative => "",
            TargetSymbol.Revision => RevisionId,
            _ => Symbol.ToString().ToLowerInvariant(),
        };
        var offset = Offset == 0 ? "" : Offset.ToString("+0;-0", CultureInfo.InvariantCulture);
        return (Label is null ? "" : Label + "@") + symbol + offset;
    }
}
