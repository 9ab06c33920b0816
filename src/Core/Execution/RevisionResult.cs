using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution;

/// <summary>What became of one revision in a run.</summary>
/// <param name="Id">The revision's id.</param>
/// <param name="Message">Its message.</param>
/// <param name="Direction">Whether it was applied or undone.</param>
/// <param name="Steps">How many steps ran.</param>
/// <param name="Attempts">How many tries the steps took together.</param>
/// <param name="Duration">From its first step to its last commit, as this side saw it.</param>
public sealed record RevisionResult(string Id, string Message, PlanDirection Direction, int Steps, int Attempts, TimeSpan Duration);
