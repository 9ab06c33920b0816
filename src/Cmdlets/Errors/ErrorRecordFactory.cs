using System.Management.Automation;
using System.Reflection;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Errors;

/// <summary>The one place where an exception becomes what a PowerShell user sees and scripts branch on.</summary>
internal static class ErrorRecordFactory
{
    /// <summary>
    /// Makes the record: identifier, category and recommended action from the error table. An exception outside of the table becomes
    /// UnexpectedError with its text kept; one of the engine keeps its own record.
    /// </summary>
    public static ErrorRecord Create(Exception exception)
    {
        var cause = Unwrap(exception);
        return cause switch
        {
            MigrationException known => Create(known, known.Definition, known.Target, known.RecommendedAction),
            IContainsErrorRecord { ErrorRecord: { } record } => new ErrorRecord(record, cause),
            _ => Create(cause, ShellErrors.UnexpectedError, target: null, ShellErrors.UnexpectedError.RecommendedAction),
        };
    }

    /// <summary>
    /// Makes the exception that ends the script, and not only the statement as ThrowTerminatingError does: after that a script without
    /// error handling would go on to the next line, and end with exit code 0 (docs/adr/terminating-errors.md).
    /// </summary>
    public static RuntimeException Terminating(Exception exception, PSCmdlet cmdlet)
    {
        var record = Create(exception);
        var named = new ErrorRecord(
            record.Exception, $"{record.FullyQualifiedErrorId},{cmdlet.GetType().FullName}", record.CategoryInfo.Category, record.TargetObject)
        {
            ErrorDetails = record.ErrorDetails,
        };
        named.CategoryInfo.Activity = cmdlet.MyInvocation.MyCommand.Name;
        return new RuntimeException(record.Exception.Message, record.Exception, named) { WasThrownFromThrowStatement = true };
    }

    /// <summary>Removes the wrappers that tasks and reflection put around the error that happened.</summary>
    public static Exception Unwrap(Exception exception) => exception switch
    {
        AggregateException { InnerExceptions.Count: 1 } wrapper => Unwrap(wrapper.InnerExceptions[0]),
        TargetInvocationException { InnerException: { } inner } => Unwrap(inner),
        _ => exception,
    };

    /// <summary>Kinds are named after categories.</summary>
    public static ErrorCategory CategoryOf(ErrorKind kind) => Enum.Parse<ErrorCategory>(kind.ToString());

    private static ErrorRecord Create(Exception exception, ErrorDefinition definition, object? target, string recommendedAction) =>
        new(exception, definition.Id, CategoryOf(definition.Kind), target)
        {
            ErrorDetails = new ErrorDetails(exception.Message)
            {
                RecommendedAction = $"{recommendedAction} See {definition.HelpTopic}.",
            },
        };
}
