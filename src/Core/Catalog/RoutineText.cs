namespace SchemaMigrate.Catalog;

/// <summary>A function or procedure whose text names a table.</summary>
public sealed record RoutineText
{
    /// <summary>Its name with the types of its arguments.</summary>
    public required string Name { get; init; }

    /// <summary>Its language.</summary>
    public required string Language { get; init; }

    /// <summary>Its text.</summary>
    public required string Body { get; init; }

    /// <summary>Whether the text has a word; case does not count.</summary>
    /// <param name="word">A name.</param>
    public bool Mentions(string word) => Words.Contains(Body, word);
}
