using SchemaMigrate.Connections;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

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

    internal static TransactionScript Compose(
        RunContext run, DatabaseSession session, IReadOnlyList<TransactionUnit> units, int attempts, TimeSpan lockWait)
    {
        var script = new TransactionScript();
        script.Add(units[0], new BatchItem("BEGIN"));
        script.Add(units[0], run.Journal.RequireLease());
        script.Add(units[0], run.Worker.TransactionSettings(StepNames.ForServer(run.Direction, units[0].Step)));
        foreach (var unit in units)
        {
            foreach (var statement in unit.Step.Statements)
            {
                script.items.Add(new BatchItem(statement.Sql));
                script.origins.Add((unit, statement));
            }

            if (unit.Step.Statements.Any(MayLeaveSettings))
            {
                // RESET is transactional: a setting that the revision left behind ends here, and with the transaction for good.
                foreach (var item in session.ResetItems())
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

            if (units.Count > 1 && run.Options.Role is not null | run.Options.SearchPath is not null)
            {
                script.Add(unit, run.Worker.TransactionSettings(StepNames.ForServer(run.Direction, unit.Step)));
            }
        }

        script.Add(units[^1], new BatchItem("COMMIT"));
        return script;
    }

    // Definition and data statements change no setting of the session; a function called from elsewhere may (set_config).
    private static bool MayLeaveSettings(PlannedStatement statement) =>
        statement.Kind is StatementKind.Set or StatementKind.Select or StatementKind.Do or StatementKind.Call or StatementKind.Other;

    private void Add(TransactionUnit unit, BatchItem item)
    {
        items.Add(item);
        origins.Add((unit, null));
    }
}
