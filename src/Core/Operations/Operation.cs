namespace SchemaMigrate.Operations;

/// <summary>
/// One intended change as an immutable record, compared by value. It is pure: it opens no connection and reads no clock.
/// Adding an operation is a matter of one file here and one cmdlet.
/// </summary>
public abstract record Operation
{
    /// <summary>One line for people: <c>Add column users.phone text</c>.</summary>
    public abstract string Summary { get; }

    /// <summary>The steps that carry the change out, the safe way by default.</summary>
    /// <param name="context">Facts of the server.</param>
    public abstract IReadOnlyList<OperationStep> Lower(LoweringContext context);

    /// <summary>What undoes the change.</summary>
    public abstract OperationInverse Inverse { get; }

    /// <summary>The PowerShell command that emits an equal operation, for revision files: <c>Add-MigrationColumn 'users' 'phone' 'text'</c>.</summary>
    public abstract string ToScript();

    /// <summary>The <see cref="Summary"/>.</summary>
    public sealed override string ToString() => Summary;
}
