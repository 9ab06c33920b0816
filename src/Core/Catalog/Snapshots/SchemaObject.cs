namespace SchemaMigrate.Catalog;

/// <summary>One object of a schema with everything that makes it what it is. Equal when kind, name and all properties are.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Name">Its qualified name, quoted where SQL needs it: <c>public.users.email</c> for a column.</param>
/// <param name="Parent">The table that it belongs to; null when it stands alone.</param>
/// <param name="Properties">Its properties by name; what is as PostgreSQL has it by default is left out.</param>
public sealed record SchemaObject(SchemaObjectKind Kind, string Name, string? Parent, IReadOnlyDictionary<string, string> Properties)
{
    /// <summary>A property; null when it is as PostgreSQL has it by default.</summary>
    /// <param name="property">Its name, for example <c>definition</c>.</param>
    public string? this[string property] => Properties.GetValueOrDefault(property);

    /// <inheritdoc/>
    public bool Equals(SchemaObject? other) =>
        other is not null && Kind == other.Kind && Name == other.Name && Parent == other.Parent && Properties.Count == other.Properties.Count
        && Properties.All(property => other.Properties.TryGetValue(property.Key, out var value) && value == property.Value);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Kind, Name);

    /// <inheritdoc/>
    public override string ToString() => $"{Kind} {Name}";
}
