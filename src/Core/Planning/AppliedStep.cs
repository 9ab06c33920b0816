namespace SchemaMigrate.Planning;

/// <summary>A step of an unfinished revision, as the journal has it.</summary>
/// <param name="Ordinal">Number of the step within its revision, from 1.</param>
/// <param name="Hash">Hash of the step's statements when it was run.</param>
/// <param name="State">Whether it is known to have taken effect.</param>
public sealed record AppliedStep(int Ordinal, string Hash, StepState State);
