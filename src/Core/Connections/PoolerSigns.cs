using System.Globalization;

namespace SchemaMigrate.Connections;

/// <summary>Signs of a pooler that need no further round trip.</summary>
internal static class PoolerSigns
{
    /// <summary>Adds what is seen to the evidence; true when it takes a closer look to tell more.</summary>
    public static bool Collect(DatabaseSession session, List<string> evidence)
    {
        var before = evidence.Count;
        if (session.Connection.ProcessID != session.BackendPid)
        {
            evidence.Add(string.Create(CultureInfo.InvariantCulture,
                $"The login was answered as process {session.Connection.ProcessID}, a statement by backend {session.BackendPid}."));
        }

        // A plain forwarder can do this too (a tunnel that ends in a Unix socket); the closer look then finds that the session holds.
        var overSocket = session.Target.IsUnixSocket;
        if (overSocket && session.Server.ClientAddress is not null)
        {
            evidence.Add($"This client is connected by a Unix socket, but the server sees it at {session.Server.ClientAddress}.");
        }
        else if (!overSocket && session.Server.ClientAddress is null)
        {
            evidence.Add("This client is connected by TCP, but the server sees it on a Unix socket.");
        }

        return evidence.Count > before;
    }
}
