using SchemaMigrate.Connections;
using SchemaMigrate.Planning;

namespace SchemaMigrate.Execution.Steps;

/// <summary>Everything that one transaction sends, in order, with where each item comes from.</summary>
internal sealed class TransactionScript
{
    private readonly List<BatchItem> items = [];
    private readonly List<(TransactionUnit Unit, PlannedStatement? Statement)> origins = [];

    private TransactionScript()
    {
    }

    internal IReadOnlyList<BatchItem> Items => items;

    /// <summary>Where an item comes from; the statement is null for an item of our own.</summary>
    internal (TransactionUnit Unit, PlannedStatement? Statement) OriginOf(int item) => origins[Math.Clamp(item, 0, origins.Count - 1)];

    internal static TransactionScript Compose(RunContext run, IReadOnlyList<TransactionUnit> units, int attempts, TimeSpan lockWait)
    {
        var script = new TransactionScript();
        script.Add(units[0], new BatchItem("BEGIN"));
        script.Add(units[0], run.Journal.RequireLease());
        script.Add(units[0], run.Worker.TransactionSettings(StepNames.ForServer(run.Direction, units[0].Step)));
        foreach (var unit in units)
        {
            foreach (var setting in unit.Step.Settings)
            {
                script.Add(unit, new BatchItem(setting));
            }

            foreach (var statement in unit.Step.Statements)
            {
                script.items.Add(new BatchItem(statement.Sql));
                script.origins.Add((unit, statement));
            }

            var reset = unit.Step.Settings.Count > 0 || unit.Step.Statements.Any(SessionHygiene.IsNeededAfter);
            if (reset)
            {
                // RESET is transactional: a setting that the revision left behind ends here, and with the transaction for good.
                foreach (var item in run.Worker.ResetItems)
                {
                    script.Add(unit, item);
                }
            }
            else if (run.Options.Role is not null)
            {
                script.Add(unit, new BatchItem("SET LOCAL ROLE NONE"));
            }

            foreach (var item in run.Journal.StepDone(unit.Revision, unit.Step, run.Direction, attempts, lockWait))
            {
                script.Add(unit, item);
            }

            if (units.Count > 1 && (reset || run.Options.Role is not null || run.Options.SearchPath is not null))
            {
                script.Add(unit, run.Worker.TransactionSettings(StepNames.ForServer(run.Direction, unit.Step)));
            }
        }

        script.Add(units[^1], new BatchItem("COMMIT"));
        return script;
    }

    private void Add(TransactionUnit unit, BatchItem item)
    {
        items.Add(item);
        origins.Add((unit, null));
    }
}
