using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>Refuses operations that lack what they need.</summary>
internal static class Required
{
    /// <summary>The text itself.</summary>
    /// <param name="text">A text.</param>
    /// <param name="otherwise">What is wrong when it is blank.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.IncompleteOperation"/>.</exception>
    public static string Text(string text, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(text);
        return string.IsNullOrWhiteSpace(text) ? throw new MigrationException(OperationsErrors.IncompleteOperation, otherwise) : text;
    }

    /// <summary>The list itself.</summary>
    /// <param name="items">A list.</param>
    /// <param name="otherwise">What is wrong when it is empty.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.IncompleteOperation"/>.</exception>
    public static ValueList<T> Items<T>(ValueList<T> items, string otherwise)
    {
        ArgumentNullException.ThrowIfNull(items);
        return items.Count == 0 ? throw new MigrationException(OperationsErrors.IncompleteOperation, otherwise) : items;
    }
}
