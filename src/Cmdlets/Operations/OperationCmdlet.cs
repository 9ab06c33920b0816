using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets;

/// <summary>The base of the cmdlets that emit one operation per input. They touch no database and no file.</summary>
public abstract class OperationCmdlet : PSCmdlet
{
    /// <summary>Makes the operation from the parameters.</summary>
    /// <exception cref="MigrationException">A parameter has a value that can never work.</exception>
    protected abstract Operation CreateOperation();

    /// <inheritdoc/>
    protected sealed override void ProcessRecord()
    {
        try
        {
            WriteObject(CreateOperation());
        }
        catch (MigrationException error)
        {
            ThrowTerminatingError(OperationErrorRecord.Of(error));
        }
    }
}
