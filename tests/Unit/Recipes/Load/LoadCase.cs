using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>A recipe with the versions of an application that go on writing while it is carried out.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Setup">SQL that makes the tables, with at least <see cref="Rows"/> rows where time matters.</param>
/// <param name="Versions">Two versions or more, or the same one twice when the application need not change.</param>
/// <param name="Read">The query that gives in the end, by id, what was written.</param>
internal sealed record LoadCase(string Name, Recipe Recipe, string Setup, AppVersion[] Versions, string Read)
{
    /// <summary>How many rows there are.</summary>
    public const int Rows = 200_000;

    /// <summary>Each version has so many writers, and each writer its own part of the rows.</summary>
    public const int WritersOfVersion = 2;

    /// <summary>The tables on which no strong lock may be held for long.</summary>
    public string[] Watched { get; init; } = ["users"];

    /// <summary>The rows that may not be, as FROM and WHERE, by the phase after which that holds until the next one.</summary>
    public IReadOnlyDictionary<int, string> Never { get; init; } = new Dictionary<int, string>();

    /// <summary>The phases that are undone and applied again.</summary>
    public IReadOnlyList<int> Again { get; init; } = [2];

    /// <summary>What must be true in the end.</summary>
    public string Holds { get; init; } = "SELECT true";
}
