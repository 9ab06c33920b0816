using SchemaMigrate.Cmdlets.Pipeline;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>The base of the cmdlets that emit one operation for each input. They touch no database and no file.</summary>
public abstract class OperationCmdlet : MigrationCmdlet
{
    /// <summary>Makes the operation from the parameters.</summary>
    /// <exception cref="MigrationException">A parameter has a value that can never work.</exception>
    protected abstract Operation CreateOperation();

    /// <inheritdoc/>
    protected sealed override void Process() => WriteObject(CreateOperation());

    /// <summary>Whether a parameter was given, be it empty.</summary>
    /// <param name="parameter">The parameter's name.</param>
    private protected bool IsGiven(string parameter) => MyInvocation.BoundParameters.ContainsKey(parameter);

    /// <summary>Refuses more than one of parameters that exclude each other.</summary>
    /// <param name="parameters">The parameters' names.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>.</exception>
    private protected void RequireAtMostOne(params string[] parameters)
    {
        var given = parameters.Where(IsGiven).Select(parameter => $"-{parameter}").ToArray();
        if (given.Length > 1)
        {
            throw new MigrationException(OperationsErrors.ConflictingOptions, $"{string.Join(" and ", given)} exclude each other.");
        }
    }
}
