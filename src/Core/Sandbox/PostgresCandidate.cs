namespace SchemaMigrate.Sandbox;

/// <summary>A folder that may hold a server's programs, not yet tried.</summary>
/// <param name="Directory">The folder.</param>
/// <param name="FoundIn">Where the idea came from, for people.</param>
/// <param name="Demanded">The user named it, so it is an error when it does not work.</param>
/// <param name="Package">The npm package's folder, when it is one and may need repair before its programs run.</param>
internal sealed record PostgresCandidate(string Directory, string FoundIn, bool Demanded = false, string? Package = null);
