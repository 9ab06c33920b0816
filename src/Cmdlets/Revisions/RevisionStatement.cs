using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Revisions;

/// <summary>One top-level statement of a block of a PowerShell revision.</summary>
/// <param name="Block">The statement.</param>
/// <param name="Line">Its line in the file, from 1.</param>
public sealed record RevisionStatement(ScriptBlock Block, int Line);
