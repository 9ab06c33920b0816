using System.Management.Automation;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets;

/// <summary>Gives an error of Core the form that PowerShell shows.</summary>
internal static class OperationErrorRecord
{
    /// <summary>The record of an error.</summary>
    public static ErrorRecord Of(MigrationException error)
    {
        var category = Enum.TryParse<ErrorCategory>(error.Definition.Kind.ToString(), out var known) ? known : ErrorCategory.NotSpecified;
        return new ErrorRecord(error, error.ErrorId, category, error.Target)
        {
            ErrorDetails = new ErrorDetails(error.Message) { RecommendedAction = error.RecommendedAction },
        };
    }
}
