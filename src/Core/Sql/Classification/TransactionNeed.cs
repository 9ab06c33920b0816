namespace SchemaMigrate.Sql;

/// <summary>How a statement gets along with a transaction around it.</summary>
public enum TransactionNeed
{
    /// <summary>Runs inside and outside of a transaction.</summary>
    Any,

    /// <summary>PostgreSQL refuses it in a transaction block; it is a step of its own.</summary>
    Forbidden,

    /// <summary>May run in a transaction, which must commit before its effect can be used: ALTER TYPE … ADD VALUE.</summary>
    Alone,

    /// <summary>Controls transactions itself (BEGIN, COMMIT, SAVEPOINT…), which is the runner's business and not a revision's.</summary>
    Control,
}
