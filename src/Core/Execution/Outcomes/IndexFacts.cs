namespace SchemaMigrate.Execution.Outcomes;

/// <summary>An index as the catalog has it.</summary>
/// <param name="Name">Quoted and qualified, ready for SQL.</param>
/// <param name="IsIndex">False when the name belongs to something else.</param>
/// <param name="OnTable">Whether it is on the wanted table.</param>
/// <param name="Valid">Whether it is valid and ready.</param>
/// <param name="BuilderPid">The backend that is building it right now; null when none is.</param>
/// <param name="Unique">Whether it is unique.</param>
/// <param name="Definition">Its definition from USING on, as the server prints it.</param>
internal sealed record IndexFacts(string Name, bool IsIndex, bool OnTable, bool Valid, int? BuilderPid, bool Unique, string? Definition);
