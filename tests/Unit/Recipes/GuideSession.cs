using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SchemaMigrate.Cmdlets;

namespace SchemaMigrate.Tests.Recipes;

/// <summary>A real PowerShell engine with every cmdlet of the module, in a project of its own.</summary>
internal sealed class GuideSession : IDisposable
{
    private readonly Runspace runspace;

    public GuideSession()
    {
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");
        var state = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(RevisionInfo).Assembly.GetTypes())
        {
            if (Attribute.GetCustomAttribute(type, typeof(CmdletAttribute)) is CmdletAttribute name)
            {
                state.Commands.Add(new SessionStateCmdletEntry($"{name.VerbName}-{name.NounName}", type, helpFileName: null));
            }
        }

        runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Stop);
        runspace.SessionStateProxy.SetVariable("ConfirmPreference", ConfirmImpact.None);
        runspace.SessionStateProxy.Path.SetLocation(Folder);
        Run("Initialize-MigrationProject");
    }

    public string Folder { get; } = Directory.CreateTempSubdirectory("sm-guide-").FullName;

    public IReadOnlyList<object?> Run(string script)
    {
        using var shell = PowerShell.Create(runspace);
        return [.. shell.AddScript(script).Invoke().Select(item => item?.BaseObject)];
    }

    public ErrorRecord Error(string script)
    {
        using var shell = PowerShell.Create(runspace);
        return Assert.ThrowsAny<RuntimeException>(() => shell.AddScript(script).Invoke()).ErrorRecord;
    }

    public void Dispose()
    {
        runspace.Dispose();
        Directory.Delete(Folder, recursive: true);
    }
}
