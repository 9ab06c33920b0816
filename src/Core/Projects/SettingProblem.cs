namespace SchemaMigrate.Projects;

/// <summary>Something about a setting: an error, or a warning of the load result.</summary>
/// <param name="Key">The setting, with the keys above it: <c>targets.production.host</c>; empty for the file itself.</param>
/// <param name="Message">What is the matter, with file and position. Never the value of a secret.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1 in characters.</param>
public sealed record SettingProblem(string Key, string Message, int Line, int Column);
