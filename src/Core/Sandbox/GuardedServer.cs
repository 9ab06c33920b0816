using System.Diagnostics;
using System.Globalization;

namespace SchemaMigrate.Sandbox;

/// <summary>
/// A server with a guardian: a shell in a session of its own that waits on a pipe from this process. When this process ends, however it ends, the pipe
/// closes, and the guardian ends the server and deletes the folder. A parent-death signal would not do: it fires when the thread that started the child ends.
/// A server that is to outlive this process has no guardian.
/// </summary>
internal sealed class GuardedServer : IDisposable
{
    // Ctrl-C in the terminal must reach neither the shell nor the server. The signal is repeated because a server that has only just been started does not
    // listen to it yet. Until the shell has waited for the server, the number cannot have become another process's.
    private const string GuardianScript = """
        trap '' INT HUP PIPE
        "$1" -D "$2" >>"$3" 2>&1 </dev/null &
        server=$!
        echo "$server"
        exec >/dev/null 2>&1
        fate=
        read -r fate
        ( for n in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20; do kill -QUIT "$server"; sleep 0.2; done; kill -KILL "$server" ) &
        insistence=$!
        wait "$server"
        kill "$insistence"
        [ "$fate" = keep ] || rm -rf "$4"
        """;

    private const string KeptScript = """
        echo $$
        exec "$1" -D "$2" >>"$3" 2>&1 </dev/null
        """;

    private readonly Process process;
    private readonly bool guarded;

    private GuardedServer(Process process, bool guarded, ProcessIdentity postmaster)
    {
        this.process = process;
        this.guarded = guarded;
        Postmaster = postmaster;
    }

    /// <summary>The server's first process.</summary>
    public ProcessIdentity Postmaster { get; }

    /// <summary>Starts the server; it does not accept connections yet.</summary>
    /// <param name="account">The user to run it as.</param>
    /// <param name="binaries">The server's programs.</param>
    /// <param name="folder">The sandbox's folder, with the data directory in it.</param>
    /// <param name="guarded">False for a server that is to outlive this process.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <exception cref="SandboxStartException">The server's program could not be started or ended at once.</exception>
    public static async Task<GuardedServer> StartAsync(
        ServiceAccount account, PostgresBinaries binaries, SandboxFolder folder, bool guarded, CancellationToken cancellationToken)
    {
        var script = guarded ? GuardianScript : KeptScript;
        IReadOnlyList<string> session = [];
        if (ServiceAccount.FindProgram("setsid") is { } setsid)
        {
            session = [setsid];
        }
        else
        {
            // macOS has no setsid; there the shell's job control puts the server into a process group of its own.
            script = "set -m\n" + script;
        }

        var command = account.Command("/bin/sh", "-c", script, "sandbox", binaries.Program("postgres")!, folder.Data, folder.Log, folder.Root);
        var process = new Process { StartInfo = ChildProcess.StartInfo([.. session, .. command], folder.Root) };
        try
        {
            process.Start();

            // Not to be cancelled: only a server whose number is known can be ended. The shell answers within milliseconds.
            var answer = await process.StandardOutput.ReadLineAsync(CancellationToken.None).ConfigureAwait(false);
            if (!int.TryParse(answer, NumberStyles.None, CultureInfo.InvariantCulture, out var id))
            {
                throw new SandboxStartException($"The server could not be started as user {account.Name}.", await process.StandardError.ReadToEndAsync(cancellationToken).ConfigureAwait(false));
            }

            return new GuardedServer(process, guarded, ProcessIdentity.Of(id) ?? throw new SandboxStartException("The server ended at once.", folder.LogTail()));
        }
        catch
        {
            // Closes the pipe, so a guardian that did start ends the server and deletes the folder.
            process.Dispose();
            throw;
        }
    }

    /// <summary>Whether the server of a data directory accepts connections.</summary>
    public bool IsReady(SandboxFolder folder)
    {
        try
        {
            // Line 1 is the process id, line 8 the state (PostgreSQL 10 and later; pg_ctl reads it too). The file of a killed server is still there at its restart.
            var lines = File.ReadAllLines(Path.Combine(folder.Data, "postmaster.pid"));
            return lines.Length >= 8 && lines[7].Trim() == "ready" && lines[0] == Postmaster.Id.ToString(CultureInfo.InvariantCulture);
        }
        catch (IOException)
        {
            return false;
        }
    }

    /// <summary>Lets the guardian go and waits for its end. It first ends a server that still runs.</summary>
    /// <param name="keepFolder">Whether the folder is to stay, for a restart.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    public async Task ReleaseAsync(bool keepFolder, CancellationToken cancellationToken)
    {
        if (guarded)
        {
            try
            {
                await process.StandardInput.WriteAsync((keepFolder ? "keep\n" : "drop\n").AsMemory(), cancellationToken).ConfigureAwait(false);
                process.StandardInput.Close();
            }
            catch (IOException)
            {
                // The guardian has ended already.
            }
        }

        await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();
}
