namespace SchemaMigrate.Sandbox;

/// <summary>Finds and clears away sandboxes by their records on disk.</summary>
internal sealed class SandboxSweep(LeaseStore leases, TimeProvider timeProvider)
{
    /// <summary>Clears away what a crash of the machine, or of a sandbox's owner and its guardian, left behind.</summary>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        foreach (var lease in leases.Read())
        {
            var wanted = lease.Owner.IsAlive || (lease.Keep && lease.Server is { IsAlive: true });
            if (!wanted)
            {
                await RemoveAsync(lease, immediately: true, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>The records of sandboxes whose server runs.</summary>
    public IReadOnlyList<SandboxLease> Running() => [.. leases.Read().Where(lease => lease.Server is { IsAlive: true })];

    /// <summary>Ends a sandbox's server, deletes its folder and forgets it.</summary>
    public async Task RemoveAsync(SandboxLease lease, bool immediately, CancellationToken cancellationToken)
    {
        if (lease.Server is { } server)
        {
            await new ServerShutdown(timeProvider).StopAsync(server, immediately, cancellationToken).ConfigureAwait(false);
        }

        try
        {
            new SandboxFolder(lease.Folder).Delete();
            leases.Delete(lease);
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException)
        {
            // Made by the same home's other user (sudo): that user's next start clears it.
        }
    }
}
