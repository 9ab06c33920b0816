namespace SchemaMigrate.Preflight;

/// <summary>A run of SQL within a source.</summary>
/// <param name="Sql">One or more statements, with their comments.</param>
/// <param name="StartLine">Line of the file on which the text begins, from 1; 0 when it was lowered from an operation.</param>
/// <param name="StartsTransaction">Whether the runner commits what came before.</param>
/// <param name="FirstStatement">Findings are only reported from this statement on, from 0: what comes before was run already.</param>
public sealed record SourcePart(string Sql, int StartLine = 1, bool StartsTransaction = false, int FirstStatement = 0);
