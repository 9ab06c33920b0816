using System.Globalization;
using System.Management.Automation.Host;

namespace SchemaMigrate.Tests.Cmdlets;

/// <summary>A host with a person in front of it, who gives the same answer to every question.</summary>
public sealed class AnsweringHost(string name) : PSHost
{
    private readonly AnsweringHostUI _ui = new();

    public override string Name => name;

    public AnsweringHostUI Person => _ui;

    public override Version Version { get; } = new(1, 0);

    public override Guid InstanceId { get; } = Guid.NewGuid();

    public override PSHostUserInterface UI => _ui;

    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    public override void EnterNestedPrompt() => throw new NotSupportedException();

    public override void ExitNestedPrompt() => throw new NotSupportedException();

    public override void NotifyBeginApplication()
    {
    }

    public override void NotifyEndApplication()
    {
    }

    public override void SetShouldExit(int exitCode)
    {
    }
}
