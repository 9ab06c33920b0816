using System.Globalization;
using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Execution;
using SchemaMigrate.Execution.Events;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Cmdlets;

/// <summary>Turns what happens in a run into the streams of a cmdlet: progress, verbose, debug, information and warnings.</summary>
internal sealed class RunReporter : IDisposable
{
    private readonly AsyncCmdlet _cmdlet;
    private readonly CmdletProgress _progress;
    private ProgressActivity? _run;
    private ProgressActivity? _step;
    private int _revisions;
    private int _finished;

    public RunReporter(AsyncCmdlet cmdlet)
    {
        _cmdlet = cmdlet;
        _progress = new CmdletProgress(cmdlet.WriteProgress, TimeProvider.System);
    }

    public void Dispose() => _progress.Dispose();

    public void Report(RunEvent runEvent)
    {
        switch (runEvent)
        {
            case RunLockWaiting waiting:
                _cmdlet.WriteWarning($"Waiting for another run on this database: {waiting.Holder}.");
                break;
            case PlanReady { Plan: var plan }:
                Begin(plan);
                break;
            case StepStarted started:
                Begin(started);
                break;
            case StepProgressed progressed:
                Progress(progressed);
                break;
            case StepMissedLock { Miss: var miss }:
                _cmdlet.WriteWarning(Describe(miss));
                _cmdlet.WriteInformation(miss, "SchemaMigrate", "LockMiss");
                break;
            case RevisionFinished { Result: var result }:
                Finish(result);
                break;
            case RunRemark remark:
                _cmdlet.WriteVerbose(remark.Text);
                break;
        }
    }

    private void Begin(Plan plan)
    {
        _revisions = plan.Revisions.Count;
        foreach (var note in plan.Notes)
        {
            _cmdlet.WriteVerbose(note);
        }

        foreach (var hold in plan.Held)
        {
            _cmdlet.WriteVerbose($"Held back: {hold}");
        }

        if (_revisions > 0)
        {
            _cmdlet.WriteVerbose($"Plan {plan.Hash[..12]}: {_revisions} revisions in {plan.Steps.Count} steps.");
            _run = _progress.Start($"{plan.Direction} of {plan.Database}", $"0 of {_revisions} revisions");
        }
    }

    private void Begin(StepStarted started)
    {
        _step?.Dispose();
        _step = null;
        _run?.Report(
            string.Create(CultureInfo.InvariantCulture, $"{_finished} of {_revisions} revisions"), _finished, _revisions,
            $"{started.Revision.Id} {started.Revision.Message}");
        foreach (var statement in started.Step.Statements)
        {
            _cmdlet.WriteDebug($"{started.Revision.Id} step {started.Step.Ordinal}, try {started.Attempt}: {statement.Sql}");
        }
    }

    private void Progress(StepProgressed progressed)
    {
        _step ??= _progress.Start($"{progressed.Step.RevisionId} step {progressed.Step.Ordinal}", progressed.Phase, _run);
        var waits = progressed.WaitsForPid is { } pid ? $"waits for backend {pid}" : null;
        _step.Report(progressed.Phase, progressed.Done, progressed.Total, waits);
    }

    private void Finish(RevisionResult result)
    {
        _finished++;
        var verb = result.Direction == PlanDirection.Upgrade ? "Applied" : "Undid";
        _cmdlet.WriteInformation(
            string.Create(CultureInfo.InvariantCulture, $"{verb} {result.Id} {result.Message} in {result.Duration.TotalMilliseconds:0} ms"),
            "SchemaMigrate", "Revision");
        _run?.Report(string.Create(CultureInfo.InvariantCulture, $"{_finished} of {_revisions} revisions"), _finished, _revisions);
    }

    private static string Describe(LockMiss miss)
    {
        var what = miss.SqlState == "40P01" ? "ended in a deadlock" : "did not get its locks";
        var who = miss.Blockers.Count == 0 ? "The session in the way could not be seen" : "In the way: " + string.Join("; ", miss.Blockers);
        var next = miss.Rest is { } rest ? $"Next try in {rest.TotalSeconds:0.0} s." : "There is no time left for another try.";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"Step {miss.StepOrdinal} of revision {miss.RevisionId} {what} in {miss.Waited.TotalSeconds:0.0} s (try {miss.Attempt}). {who}. {next}");
    }
}
