using SchemaMigrate.Errors;

namespace SchemaMigrate.Operations;

/// <summary>The stable errors of the Operations room.</summary>
[ErrorDefinitions]
public static class OperationsErrors
{
    /// <summary>A type, an expression or another piece of SQL that is not exactly one piece of its kind.</summary>
    public static readonly ErrorDefinition InvalidSqlFragment = new(
        "InvalidSqlFragment", ErrorKind.InvalidArgument,
        "Give one complete type, expression or element, with nothing behind it. Whole statements go to Invoke-MigrationSql.");

    /// <summary>Options of an operation that exclude each other, or that need another one.</summary>
    public static readonly ErrorDefinition ConflictingOptions = new(
        "ConflictingOptions", ErrorKind.InvalidArgument, "Leave out one of the options that the message names.");

    /// <summary>An operation without the content it needs.</summary>
    public static readonly ErrorDefinition IncompleteOperation = new(
        "IncompleteOperation", ErrorKind.InvalidArgument, "Give what the message names.");

    /// <summary>The server is too old for what the operation asks.</summary>
    public static readonly ErrorDefinition UnsupportedByServer = new(
        "UnsupportedByServer", ErrorKind.InvalidOperation, "Leave the option out, or upgrade the server to the version that the message names.");

    /// <summary>A default that is not a plain value.</summary>
    public static readonly ErrorDefinition InvalidDefault = new(
        "InvalidDefault", ErrorKind.InvalidArgument, "Give a text, a number, a truth value or a date, or an SQL expression to -DefaultExpression.");

    /// <summary>What should put an object back is not the operation that makes such an object.</summary>
    public static readonly ErrorDefinition InvalidRestore = new(
        "InvalidRestore", ErrorKind.InvalidArgument, "Put the cmdlet that makes the object in parentheses: -Restore (Add-MigrationIndex users email).");

    /// <summary>A label that an enum cannot have.</summary>
    public static readonly ErrorDefinition InvalidEnumValue = new(
        "InvalidEnumValue", ErrorKind.InvalidArgument, "Give each value once, of at most 63 bytes.");

    /// <summary>SQL where a plain value is expected: it would be stored as text, or be evaluated once when the default is made.</summary>
    public static readonly ErrorDefinition ExpressionAsLiteral = new(
        "ExpressionAsLiteral", ErrorKind.InvalidArgument,
        "Give an SQL expression to -DefaultExpression. If the text itself is meant, put it there in SQL quotes: -DefaultExpression \"'now()'\".");

    /// <summary>A recipe where only operations of one deployment can be.</summary>
    public static readonly ErrorDefinition RecipeNotExpanded = new(
        "RecipeNotExpanded", ErrorKind.InvalidOperation, "Pipe the recipe into New-MigrationRevision: it writes one linked revision for each phase.");

    /// <summary>Two tables of which one gets columns of the other, and columns that cannot be in both.</summary>
    public static readonly ErrorDefinition TablePairInvalid = new(
        "TablePairInvalid", ErrorKind.InvalidArgument, "Give the columns that move, without the key and without the columns that refer to it, and one referring column for each column of the key.");
}
