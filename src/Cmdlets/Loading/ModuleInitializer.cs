using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Loading;

/// <summary>What PowerShell calls when the module comes and goes, once per runspace.</summary>
public sealed class ModuleInitializer : IModuleAssemblyInitializer, IModuleAssemblyCleanup
{
    /// <inheritdoc/>
    public void OnImport() => TypeAccelerators.Acquire();

    /// <inheritdoc/>
    public void OnRemove(PSModuleInfo psModuleInfo) => TypeAccelerators.Release();
}
