namespace SchemaMigrate.Operations;

/// <summary>What lowering may depend on besides the operation itself: facts of the server, given as data.</summary>
/// <param name="ServerMajor">Major version of the target server, for example 15; the newest known one when there is no server.</param>
public sealed record LoweringContext(int ServerMajor);
