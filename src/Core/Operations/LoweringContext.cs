using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>What lowering may depend on besides the operation itself: facts of the server, given as data.</summary>
/// <param name="ServerMajor">Major version of the target server, for example 15; the newest known one when there is no server.</param>
public sealed record LoweringContext(int ServerMajor)
{
    /// <summary>Refuses what the server does not know yet.</summary>
    /// <param name="major">The first major version that knows it.</param>
    /// <param name="what">What is asked for, as the subject of a sentence: <c>NULLS NOT DISTINCT</c>.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.UnsupportedByServer"/>.</exception>
    internal void Require(int major, string what)
    {
        if (ServerMajor < major)
        {
            throw new MigrationException(OperationsErrors.UnsupportedByServer, $"{what} needs PostgreSQL {major}; the server is PostgreSQL {ServerMajor}.");
        }
    }
}
