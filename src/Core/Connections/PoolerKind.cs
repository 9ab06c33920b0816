namespace SchemaMigrate.Connections;

/// <summary>What is between this client and PostgreSQL.</summary>
public enum PoolerKind
{
    /// <summary>The backend that answered the login answers the statements: no pooler, or a plain forwarder of bytes.</summary>
    None,

    /// <summary>A pooler that was seen to keep one backend for this client, as far as the probe could drive it.</summary>
    Session,

    /// <summary>A pooler that gives a client's transactions to different backends. Session locks and settings do not hold.</summary>
    Transaction,
}
