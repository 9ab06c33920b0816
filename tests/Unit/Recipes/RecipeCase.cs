using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>A recipe with a table that it fits.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Setup">SQL that makes the table and its rows.</param>
internal sealed record RecipeCase(string Name, Recipe Recipe, string Setup)
{
    /// <summary>What must be true when all phases are applied.</summary>
    public required string Holds { get; init; }

    /// <summary>Whether the way back loses values for good, as the plan says.</summary>
    public bool Lossy { get; init; }

    /// <summary>How many of the last phases have no way back, as the plan says.</summary>
    public int Irreversible { get; init; }

    /// <summary>SQL that brings back what the last phase took away for good, before the others are undone.</summary>
    public string Refill { get; init; } = "";

    /// <summary>A schema in which nothing may change meanwhile.</summary>
    public string? Untouched { get; init; }

    /// <summary>The rows as they must be again when everything is undone.</summary>
    public string Rows { get; init; } = "SELECT md5(string_agg(to_jsonb(t)::text, ',' ORDER BY id)) FROM users t";
}
