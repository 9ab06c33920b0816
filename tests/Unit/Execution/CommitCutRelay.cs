using System.Net;
using System.Net.Sockets;
using System.Text;
using Npgsql;

namespace SchemaMigrate.Tests.Execution;

/// <summary>A network that breaks at the worst moment: once, it passes a COMMIT on to the server and loses the answer.</summary>
internal sealed class CommitCutRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly EndPoint server;
    private readonly string[] markers;
    private readonly Task accepting;
    private int cuts;

    /// <summary>Cuts the connection that sends all of the markers together; one that begins a commit is to be among them.</summary>
    public CommitCutRelay(string serverConnectionString, params string[] markers)
    {
        this.markers = markers;
        var settings = new NpgsqlConnectionStringBuilder(serverConnectionString);
        server = new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}");
        listener.Start();
        settings.Host = "127.0.0.1";
        settings.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        settings.SslMode = SslMode.Disable;
        ConnectionString = settings.ConnectionString;
        accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int Cuts => Volatile.Read(ref cuts);

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting;
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptSocketAsync(stop.Token);
                var upstream = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
                await upstream.ConnectAsync(server, stop.Token);
                _ = ServeAsync(client, upstream);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task ServeAsync(Socket client, Socket upstream)
    {
        using var loseAnswers = new CancellationTokenSource();
        var answers = PumpAsync(upstream, client, _ => false, loseAnswers.Token);
        var broke = await PumpAsync(client, upstream, bytes => IsMarked(bytes) && Interlocked.Increment(ref cuts) == 1, CancellationToken.None, loseAnswers);
        if (broke)
        {
            // The server answers, and nobody hears it.
            await answers;
            await upstream.ReceiveAsync(new byte[65536], SocketFlags.None);
        }

        client.Dispose();
        upstream.Dispose();
    }

    private bool IsMarked(ReadOnlySpan<byte> bytes)
    {
        var text = Encoding.UTF8.GetString(bytes);
        return markers.All(marker => text.Contains(marker, StringComparison.Ordinal));
    }

    private static async Task<bool> PumpAsync(
        Socket from, Socket to, Func<byte[], bool> breaks, CancellationToken cancellationToken, CancellationTokenSource? loseAnswers = null)
    {
        var buffer = new byte[65536];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, SocketFlags.None, cancellationToken)) > 0)
            {
                var broken = breaks(buffer[..count]);
                if (broken)
                {
                    await loseAnswers!.CancelAsync();
                }

                await to.SendAsync(buffer.AsMemory(0, count), SocketFlags.None, CancellationToken.None);
                if (broken)
                {
                    return true;
                }
            }

            to.Shutdown(SocketShutdown.Both);
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException or OperationCanceledException)
        {
        }

        return false;
    }
}
