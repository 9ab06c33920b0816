namespace SchemaMigrate.Backfills;

/// <summary>An index as the backfill sees it.</summary>
/// <param name="Name">Quoted and with its schema.</param>
/// <param name="IsPrimary">Whether it is the primary key's.</param>
/// <param name="IsWalkable">Whether each row has exactly one place in it and row comparison follows it: unique, valid, immediate, whole, NOT NULL, one direction.</param>
/// <param name="Columns">Its plain key columns.</param>
/// <param name="Mentions">Every column that it depends on, in expressions and in its predicate too.</param>
/// <param name="Method">The access method, for example btree.</param>
/// <param name="Correlation">How far the physical order of rows follows the first column, -1 to 1; null when unknown.</param>
internal sealed record IndexCandidate(
    string Name, bool IsPrimary, bool IsWalkable, IReadOnlyList<KeyColumn> Columns, IReadOnlyList<string> Mentions, string Method, double? Correlation);
