namespace SchemaMigrate.Sql;

/// <summary>The name of a relation, type or function, with its schema when it was given.</summary>
/// <param name="Schema">The schema, or null when the search_path decides.</param>
/// <param name="Name">The name within the schema.</param>
public readonly record struct QualifiedName(Identifier? Schema, Identifier Name)
{
    /// <summary>Makes a name from catalog spellings.</summary>
    /// <param name="schema">The schema as the catalog stores it, or null.</param>
    /// <param name="name">The name as the catalog stores it.</param>
    public static QualifiedName Of(string? schema, string name) =>
        new(string.IsNullOrEmpty(schema) ? null : new Identifier(schema), new Identifier(name));

    /// <summary>The quoted form, ready for SQL.</summary>
    public override string ToString() => Schema is { } schema ? $"{schema}.{Name}" : Name.ToString();

    /// <summary>The unquoted form, for people: <c>public.users</c>.</summary>
    public string Display => Schema is { } schema ? $"{schema.Name}.{Name.Name}" : Name.Name;
}
