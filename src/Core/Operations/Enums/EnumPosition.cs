namespace SchemaMigrate.Operations;

/// <summary>A place in the order of an enum's values.</summary>
/// <param name="Before">Before the neighbour when true, after it when false.</param>
/// <param name="Neighbour">A value that is there.</param>
public sealed record EnumPosition(bool Before, string Neighbour)
{
    /// <summary>The place as the end of a sentence, with a blank in front.</summary>
    public override string ToString() => $" {(Before ? "before" : "after")} '{Neighbour}'";
}
