namespace SchemaMigrate.Connections;

/// <summary>A message that the server sent beside the result of a statement (RAISE NOTICE, "already exists, skipping", …).</summary>
/// <param name="Severity">WARNING, NOTICE, INFO, LOG or DEBUG; always English.</param>
/// <param name="SqlState">The message's SQLSTATE; 00000 for most.</param>
/// <param name="Message">The text as the server sent it. Pass it through <see cref="LogText"/> before it reaches a log.</param>
/// <param name="Detail">The secondary message, when there is one.</param>
/// <param name="Hint">The advice, when there is one.</param>
public sealed record ServerNotice(string Severity, string SqlState, string Message, string? Detail, string? Hint);
