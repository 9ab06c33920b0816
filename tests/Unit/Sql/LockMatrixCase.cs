namespace SchemaMigrate.Tests.Sql;

/// <summary>One statement to be executed for comparison with the lock matrix.</summary>
/// <param name="Sql">The statement.</param>
/// <param name="From">First major that understands it.</param>
/// <param name="May">Rewrites or scans are claimed but need not happen here: only the catalog could tell.</param>
/// <param name="Setup">What must be done before.</param>
public sealed record LockMatrixCase(string Sql, int From = 0, bool May = false, string Setup = "")
{
    public override string ToString() => Sql;
}
