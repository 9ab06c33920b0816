namespace SchemaMigrate.Errors;

/// <summary>
/// The base of every error that this product raises on purpose. Derived types add facts as properties; a type without facts of its own
/// is not derived but thrown as this one, with its <see cref="Definition"/>.
/// </summary>
public class MigrationException : Exception
{
    /// <summary>Creates an error from a row of the error table.</summary>
    /// <param name="definition">The row of the error table.</param>
    /// <param name="message">What happened, in one or two sentences, without secrets.</param>
    /// <param name="innerException">The cause, when there is one.</param>
    public MigrationException(ErrorDefinition definition, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        ArgumentNullException.ThrowIfNull(definition);
        Definition = definition;
    }

    /// <summary>The row of the error table.</summary>
    public ErrorDefinition Definition { get; }

    /// <summary>Stable identifier that scripts may branch on.</summary>
    public string ErrorId => Definition.Id;

    /// <summary>What the user should do next. Derived types may say it more precisely than the table.</summary>
    public virtual string RecommendedAction => Definition.RecommendedAction;

    /// <summary>What the error is about (a path, a revision id, a relation), for the error record's target object.</summary>
    public object? Target { get; init; }
}
