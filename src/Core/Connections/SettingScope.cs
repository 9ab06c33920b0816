namespace SchemaMigrate.Connections;

/// <summary>How long a setting lasts.</summary>
internal enum SettingScope
{
    /// <summary>Until the end of the transaction (SET LOCAL).</summary>
    Transaction,

    /// <summary>Until it is restored or the session ends (SET).</summary>
    Session,
}
