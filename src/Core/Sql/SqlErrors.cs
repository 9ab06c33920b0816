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


    /// <summary>SQL that PostgreSQL's grammar does not accept.</summary>
    public static readonly ErrorDefinition SqlSyntax = new(
        "SqlSyntax", ErrorKind.SyntaxError, "Correct the SQL at the given line and column.");

    /// <summary>A command of the psql client among the SQL.</summary>
    public static readonly ErrorDefinition PsqlCommand = new(
        "PsqlCommand", ErrorKind.SyntaxError, "Remove the backslash command: only psql understands it. Write what it does as SQL.");

    /// <summary>COPY … FROM STDIN, whose data only psql can send.</summary>
    public static readonly ErrorDefinition CopyFromStdin = new(
        "CopyFromStdin", ErrorKind.SyntaxError, "Write the rows as INSERT statements, or load them outside of the revision.");

    /// <summary>SQL that holds the character NUL.</summary>
    public static readonly ErrorDefinition NulInSql = new(
        "NulInSql", ErrorKind.InvalidData, "Remove the character NUL; if the file is UTF-16, save it as UTF-8.");

    /// <summary>SQL that is valid in itself but beyond what the parser can hold.</summary>
    public static readonly ErrorDefinition SqlTooComplex = new(
        "SqlTooComplex", ErrorKind.InvalidData, "Split the statement, or replace long chains such as a + b + c … by a list or an array.");

    /// <summary>The parser's files are missing or do not fit this machine.</summary>
    public static readonly ErrorDefinition ParserNotAvailable = new(
        "ParserNotAvailable", ErrorKind.NotInstalled, "Install the module again. Supported are Windows, macOS and Linux with glibc, on x64 and arm64.");

    /// <summary>A defect in the parser.</summary>
    public static readonly ErrorDefinition ParserFailed = new(
        "ParserFailed", ErrorKind.NotSpecified, "Report the statement that was parsed; splitting it may help meanwhile.");
}
