using System.Management.Automation;
using System.Reflection;
using SchemaMigrate.Cmdlets.Errors;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Cmdlets;

public sealed class ErrorRecordTests : IDisposable
{
    private static readonly ErrorDefinition Definition = new("TableBusy", ErrorKind.ResourceBusy, "Try again later.");
    private readonly ScriptSession _session = new();

    public static TheoryData<ErrorKind> Kinds => [.. Enum.GetValues<ErrorKind>()];

    public void Dispose() => _session.Dispose();

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_has_the_category_of_its_name(ErrorKind kind) =>
        Assert.Equal(kind.ToString(), ErrorRecordFactory.CategoryOf(kind).ToString());

    [Fact]
    public void An_error_of_the_table_ends_the_command_with_all_its_facts()
    {
        var error = ErrorOf(async () =>
        {
            await Task.Yield();
            throw new MigrationException(Definition, "public.users is locked by pid 7") { Target = "public.users" };
        });

        Assert.Equal("TableBusy,SchemaMigrate.Tests.Cmdlets.InvokeWorkCommand", error.FullyQualifiedErrorId);
        Assert.Equal(ErrorCategory.ResourceBusy, error.CategoryInfo.Category);
        Assert.Equal("public.users", error.TargetObject);
        Assert.Equal("public.users is locked by pid 7", error.ErrorDetails.Message);
        Assert.Equal("Try again later. See docs/errors/TableBusy.md.", error.ErrorDetails.RecommendedAction);
        Assert.IsType<MigrationException>(error.Exception);
    }

    [Fact]
    public void Wrappers_are_taken_off()
    {
        var error = ErrorOf(() => throw new AggregateException(new TargetInvocationException(new MigrationException(Definition, "inside"))));

        Assert.Equal("inside", Assert.IsType<MigrationException>(error.Exception).Message);
    }

    [Fact]
    public void An_error_that_nobody_foresaw_keeps_its_text()
    {
        var error = ErrorOf(() => throw new FormatException("odd"));

        Assert.StartsWith("UnexpectedError,", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal("odd", error.Exception.Message);
        Assert.Equal(ErrorCategory.NotSpecified, error.CategoryInfo.Category);
    }

    [Fact]
    public void A_cancellation_that_nobody_asked_for_is_an_error() =>
        Assert.StartsWith("UnexpectedError,", ErrorOf(() => throw new OperationCanceledException()).FullyQualifiedErrorId, StringComparison.Ordinal);

    [Fact]
    public void An_error_of_the_engine_keeps_its_identifier()
    {
        using var shell = _session.Start("Invoke-Work $work");
        shell.Runspace.SessionStateProxy.SetVariable("work", (Func<InvokeWorkCommand, CancellationToken, Task>)(async (cmdlet, token) =>
        {
            await Task.Yield();
            await cmdlet.OnSession(() => cmdlet.InvokeCommand.InvokeScript("throw 'revision'"));
        }));

        var error = Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).ErrorRecord;

        Assert.StartsWith("revision", error.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    [Fact]
    public void A_record_made_by_hand_ends_the_command_from_any_thread()
    {
        using var shell = _session.Start("Invoke-Work $work");
        shell.Runspace.SessionStateProxy.SetVariable("work", (Func<InvokeWorkCommand, CancellationToken, Task>)(async (cmdlet, token) =>
        {
            await Task.Yield();
            cmdlet.ThrowTerminatingError(new ErrorRecord(new InvalidDataException("by hand"), "ByHand", ErrorCategory.InvalidData, null));
        }));

        Assert.StartsWith("ByHand,", Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
    }

    private ErrorRecord ErrorOf(Func<Task> work)
    {
        using var shell = _session.Start("Invoke-Work $work");
        shell.Runspace.SessionStateProxy.SetVariable("work", (Func<InvokeWorkCommand, CancellationToken, Task>)((_, _) => work()));
        return Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).ErrorRecord;
    }
}
