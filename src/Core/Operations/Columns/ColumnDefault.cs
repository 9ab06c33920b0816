namespace SchemaMigrate.Operations;

/// <summary>A default of a column, which can be set and dropped without touching rows.</summary>
public abstract record ColumnDefault : ColumnValue
{
    /// <summary>What follows <c>ALTER COLUMN c</c> to give the column this default.</summary>
    internal abstract string Change();

    /// <summary>Adds the parameters, their names led by a prefix.</summary>
    /// <param name="command">The command being written.</param>
    /// <param name="prefix">The prefix: <c>From</c> for the default that the column had.</param>
    internal abstract PowerShellCommand AddTo(PowerShellCommand command, string prefix);

    /// <inheritdoc/>
    internal sealed override PowerShellCommand AddTo(PowerShellCommand command) => AddTo(command, "");
}
