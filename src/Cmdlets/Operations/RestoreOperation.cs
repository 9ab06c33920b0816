using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Takes the operation that a -Restore parameter was given.</summary>
internal static class RestoreOperation
{
    /// <summary>The operation, or null when none was given.</summary>
    /// <param name="value">What the parameter was given.</param>
    /// <param name="cmdlets">The cmdlets whose output fits, for the message.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidRestore"/>.</exception>
    public static T? Of<T>(object? value, string cmdlets)
        where T : Operation => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
        {
            null => null,
            T operation => operation,
            var other => throw new MigrationException(OperationsErrors.InvalidRestore,
                $"-Restore takes the output of {cmdlets}, not {(other is Operation given ? $"'{given.Summary}'" : other.GetType().Name)}."),
        };
}
