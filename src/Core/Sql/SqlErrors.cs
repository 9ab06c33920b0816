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

    /// <summary>Text that does not spell a name as SQL does.</summary>
    public static readonly ErrorDefinition MalformedName = new(
        "MalformedName", ErrorKind.InvalidArgument,
        "Write names as in SQL: users, app.users, or in double quotes what has capitals, spaces or other characters: 'app.\"Weird Name\"'.");
}
