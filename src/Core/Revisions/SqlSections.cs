namespace SchemaMigrate.Revisions;

/// <summary>The body of a SQL revision.</summary>
/// <param name="Upgrade">What applies the revision. Its text is empty in a revision that only joins branches.</param>
/// <param name="Downgrade">What undoes the revision, or null when the file has no SQL for it.</param>
/// <param name="IrreversibleReason">The reason of <c>-- downgrade: irreversible because …</c>, or null. When <see cref="Downgrade"/> is null too, the file says nothing.</param>
/// <param name="Verify">Queries that must return true after the upgrade, one entry per <c>-- verify</c> marker, in the order of the file.</param>
public sealed record SqlSections(SqlSection Upgrade, SqlSection? Downgrade, string? IrreversibleReason, IReadOnlyList<SqlSection> Verify);
