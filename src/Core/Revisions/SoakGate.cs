namespace SchemaMigrate.Revisions;

/// <summary>Open when the revision's parents have been applied for at least this long.</summary>
/// <param name="Time">The time to wait, longer than zero.</param>
public sealed record SoakGate(TimeSpan Time) : Gate
{
    /// <inheritdoc/>
    public override string ToString() => $"soak({Duration.Format(Time)})";
}
