using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>One thing that is wrong with the revision files.</summary>
/// <param name="Definition">The row of the error table.</param>
/// <param name="Message">What is wrong; names the file and the line where there is one.</param>
/// <param name="Path">The file, or null when the problem is not of one file.</param>
/// <param name="Line">The line in the file, counted from 1, or null.</param>
public sealed record RevisionProblem(ErrorDefinition Definition, string Message, string? Path = null, int? Line = null);
