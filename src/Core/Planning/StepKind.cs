namespace SchemaMigrate.Planning;

/// <summary>What the runner does with a step.</summary>
public enum StepKind
{
    /// <summary>Statements that share one transaction with their journal rows.</summary>
    Transaction,

    /// <summary>One statement that cannot run inside a transaction block.</summary>
    NonTransactional,

    /// <summary>A change of data that is committed batch by batch, as a backfill.</summary>
    Backfill,

    /// <summary>Statements that a query on the catalog gives when the step runs, each committed by itself; what is left is asked again after a crash.</summary>
    Enumerated,
}
