namespace SchemaMigrate.Catalog;

/// <summary>An object that is not the same in two snapshots.</summary>
/// <param name="Before">The object before; null when it is new.</param>
/// <param name="After">The object after; null when it is gone.</param>
public sealed record SchemaDifference(SchemaObject? Before, SchemaObject? After)
{
    /// <summary>The object, whichever side has it.</summary>
    public SchemaObject Object => (After ?? Before)!;

    /// <summary>The properties that differ; empty when the object is new or gone.</summary>
    public IReadOnlyList<PropertyChange> Changes =>
        Before is null || After is null
            ? []
            : [.. Before.Properties.Keys.Union(After.Properties.Keys).Order(StringComparer.Ordinal)
                .Where(property => Before[property] != After[property])
                .Select(property => new PropertyChange(property, Before[property], After[property]))];

    /// <summary>The difference for people: <c>+ Column public.users.email (type text)</c>, <c>- Index …</c>, <c>~ Column …: type integer → bigint</c>.</summary>
    public override string ToString() => (Before, After) switch
    {
        (null, { } added) => $"+ {added}{Brief(added)}",
        ({ } removed, null) => $"- {removed}{Brief(removed)}",
        _ => $"~ {Object}: {string.Join("; ", Changes.Select(change => $"{change.Property} {change.Before ?? "(default)"} → {change.After ?? "(default)"}"))}",
    };

    private static string Brief(SchemaObject of) =>
        (of["type"] ?? of["definition"] ?? of["labels"]) is { } text ? $" ({(text.Contains('\n', StringComparison.Ordinal) ? text[..text.IndexOf('\n', StringComparison.Ordinal)].TrimEnd() + " …" : text)})" : "";
}
