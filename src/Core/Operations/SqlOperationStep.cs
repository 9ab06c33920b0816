namespace SchemaMigrate.Operations;

/// <summary>
/// SQL that an operation lowers to: one or more statements, which the parser splits and classifies like any other SQL. Whether a statement can run
/// in a transaction at all is decided from its parsed form; the two flags here say what cannot be seen there.
/// </summary>
/// <param name="Sql">The SQL text, without a closing semicolon when it is one statement.</param>
public sealed record SqlOperationStep(string Sql) : OperationStep
{
    /// <summary>
    /// Everything before this step is committed before it begins, so that no lock taken there is held here: VALIDATE CONSTRAINT must not scan a table
    /// while the ACCESS EXCLUSIVE lock of ADD CONSTRAINT … NOT VALID is still held.
    /// </summary>
    public bool StartsTransaction { get; init; }

    /// <summary>This step is committed before the next one begins: a new enum value cannot be used in the transaction that adds it.</summary>
    public bool EndsTransaction { get; init; }
}
