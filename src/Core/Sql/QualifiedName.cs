using SchemaMigrate.Errors;

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

    /// <summary>
    /// Reads a name as SQL spells it: <c>users</c>, <c>public.users</c>, <c>"Weird Name"</c>, <c>app."Weird.Name"</c>. Parts without quotes fold
    /// to lower case; reserved words need no quotes.
    /// </summary>
    /// <param name="text">The spelling.</param>
    /// <exception cref="MigrationException"><see cref="SqlErrors.MalformedName"/> or <see cref="SqlErrors.InvalidIdentifier"/>.</exception>
    public static QualifiedName Parse(string text) => NameReader.Read(text) switch
    {
        [var name] => new(null, new Identifier(name)),
        [var schema, var name] => new(new Identifier(schema), new Identifier(name)),
        var parts => throw new MigrationException(SqlErrors.MalformedName,
            $"The name '{text}' has {parts.Count} parts; a schema and a name are the most there can be.") { Target = text },
    };

    /// <summary>The shortest spelling that <see cref="Parse"/> reads back to this name.</summary>
    public string Spelling => Schema is { } schema ? $"{schema.Spelling}.{Name.Spelling}" : Name.Spelling;

    /// <summary>Another name in the same schema.</summary>
    /// <param name="name">The name within the schema.</param>
    public QualifiedName Sibling(Identifier name) => new(Schema, name);

    /// <summary>The quoted form, ready for SQL.</summary>
    public override string ToString() => Schema is { } schema ? $"{schema}.{Name}" : Name.ToString();

    /// <summary>The unquoted form, for people: <c>public.users</c>.</summary>
    public string Display => Schema is { } schema ? $"{schema.Name}.{Name.Name}" : Name.Name;
}
