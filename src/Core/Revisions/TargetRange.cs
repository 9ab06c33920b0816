namespace SchemaMigrate.Revisions;

/// <summary>A parsed range for offline scripts: <c>from:to</c>, for example <c>base:head</c>. What is at <c>from</c> is taken as applied and not part of it.</summary>
/// <param name="From">Where the database is.</param>
/// <param name="To">Where it shall go. A relative one counts from <paramref name="From"/>.</param>
public sealed record TargetRange(TargetSelector From, TargetSelector To)
{
    /// <summary>Reads a range. A missing start is <c>base</c>, a missing end <c>heads</c>; a single selector without a colon means from base to it.</summary>
    /// <param name="text">For example <c>base:head</c>, <c>ae10:heads</c>, <c>ae10:+2</c>.</param>
    /// <exception cref="Errors.MigrationException"><see cref="RevisionErrors.InvalidTarget"/>.</exception>
    public static TargetRange Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var parts = text.Split(':');
        return parts switch
        {
            [var to] => new TargetRange(TargetSelector.Base, TargetSelector.Parse(to)),
            [var from, var to] when from.Trim().Length + to.Trim().Length > 0 => new TargetRange(
                string.IsNullOrWhiteSpace(from) ? TargetSelector.Base : TargetSelector.Parse(from),
                string.IsNullOrWhiteSpace(to) ? TargetSelector.Heads : TargetSelector.Parse(to)),
            _ => throw TargetSelectorParser.Invalid(text, "a range is two selectors with one colon between them, such as base:head"),
        };
    }

    /// <summary>The range as one would type it.</summary>
    public override string ToString() => $"{From}:{To}";
}
