using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace SchemaMigrate.PsHost;

/// <summary>Stands in for the host of pwsh.</summary>
internal sealed class ScriptHost(ScriptHostUI ui) : PSHost
{
    private readonly Guid _id = Guid.NewGuid();

    /// <summary>What <c>exit</c> asked for; null while no script has called it.</summary>
    public int? ExitCode { get; private set; }

    /// <summary>The name of pwsh's own host: code that asks for the host's name must take the same path under both.</summary>
    public override string Name => "ConsoleHost";

    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version!;

    public override Guid InstanceId => _id;

    public override ScriptHostUI UI => ui;

    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    public override void SetShouldExit(int exitCode) => ExitCode = exitCode;

    public override void EnterNestedPrompt() => throw new NotSupportedException("This host has no prompt to nest.");

    public override void ExitNestedPrompt() => throw new NotSupportedException("This host has no prompt to nest.");

    public override void NotifyBeginApplication()
    {
        // A native program draws on the same console; there is nothing to save or restore.
    }

    public override void NotifyEndApplication()
    {
        // See NotifyBeginApplication.
    }
}
