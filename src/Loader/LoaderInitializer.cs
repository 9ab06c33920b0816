using System.Management.Automation;

namespace SchemaMigrate.Loader;

/// <summary>
/// Runs as a nested module, so before PowerShell looks at the types of the root module: a cmdlet with a parameter of an enum of Core cannot
/// even be looked at without Core.
/// </summary>
public sealed class LoaderInitializer : IModuleAssemblyInitializer
{
    /// <inheritdoc/>
    public void OnImport() => CoreResolution.Enable();
}
