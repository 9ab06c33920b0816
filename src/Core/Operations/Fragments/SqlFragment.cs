namespace SchemaMigrate.Operations;

/// <summary>
/// A piece of SQL that the author wrote and that an operation places inside a statement of its own. It is known to be exactly one piece of its kind:
/// it cannot end the statement around it, comment it out or bring another one in. Compared by text.
/// </summary>
public abstract record SqlFragment
{
    private protected SqlFragment(string sql) => Sql = sql;

    /// <summary>The text, as it stands in the statements.</summary>
    public string Sql { get; }

    /// <summary>The text.</summary>
    public sealed override string ToString() => Sql;
}
