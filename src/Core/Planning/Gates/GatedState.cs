namespace SchemaMigrate.Planning;

/// <summary>Where a database is, with the facts for the gates on the way.</summary>
/// <param name="State">Where the database is.</param>
/// <param name="Facts">The facts.</param>
public sealed record GatedState(DatabaseState State, GateFacts Facts);
