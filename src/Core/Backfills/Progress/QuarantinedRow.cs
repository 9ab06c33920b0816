namespace SchemaMigrate.Backfills;

/// <summary>A row that could not be changed and was set aside.</summary>
/// <param name="At">When.</param>
/// <param name="Table">The table or partition, quoted.</param>
/// <param name="Key">Its key, in text form.</param>
/// <param name="SqlState">The SQLSTATE of the error.</param>
/// <param name="Message">The server's message.</param>
public sealed record QuarantinedRow(DateTimeOffset At, string Table, IReadOnlyList<string> Key, string SqlState, string Message);
