using SchemaMigrate.Errors;

namespace SchemaMigrate.Backfills;

/// <summary>The stable errors of the Backfills room.</summary>
[ErrorDefinitions]
public static class BackfillErrors
{
    /// <summary>The definition makes no sense.</summary>
    public static readonly ErrorDefinition InvalidBackfill = new(
        "InvalidBackfill", ErrorKind.InvalidArgument, "Correct -Set, -Where, -InsertInto or -Sql; try the expressions in a SELECT first.");

    /// <summary>A time window could not be read.</summary>
    public static readonly ErrorDefinition InvalidWindow = new(
        "InvalidWindow", ErrorKind.InvalidArgument, "Give two times of day, for example 22:00-06:00.");

    /// <summary>The table does not exist or is not a table.</summary>
    public static readonly ErrorDefinition BackfillTableNotFound = new(
        "BackfillTableNotFound", ErrorKind.ObjectNotFound, "Name an existing table, with its schema when it is not on the search_path.");

    /// <summary>Rows cannot be walked safely.</summary>
    public static readonly ErrorDefinition BackfillKeyMissing = new(
        "BackfillKeyMissing", ErrorKind.InvalidOperation,
        "Give the table a primary key or a unique index on NOT NULL columns, or add a -Where that is false for every row that was changed.");

    /// <summary>No backfill has this name.</summary>
    public static readonly ErrorDefinition BackfillNotFound = new(
        "BackfillNotFound", ErrorKind.ObjectNotFound, "List the backfills of the database with Get-Backfill.");

    /// <summary>The name is taken by another backfill.</summary>
    public static readonly ErrorDefinition BackfillExists = new(
        "BackfillExists", ErrorKind.ResourceExists, "Choose another -Name, continue the existing one with Resume-Backfill, or end it with Stop-Backfill.");

    /// <summary>The action does not fit the backfill's state.</summary>
    public static readonly ErrorDefinition BackfillStateConflict = new(
        "BackfillStateConflict", ErrorKind.InvalidOperation, "Look at its state with Get-Backfill.");

    /// <summary>The table is not what it was when the backfill began.</summary>
    public static readonly ErrorDefinition BackfillTargetChanged = new(
        "BackfillTargetChanged", ErrorKind.InvalidOperation,
        "Undo the change of the table and continue with Resume-Backfill, or end the backfill with Stop-Backfill and start it anew.");

    /// <summary>The key of rows changes while they are changed.</summary>
    public static readonly ErrorDefinition BackfillKeyChanges = new(
        "BackfillKeyChanges", ErrorKind.InvalidOperation,
        "Disable the trigger that changes the key for the backfill, or choose another key with -Key; then continue with Resume-Backfill.");

    /// <summary>A row cannot be changed.</summary>
    public static readonly ErrorDefinition BackfillRowFailed = new(
        "BackfillRowFailed", ErrorKind.InvalidData,
        "Correct the row or the expression and continue with Resume-Backfill, or set -OnError Quarantine with Set-Backfill first.");

    /// <summary>A batch could not be done within its budget.</summary>
    public static readonly ErrorDefinition BackfillRetriesExhausted = new(
        "BackfillRetriesExhausted", ErrorKind.ResourceBusy, "End what blocks the rows or the connection, then continue with Resume-Backfill.");

    /// <summary>Rows that should have been changed still match the predicate.</summary>
    public static readonly ErrorDefinition BackfillNotProven = new(
        "BackfillNotProven", ErrorKind.InvalidData,
        "Look at the rows that still match -Where: their expression gives NULL, a trigger kept them, or they came during the run. Correct them and continue with Resume-Backfill.");

    /// <summary>A critical limit was passed.</summary>
    public static readonly ErrorDefinition BackfillCritical = new(
        "BackfillCritical", ErrorKind.ResourceBusy, "Find out why the limit was passed, then continue with Resume-Backfill.");

    /// <summary>It did not end in the time given.</summary>
    public static readonly ErrorDefinition BackfillWaitTimeout = new(
        "BackfillWaitTimeout", ErrorKind.OperationTimeout, "It goes on as long as a process works on it. Wait again, or look at it with Get-Backfill.");

    /// <summary>It was suspended or stopped while somebody waited for its end.</summary>
    public static readonly ErrorDefinition BackfillInterrupted = new(
        "BackfillInterrupted", ErrorKind.OperationStopped, "Continue it with Resume-Backfill.");
}
