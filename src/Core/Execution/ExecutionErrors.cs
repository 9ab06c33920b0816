using SchemaMigrate.Errors;

namespace SchemaMigrate.Execution;

/// <summary>The stable errors of the Execution room.</summary>
[ErrorDefinitions]
public static class ExecutionErrors
{
    /// <summary>Another runner works on the same journal and did not finish in time.</summary>
    public static readonly ErrorDefinition RunLockTimeout = new(
        "RunLockTimeout", ErrorKind.ResourceBusy,
        "Wait until the other runner is done, or raise -RunLockTimeout. If it hangs, end its backend with pg_terminate_backend.");

    /// <summary>The connection that holds the run lock was lost, or somebody else took over.</summary>
    public static readonly ErrorDefinition RunLockLost = new(
        "RunLockLost", ErrorKind.ConnectionError,
        "Run the command again: it continues where this run stopped.");

    /// <summary>The locks of a step were not obtained within the budget.</summary>
    public static readonly ErrorDefinition LockBudgetExhausted = new(
        "LockBudgetExhausted", ErrorKind.ResourceBusy,
        "End or wait for the sessions named as blockers, or raise -LockRetryBudget, and run the command again: it continues with this step.");

    /// <summary>A statement of a step failed.</summary>
    public static readonly ErrorDefinition StepFailed = new(
        "StepFailed", ErrorKind.InvalidOperation,
        "Fix the statement in the revision file and run the command again: it continues with this step.");

    /// <summary>After a crash, nothing tells whether a step took effect.</summary>
    public static readonly ErrorDefinition StepInDoubt = new(
        "StepInDoubt", ErrorKind.InvalidOperation,
        "Look whether the statement took effect, then tell it with Repair-MigrationHistory -Revision <id> -StepDone or -StepNotDone, and run again.");

    /// <summary>An index of the wanted name exists and is another one.</summary>
    public static readonly ErrorDefinition IndexNameTaken = new(
        "IndexNameTaken", ErrorKind.ResourceExists,
        "Rename or drop the existing index, or choose another name in the revision.");

    /// <summary>The journal was written by a newer version of the product.</summary>
    public static readonly ErrorDefinition JournalTooNew = new(
        "JournalTooNew", ErrorKind.InvalidOperation,
        "Update the SchemaMigrate module on this machine.");

    /// <summary>The journal's schema holds something else.</summary>
    public static readonly ErrorDefinition JournalInvalid = new(
        "JournalInvalid", ErrorKind.InvalidData,
        "Choose another journal schema in schemamigrate.json, or restore the journal's tables from a backup.");

    /// <summary>A build ended without an error and its index is not valid.</summary>
    public static readonly ErrorDefinition IndexNotValid = new(
        "IndexNotValid", ErrorKind.InvalidOperation,
        "Run the command again: it drops the invalid index and builds it anew.");

    /// <summary>A statement ended without an error, again and again, and the catalog still asks for it.</summary>
    public static readonly ErrorDefinition StatementWithoutEffect = new(
        "StatementWithoutEffect", ErrorKind.InvalidOperation,
        "Look what undoes the statement that the message shows: an event trigger, another run or a person. Then run the command again.");

    /// <summary>The run was stopped by the user.</summary>
    public static readonly ErrorDefinition RunStopped = new(
        "RunStopped", ErrorKind.OperationStopped,
        "Run the command again: it continues where this run stopped.");
}
