namespace SchemaMigrate.Operations;

/// <summary>One thing that an operation lowers to. Most are SQL; the runner knows how to execute each kind.</summary>
public abstract record OperationStep;
