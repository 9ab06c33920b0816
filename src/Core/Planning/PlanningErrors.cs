using SchemaMigrate.Errors;

namespace SchemaMigrate.Planning;

/// <summary>The stable errors of the Planning room.</summary>
[ErrorDefinitions]
public static class PlanningErrors
{
    /// <summary>A revision holds BEGIN, COMMIT or the like.</summary>
    public static readonly ErrorDefinition TransactionControl = new(
        "TransactionControl", ErrorKind.InvalidData,
        "Remove the transaction control: the planner decides from the statements themselves what shares a transaction.");

    /// <summary>A concurrent index build without a name could not be recognised again after a crash.</summary>
    public static readonly ErrorDefinition ConcurrentIndexUnnamed = new(
        "ConcurrentIndexUnnamed", ErrorKind.InvalidData,
        "Give the index a name, so that a rerun after a crash can recognise it.");

    /// <summary>CREATE INDEX CONCURRENTLY IF NOT EXISTS hides an invalid index.</summary>
    public static readonly ErrorDefinition ConcurrentIndexIfNotExists = new(
        "ConcurrentIndexIfNotExists", ErrorKind.InvalidData,
        "Remove IF NOT EXISTS: it would accept an invalid or a different index. A rerun recognises the finished index by itself.");

    /// <summary>The meaning of an applied revision was changed.</summary>
    public static readonly ErrorDefinition RevisionChanged = new(
        "RevisionChanged", ErrorKind.InvalidData,
        "Restore the file from version control and put the change into a new revision, or accept the new text with Repair-MigrationHistory.");

    /// <summary>Steps of an unfinished revision that took effect already were changed.</summary>
    public static readonly ErrorDefinition RevisionChangedMidway = new(
        "RevisionChangedMidway", ErrorKind.InvalidData,
        "Restore the steps that took effect already and change only what comes after them, or settle the revision with Repair-MigrationHistory.");

    /// <summary>The database has a revision that the project does not.</summary>
    public static readonly ErrorDefinition AppliedRevisionMissing = new(
        "AppliedRevisionMissing", ErrorKind.ObjectNotFound,
        "Check out the version of the project that has the revision, or remove it from the journal with Repair-MigrationHistory.");

    /// <summary>A revision must be undone and says that it cannot be.</summary>
    public static readonly ErrorDefinition RevisionIrreversible = new(
        "RevisionIrreversible", ErrorKind.InvalidOperation,
        "Choose a target that does not undo this revision, or restore from a backup.");

    /// <summary>A revision has no downgrade.</summary>
    public static readonly ErrorDefinition DowngradeMissing = new(
        "DowngradeMissing", ErrorKind.InvalidOperation,
        "Add a downgrade section to the revision, or declare it with '-- downgrade: irreversible because …'.");

    /// <summary>A downgrade was begun and must be finished first (or an upgrade).</summary>
    public static readonly ErrorDefinition RevisionUnfinished = new(
        "RevisionUnfinished", ErrorKind.InvalidOperation,
        "Finish it in the direction in which it was begun, or settle it with Repair-MigrationHistory.");

    /// <summary>The saved plan no longer fits.</summary>
    public static readonly ErrorDefinition PlanChanged = new(
        "PlanChanged", ErrorKind.InvalidOperation,
        "Make a new plan with Get-MigrationPlan, look at it, and run that one.");

    /// <summary>A plan file cannot be read or was altered.</summary>
    public static readonly ErrorDefinition PlanFileInvalid = new(
        "PlanFileInvalid", ErrorKind.InvalidData,
        "Export the plan again with Export-MigrationPlan; a plan file must not be edited.");

    /// <summary>Not every step can share one transaction.</summary>
    public static readonly ErrorDefinition SingleTransactionImpossible = new(
        "SingleTransactionImpossible", ErrorKind.InvalidOperation,
        "Run without -SingleTransaction: then every revision has transactions of its own.");

    /// <summary>An operation lowers to a step that this version cannot run.</summary>
    public static readonly ErrorDefinition StepNotSupported = new(
        "StepNotSupported", ErrorKind.NotSpecified,
        "Report this with the revision's text.");

    /// <summary>The database is behind the project, and was required not to be.</summary>
    public static readonly ErrorDefinition NotUpToDate = new(
        "NotUpToDate", ErrorKind.InvalidOperation,
        "Run Invoke-MigrationUpgrade.");

    /// <summary>A revision that was asked for is held back by a closed gate or by the phase of the run.</summary>
    public static readonly ErrorDefinition GateClosed = new(
        "GateClosed", ErrorKind.InvalidOperation,
        "See Get-MigrationStatus for what waits for what. Wait until the condition holds, record an approval with Approve-MigrationGate, or answer for the gate yourself with -IgnoreGate; the journal keeps who did.");

    /// <summary>A revision was to be approved that has no approval gate.</summary>
    public static readonly ErrorDefinition ApprovalNotNeeded = new(
        "ApprovalNotNeeded", ErrorKind.InvalidArgument,
        "Name a revision whose header has 'gate: approval'; Get-MigrationStatus lists those that wait for one.");

    /// <summary>The journal has revisions beyond the baseline.</summary>
    public static readonly ErrorDefinition AppliedBeyondBaseline = new(
        "AppliedBeyondBaseline", ErrorKind.InvalidOperation,
        "Undo them with Invoke-MigrationDowngrade, or take them out of the journal with -Remove; their objects then stay.");

    /// <summary>The line that makes a statement a backfill is not followed by what it should be.</summary>
    public static readonly ErrorDefinition BackfillInvalid = new(
        "BackfillInvalid", ErrorKind.InvalidData, "Write data steps with Update-MigrationData, or end the statement with the line '-- schemamigrate: new transaction'.");

    /// <summary>The line that makes a query an enumeration is not followed by what it should be.</summary>
    public static readonly ErrorDefinition EnumerationInvalid = new(
        "EnumerationInvalid", ErrorKind.InvalidData,
        "Write such steps with the operation that makes them, for example Add-MigrationIndex, or end the query with the line '-- schemamigrate: new transaction'.");
}
