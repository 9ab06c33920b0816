namespace SchemaMigrate.Connections;

/// <summary>One setting of a connection, already in the driver's words.</summary>
/// <param name="Keyword">The driver's keyword; null for a setting that is understood and has no effect here; "Service" for a service to look up.</param>
/// <param name="Value">The value. It may be a secret.</param>
/// <param name="Source">Where it comes from, for people: <c>key 'port'</c>, <c>variable PGPORT</c>. Never holds the value.</param>
internal readonly record struct ConnectionSetting(string? Keyword, string Value, string Source)
{
    /// <summary>The keyword that names a service of the service file.</summary>
    public const string Service = "Service";

    /// <summary>Where the setting comes from; the value could be a secret.</summary>
    public override string ToString() => Source;
}
