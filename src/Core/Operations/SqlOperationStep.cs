namespace SchemaMigrate.Operations;

/// <summary>SQL that an operation lowers to: one or more statements, which the parser splits and classifies like any other SQL.</summary>
/// <param name="Sql">The SQL text.</param>
public sealed record SqlOperationStep(string Sql) : OperationStep;
