using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>The stable errors of the Sql room.</summary>
[ErrorDefinitions]
public static class SqlErrors
{
    /// <summary>A name that PostgreSQL cannot store as it is.</summary>
    public static readonly ErrorDefinition InvalidIdentifier = new(
        "InvalidIdentifier", ErrorKind.InvalidArgument, "Give a name of 1 to 63 bytes, without the character NUL.");

    /// <summary>A constant that PostgreSQL cannot store.</summary>
    public static readonly ErrorDefinition InvalidLiteral = new(
        "InvalidLiteral", ErrorKind.InvalidArgument, "Remove the character that PostgreSQL text cannot hold.");
}
