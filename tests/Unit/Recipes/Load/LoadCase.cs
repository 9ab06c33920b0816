using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Recipes.Load;

/// <summary>A recipe with the versions of an application that go on writing while it is carried out.</summary>
/// <param name="Name">What it is about.</param>
/// <param name="Recipe">The recipe.</param>
/// <param name="Versions">Two versions, or the same one twice when the application need not change.</param>
/// <param name="Read">The column that holds in the end what was written.</param>
internal sealed record LoadCase(string Name, Recipe Recipe, AppVersion[] Versions, string Read)
{
    /// <summary>Each version has so many writers, and each writer its own part of the rows.</summary>
    public const int WritersOfVersion = 2;

    /// <summary>All writers of a case.</summary>
    public const int Writers = 2 * WritersOfVersion;

    /// <summary>SQL that prepares the table further.</summary>
    public string Setup { get; init; } = "";

    /// <summary>What may be true of no row, by the phase after which that holds until the next one.</summary>
    public IReadOnlyDictionary<int, string> Never { get; init; } = new Dictionary<int, string>();
}
