using System.Management.Automation;
using System.Management.Automation.Language;
using SchemaMigrate.Cmdlets.Errors;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Errors;
using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Cmdlets.Revisions;

/// <summary>
/// Evaluates PowerShell revisions in the session of a cmdlet. The blocks are pure by construction as far as the module goes: the session's
/// connection is taken away while they run, and what they emit must be operations.
/// </summary>
internal sealed class PowerShellRevisions(AsyncCmdlet cmdlet)
{
    // Statement by statement, so that whatever a statement emits can be traced to its line; dot-sourced, so that they share their variables.
    private const string Harness = """
        param($file, $sink)
        $ErrorActionPreference = 'Stop'
        Set-StrictMode -Off
        function Upgrade {
            param([Parameter(Mandatory, Position = 0)] [scriptblock] $SchemaMigrateBody)
            foreach ($schemaMigrateStatement in $sink.Open('Upgrade', $SchemaMigrateBody)) {
                . $schemaMigrateStatement.Block | ForEach-Object { $sink.Accept('Upgrade', $schemaMigrateStatement.Line, $_) }
            }
        }
        function Downgrade {
            param([Parameter(Mandatory, Position = 0)] [scriptblock] $SchemaMigrateBody)
            foreach ($schemaMigrateStatement in $sink.Open('Downgrade', $SchemaMigrateBody)) {
                . $schemaMigrateStatement.Block | ForEach-Object { $sink.Accept('Downgrade', $schemaMigrateStatement.Line, $_) }
            }
        }
        function Irreversible {
            param([Parameter(Mandatory, Position = 0)] [string] $Reason)
            $sink.Refuse($Reason)
        }
        & $file | ForEach-Object { $sink.Stray($_) }
        """;

    /// <summary>Evaluates one revision; matches <see cref="RevisionEvaluator"/>.</summary>
    public Task<EvaluatedRevision> EvaluateAsync(Revision revision, CancellationToken cancellationToken) =>
        cmdlet.OnPipelineAsync(() => Evaluate(revision));

    private EvaluatedRevision Evaluate(Revision revision)
    {
        var ast = Parser.ParseInput(revision.Text, revision.Path, out _, out var errors);
        if (errors.Length > 0)
        {
            throw Failed(revision, errors[0].Extent.StartLineNumber, errors[0].Message, null);
        }

        var sink = new RevisionSink(revision.FileName);
        var connection = CurrentConnection.Value;
        CurrentConnection.Value = null;
        try
        {
            cmdlet.InvokeCommand.InvokeScript(useLocalScope: true, ScriptBlock.Create(Harness), null, ast.GetScriptBlock(), sink);
            return sink.Finish();
        }
        catch (RuntimeException exception) when (!EngineExceptions.LeavesThePipeline(exception))
        {
            throw Explain(revision, exception, sink.CurrentLine);
        }
        finally
        {
            CurrentConnection.Value = connection;
        }
    }

    private static MigrationException Explain(Revision revision, RuntimeException exception, int statementLine)
    {
        for (Exception? cause = exception; cause is not null; cause = cause.InnerException)
        {
            if (cause is MigrationException known && known.Definition == ShellErrors.RevisionOutputInvalid)
            {
                return known;
            }
        }

        var line = exception.ErrorRecord?.InvocationInfo is { } invocation && invocation.ScriptName == revision.Path ? invocation.ScriptLineNumber : 0;
        
        // A command that is not found is reported at the beginning of the block; the statement is nearer.
        return Failed(revision, Math.Max(line, statementLine), exception.Message, exception);
    }

    private static MigrationException Failed(Revision revision, int line, string message, Exception? cause) => new(
        ShellErrors.RevisionScriptFailed, $"{(line > 0 ? $"{revision.FileName}:{line}" : revision.FileName)}: {message}", cause)
    {
        Target = revision.Id,
    };
}
