using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace SchemaMigrate.Cmdlets;

/// <summary>What Connect-MigrationDatabase set, one for each runspace: parallel runspaces do not disturb each other.</summary>
internal static class CurrentConnection
{
    private static readonly ConditionalWeakTable<Runspace, MigrationConnection> Connections = new();

    /// <summary>The connection of this runspace. Call it on the pipeline thread.</summary>
    public static MigrationConnection? Value
    {
        get => Runspace.DefaultRunspace is { } runspace && Connections.TryGetValue(runspace, out var connection) ? connection : null;
        set
        {
            if (Runspace.DefaultRunspace is not { } runspace)
            {
                return;
            }

            Connections.Remove(runspace);
            if (value is not null)
            {
                Connections.Add(runspace, value);
            }
        }
    }
}
