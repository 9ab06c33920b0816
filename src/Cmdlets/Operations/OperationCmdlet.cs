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

    /// <summary>Refuses parameters that mean something only with another one.</summary>
    /// <param name="needed">The parameter that they need.</param>
    /// <param name="present">Whether it was given.</param>
    /// <param name="parameters">The parameters' names, and whether each was given for the present input.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.IncompleteOperation"/>.</exception>
    private protected static void RequireWith(string needed, bool present, params (string Name, bool Given)[] parameters)
    {
        if (!present && parameters.FirstOrDefault(parameter => parameter.Given) is { Name: { } name })
        {
            throw new MigrationException(OperationsErrors.IncompleteOperation, $"-{name} needs -{needed}.");
        }
    }

    /// <summary>Refuses more than one of parameters that exclude each other.</summary>
    /// <param name="parameters">The parameters' names, and whether each was given for the present input.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.ConflictingOptions"/>.</exception>
    private protected static void RequireAtMostOne(params (string Name, bool Given)[] parameters)
    {
        var given = parameters.Where(parameter => parameter.Given).Select(parameter => $"-{parameter.Name}").ToArray();
        if (given.Length > 1)
        {
            throw new MigrationException(OperationsErrors.ConflictingOptions, $"{string.Join(" and ", given)} exclude each other.");
        }
    }
}
