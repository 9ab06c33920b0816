using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SchemaMigrate.Cmdlets.Operations;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Operations;

/// <summary>A real PowerShell engine that knows the operation cmdlets.</summary>
public sealed class PowerShellSession : IDisposable
{
    private readonly Runspace runspace;

    public PowerShellSession()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault2();
        foreach (var cmdlet in OperationCmdlets)
        {
            state.Commands.Add(new SessionStateCmdletEntry(NameOf(cmdlet), cmdlet, helpFileName: null));
        }

        runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
    }

    /// <summary>The cmdlets that emit operations.</summary>
    public static IReadOnlyList<Type> OperationCmdlets { get; } = typeof(OperationCmdlet).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(OperationCmdlet)) && !type.IsAbstract)
        .OrderBy(type => type.Name, StringComparer.Ordinal)
        .ToArray();

    public static string NameOf(Type cmdlet)
    {
        var attribute = (CmdletAttribute)cmdlet.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
        return $"{attribute.VerbName}-{attribute.NounName}";
    }

    /// <summary>The operations that a script emits.</summary>
    public IReadOnlyList<Operation> Operations(string script)
    {
        using var shell = PowerShell.Create(runspace);
        var output = shell.AddScript(script).Invoke();
        Assert.Empty(shell.Streams.Error);
        return output.Select(item => Assert.IsAssignableFrom<Operation>(item.BaseObject)).ToArray();
    }

    /// <summary>The one operation that a script emits.</summary>
    public T Operation<T>(string script)
        where T : Operation => Assert.IsType<T>(Assert.Single(Operations(script)));

    /// <summary>The one error that a script gives, with nothing emitted.</summary>
    public ErrorRecord Error(string script)
    {
        using var shell = PowerShell.Create(runspace);
        try
        {
            Assert.Empty(shell.AddScript(script).Invoke());
            return Assert.Single(shell.Streams.Error);
        }
        catch (RuntimeException exception)
        {
            // What a cmdlet throws ends the script.
            return exception.ErrorRecord;
        }
    }

    public void Dispose() => runspace.Dispose();
}
