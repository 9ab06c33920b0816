namespace SchemaMigrate.Execution;

/// <summary>A place in a revision.</summary>
/// <param name="RevisionId">Id of the revision.</param>
/// <param name="StepOrdinal">Number of the step within the revision, from 1.</param>
/// <param name="FileName">Name of the revision's file.</param>
/// <param name="Path">Its path; null when the revision does not come from a file.</param>
/// <param name="Line">Line in the file, from 1; 0 when unknown.</param>
/// <param name="Column">Column in the file, from 1; 0 when unknown.</param>
/// <param name="Statement">The statement; null when it is none in particular.</param>
public sealed record StepLocation(
    string RevisionId, int StepOrdinal, string FileName, string? Path, int Line, int Column, string? Statement)
{
    /// <summary>File, line and column for people and for editors: <c>20260101120000_add_users.sql:12:5</c>.</summary>
    public string Place => Line > 0 ? $"{FileName}:{Line}:{Column}" : FileName;
}
