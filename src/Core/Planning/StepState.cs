namespace SchemaMigrate.Planning;

/// <summary>What the journal knows of a step.</summary>
public enum StepState
{
    /// <summary>Started outside a transaction; whether it took effect must be asked of the catalog.</summary>
    Running,

    /// <summary>Took effect.</summary>
    Done,
}
