namespace SchemaMigrate.Preflight;

/// <summary>What an examination gave.</summary>
/// <param name="Findings">The findings, by source, step, severity (worst first) and place; those that are ignored with a reason are among them.</param>
/// <param name="Statements">The statements in the order of execution.</param>
public sealed record Examination(IReadOnlyList<Finding> Findings, IReadOnlyList<ExaminedStatement> Statements);
