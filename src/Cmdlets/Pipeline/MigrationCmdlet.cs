using System.Management.Automation;
using SchemaMigrate.Cmdlets.Errors;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>
/// The base of every cmdlet of the module. What the work throws becomes a terminating error through <see cref="ErrorRecordFactory"/>, so no
/// cmdlet catches on its own; a question that nobody could answer is an error before any work. Derive from this one for work that needs
/// no waiting, from <see cref="AsyncCmdlet"/> for the rest.
/// </summary>
public abstract class MigrationCmdlet : PSCmdlet
{
    /// <summary>False when this run will not ask although its confirm impact says so, for example because -Force was given.</summary>
    protected virtual bool MayAsk => true;

    /// <inheritdoc/>
    protected sealed override void BeginProcessing() => Guard(() =>
    {
        if (MayAsk)
        {
            Confirmation.EnsureAnswerable(this);
        }

        Begin();
    });

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Guard(Process);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Guard(End);

    /// <summary>Runs once, before the first input object.</summary>
    protected virtual void Begin()
    {
    }

    /// <summary>Runs for each input object; once when there is no pipeline input.</summary>
    protected virtual void Process()
    {
    }

    /// <summary>Runs once, after the last input object.</summary>
    protected virtual void End()
    {
    }

    /// <summary>Reports the failure of one of several items and goes on. Failing as a whole is throwing.</summary>
    /// <param name="exception">What happened.</param>
    protected void WriteFailure(Exception exception) => WriteError(ErrorRecordFactory.Create(exception));

    private void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (Exception e) when (!EngineExceptions.IsOfTheEngine(e))
        {
            throw ErrorRecordFactory.Terminating(e, this);
        }
    }
}
