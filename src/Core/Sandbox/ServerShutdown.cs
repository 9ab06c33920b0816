namespace SchemaMigrate.Sandbox;

/// <summary>Ends servers, also those that another process started.</summary>
internal sealed class ServerShutdown(TimeProvider timeProvider)
{
    // A fast shutdown of a sandbox takes 0.01 to 0.05 s; these are for a machine under heavy load.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>Ends the server and waits until it is gone.</summary>
    /// <param name="server">The postmaster; nothing happens when it is gone already.</param>
    /// <param name="immediately">Without a checkpoint, as in a crash; the next start then recovers.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task StopAsync(ProcessIdentity server, bool immediately, CancellationToken cancellationToken)
    {
        int[] signals = immediately ? [LibC.SigQuit, LibC.SigKill] : [LibC.SigInt, LibC.SigQuit, LibC.SigKill];
        foreach (var signal in signals)
        {
            if (!server.IsAlive)
            {
                return;
            }

            var began = timeProvider.GetTimestamp();
            for (var round = 0; server.IsAlive && timeProvider.GetElapsedTime(began) < Patience; round++)
            {
                if (round % 20 == 0)
                {
                    // Again and again: a server that has only just been started does not listen yet.
                    _ = LibC.Kill(server.Id, signal);
                }

                await Task.Delay(TimeSpan.FromMilliseconds(5), timeProvider, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
