using System.Net;
using System.Net.Sockets;
using Npgsql;

namespace SchemaMigrate.Tests.Connections;

/// <summary>
/// A forwarder on 127.0.0.1 in front of a server. It counts round trips (a client that speaks after the server spoke), and can cut or
/// freeze its connections as a network does.
/// </summary>
internal sealed class WireRelay : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource stop = new();
    private readonly List<Socket> sockets = [];
    private readonly EndPoint server;
    private readonly Task accepting;
    private int roundTrips;
    private int connections;
    private volatile bool frozen;

    public WireRelay(string serverConnectionString)
    {
        var settings = new NpgsqlConnectionStringBuilder(serverConnectionString);
        server = settings.Host!.StartsWith('/')
            ? new UnixDomainSocketEndPoint($"{settings.Host}/.s.PGSQL.{settings.Port}")
            : new IPEndPoint(IPAddress.Parse(settings.Host), settings.Port);
        listener.Start();
        settings.Host = "127.0.0.1";
        settings.Port = ((IPEndPoint)listener.LocalEndpoint).Port;
        settings.SslMode = SslMode.Disable;
        ConnectionString = settings.ConnectionString;
        accepting = AcceptAsync();
    }

    public string ConnectionString { get; }

    public int RoundTrips => Volatile.Read(ref roundTrips);

    public int Connections => Volatile.Read(ref connections);

    public void Reset()
    {
        Volatile.Write(ref roundTrips, 0);
        Volatile.Write(ref connections, 0);
    }

    /// <summary>From now on nothing passes, and nobody is told.</summary>
    public void Freeze() => frozen = true;

    /// <summary>Breaks all connections.</summary>
    public void Cut()
    {
        lock (sockets)
        {
            sockets.ForEach(socket => socket.Dispose());
            sockets.Clear();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        Cut();
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
                client.NoDelay = true;
                var upstream = new Socket(server.AddressFamily, SocketType.Stream, server.AddressFamily == AddressFamily.Unix ? ProtocolType.Unspecified : ProtocolType.Tcp);
                await upstream.ConnectAsync(server, stop.Token);
                lock (sockets)
                {
                    sockets.AddRange([client, upstream]);
                }

                Interlocked.Increment(ref connections);
                var serverSpoke = new StrongBox { Value = true };
                _ = PumpAsync(client, upstream, first =>
                {
                    // Terminate is answered by nobody, and comes whenever the connection is closed.
                    if (serverSpoke.Value && first != 'X')
                    {
                        serverSpoke.Value = false;
                        Interlocked.Increment(ref roundTrips);
                    }
                });
                _ = PumpAsync(upstream, client, _ => serverSpoke.Value = true);
            }
        }
        catch (Exception exception) when (exception is OperationCanceledException or SocketException or ObjectDisposedException)
        {
        }
    }

    private async Task PumpAsync(Socket from, Socket to, Action<char> passing)
    {
        var buffer = new byte[65536];
        try
        {
            int count;
            while ((count = await from.ReceiveAsync(buffer, SocketFlags.None)) > 0)
            {
                if (frozen)
                {
                    continue;
                }

                passing((char)buffer[0]);
                await to.SendAsync(buffer.AsMemory(0, count), SocketFlags.None);
            }
        }
        catch (Exception exception) when (exception is SocketException or ObjectDisposedException)
        {
        }

        if (!frozen)
        {
            from.Dispose();
            to.Dispose();
        }
    }

    private sealed class StrongBox
    {
        public volatile bool Value;
    }
}
