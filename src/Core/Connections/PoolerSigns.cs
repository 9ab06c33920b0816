using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace SchemaMigrate.Connections;

/// <summary>Signs of a pooler that need no further round trip.</summary>
internal static class PoolerSigns
{
    /// <summary>Adds what is seen to the evidence; true when it takes a closer look to tell more.</summary>
    public static bool Collect(DatabaseSession session, List<string> evidence)
    {
        var suspicious = false;
        if (session.Connection.ProcessID != session.BackendPid)
        {
            suspicious = true;
            evidence.Add(string.Create(CultureInfo.InvariantCulture,
                $"The login was answered as process {session.Connection.ProcessID}, a statement by backend {session.BackendPid}."));
        }

        return suspicious;
    }
}
