using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Takes the operations that a -With parameter was given.</summary>
internal static class OperationList
{
    /// <summary>The operations, in order.</summary>
    /// <param name="values">What the parameter was given.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidRestore"/>.</exception>
    public static ValueList<Operation> Of(object[] values) => values.Select(value => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        Recipe recipe => throw new MigrationException(OperationsErrors.ConflictingOptions, $"-With takes plain operations, not the recipe '{recipe.Summary}'."),
        Operation operation => operation,
        var other => throw new MigrationException(OperationsErrors.IncompleteOperation, $"-With takes the output of operation cmdlets in parentheses, not {other?.GetType().Name ?? "nothing"}."),
    }).ToValueList();
}
