using System.Management.Automation;
using System.Reflection;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Pipeline;

/// <summary>
/// Finds out before the work whether PowerShell would ask and whether somebody could answer. Without this a pipeline fails half-way with the
/// host's own words or, worse, pwsh takes the end of a redirected input for "yes".
/// </summary>
internal static class Confirmation
{
    /// <summary>Throws when this run would ask because of its confirm impact or -Confirm, and nobody could answer.</summary>
    public static void EnsureAnswerable(PSCmdlet cmdlet)
    {
        if (WillAsk(cmdlet))
        {
            EnsureCanAsk(cmdlet, $"{cmdlet.MyInvocation.MyCommand.Name} needs a confirmation");
        }
    }

    /// <summary>Throws when nobody could answer a question.</summary>
    public static void EnsureCanAsk(PSCmdlet cmdlet, string question)
    {
        if (!SessionHost.CanAsk(cmdlet.Host))
        {
            throw new MigrationException(
                ShellErrors.ConfirmationUnavailable, $"{question}, and this session is not interactive. Nothing was done.");
        }
    }

    private static bool WillAsk(PSCmdlet cmdlet)
    {
        if (cmdlet.GetType().GetCustomAttribute<CmdletAttribute>() is not { SupportsShouldProcess: true } attribute || IsOn(cmdlet, "WhatIf", "WhatIfPreference"))
        {
            return false;
        }

        if (cmdlet.MyInvocation.BoundParameters.TryGetValue("Confirm", out var confirm))
        {
            return LanguagePrimitives.IsTrue(confirm);
        }

        var threshold = LanguagePrimitives.TryConvertTo<ConfirmImpact>(cmdlet.GetVariableValue("ConfirmPreference"), out var preference)
            ? preference
            : ConfirmImpact.High;
        return threshold != ConfirmImpact.None && attribute.ConfirmImpact >= threshold;
    }

    private static bool IsOn(PSCmdlet cmdlet, string parameter, string variable) =>
        LanguagePrimitives.IsTrue(
            cmdlet.MyInvocation.BoundParameters.TryGetValue(parameter, out var bound) ? bound : cmdlet.GetVariableValue(variable));
}
