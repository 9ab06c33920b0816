using System.Management.Automation;
using System.Management.Automation.Runspaces;

namespace SchemaMigrate.Tests.Cmdlets;

/// <summary>A real PowerShell engine that knows the cmdlets of the tests.</summary>
public sealed class ScriptSession : IDisposable
{
    private readonly Runspace _runspace;

    public ScriptSession(string hostName = "Answering Host")
    {
        Host = new AnsweringHost(hostName);
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault2();
        foreach (var (name, type) in TestCmdlets())
        {
            state.Commands.Add(new SessionStateCmdletEntry(name, type, helpFileName: null));
        }

        _runspace = RunspaceFactory.CreateRunspace(Host, state);
        _runspace.Open();
        // Else a terminating error ends only its statement.
        _runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Stop);
    }

    public AnsweringHost Host { get; }

    public PowerShell Start(string script) => PowerShell.Create(_runspace).AddScript(script);

    public IReadOnlyList<object?> Run(string script)
    {
        using var shell = Start(script);
        return [.. shell.Invoke().Select(item => item?.BaseObject)];
    }

    public ErrorRecord Error(string script)
    {
        using var shell = Start(script);
        return Assert.ThrowsAny<RuntimeException>(() => shell.Invoke()).ErrorRecord;
    }

    public void Dispose() => _runspace.Dispose();

    private static IEnumerable<(string Name, Type Type)> TestCmdlets() =>
        from type in typeof(ScriptSession).Assembly.GetTypes()
        where type.Namespace == typeof(ScriptSession).Namespace
        let attribute = (CmdletAttribute?)Attribute.GetCustomAttribute(type, typeof(CmdletAttribute))
        where attribute is not null
        select ($"{attribute.VerbName}-{attribute.NounName}", type);
}
