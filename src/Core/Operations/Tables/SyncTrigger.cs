using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>One trigger of <see cref="SyncTable"/>.</summary>
/// <param name="Name">Its name.</param>
/// <param name="OnPart">Whether it is on the part, not on the table.</param>
/// <param name="Events">When it fires: <c>AFTER UPDATE</c>.</param>
internal sealed record SyncTrigger(Identifier Name, bool OnPart, string Events)
{
    /// <summary>A condition over OLD and NEW; null for always.</summary>
    public string? Condition { get; init; }

    /// <summary>Whether it fires at the end of the transaction, and its function is told so by an argument.</summary>
    public bool Late { get; init; }

    /// <summary>The statements that create it.</summary>
    /// <param name="table">Its table.</param>
    /// <param name="function">Its function.</param>
    /// <param name="purpose">What it is for.</param>
    public IEnumerable<SqlOperationStep> Create(QualifiedName table, QualifiedName function, string purpose)
    {
        var condition = Condition is null ? "" : $" WHEN ({Condition})";
        yield return new SqlOperationStep(Late
            ? $"CREATE CONSTRAINT TRIGGER {Name} {Events} ON {table} DEFERRABLE INITIALLY DEFERRED FOR EACH ROW{condition} EXECUTE FUNCTION {function}('late')"
            : $"CREATE TRIGGER {Name} {Events} ON {table} FOR EACH ROW{condition} EXECUTE FUNCTION {function}()");
        yield return new SqlOperationStep(TriggerFunction.Comment(Name, table, purpose));
    }

    /// <summary>The statement that drops it.</summary>
    /// <param name="table">Its table.</param>
    public SqlOperationStep Drop(QualifiedName table) => new($"DROP TRIGGER {Name} ON {table}");
}
