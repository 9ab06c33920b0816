namespace SchemaMigrate.Tests.Operations;

/// <summary>What one statement of an operation did.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="InTransaction">Whether it ran in a transaction of several statements.</param>
/// <param name="Locks">The table locks that its transaction held after it: <c>users AccessExclusiveLock</c>. Empty outside a transaction.</param>
/// <param name="RowsScanned">The rows that it read by sequential scans.</param>
/// <param name="Rewrote">Whether a table got a new file.</param>
internal sealed record StatementTrace(string Sql, bool InTransaction, IReadOnlyList<string> Locks, long RowsScanned, bool Rewrote);
