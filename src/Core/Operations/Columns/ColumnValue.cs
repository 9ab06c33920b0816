namespace SchemaMigrate.Operations;

/// <summary>Where a column takes its value from when an INSERT does not name it. A column has at most one such source.</summary>
public abstract record ColumnValue
{
    /// <summary>The clause of the column definition: <c>DEFAULT 'x'</c>, <c>GENERATED ALWAYS AS IDENTITY</c>.</summary>
    /// <param name="context">Facts of the server.</param>
    internal abstract string Clause(LoweringContext context);

    /// <summary>Adds the parameters that give this source to an operation cmdlet.</summary>
    /// <param name="command">The command being written.</param>
    internal abstract PowerShellCommand AddTo(PowerShellCommand command);
}
