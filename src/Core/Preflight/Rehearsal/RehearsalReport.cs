namespace SchemaMigrate.Preflight;

/// <summary>What a rehearsal showed.</summary>
/// <param name="ServerVersion">The version of the server that it ran on.</param>
/// <param name="Steps">The steps in the order in which they were run: up, down, and up again.</param>
/// <param name="Findings">What is wrong.</param>
/// <param name="Notes">What the rehearsal could not do or does not show: parts of the schema that could not be copied, another version of the server.</param>
public sealed record RehearsalReport(string ServerVersion, IReadOnlyList<RehearsedStep> Steps, IReadOnlyList<Finding> Findings, IReadOnlyList<string> Notes);
