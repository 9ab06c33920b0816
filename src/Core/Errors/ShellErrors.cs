namespace SchemaMigrate.Errors;

/// <summary>Errors of the cmdlet layer: what it takes from, and asks of, the PowerShell session around it.</summary>
[ErrorDefinitions]
internal static class ShellErrors
{
    /// <summary>An exception that nobody foresaw; its text is kept.</summary>
    public static readonly ErrorDefinition UnexpectedError = new(
        "UnexpectedError",
        ErrorKind.NotSpecified,
        "This is probably a defect. Run the command again with -Verbose -Debug and report it with the text of $Error[0].Exception.ToString().");

    /// <summary>A question would have to be asked where nobody can answer.</summary>
    public static readonly ErrorDefinition ConfirmationUnavailable = new(
        "ConfirmationUnavailable",
        ErrorKind.InvalidOperation,
        "Look at what would happen with -WhatIf, then run the command again with -Confirm:$false, or run it in an interactive session.");

    /// <summary>A path names nothing.</summary>
    public static readonly ErrorDefinition PathNotFound = new(
        "PathNotFound",
        ErrorKind.ObjectNotFound,
        "Check the path; relative paths start at the session's current location. Use -LiteralPath when the name itself holds [ ] * or ?.");

    /// <summary>A path leads to a drive that holds no files.</summary>
    public static readonly ErrorDefinition PathNotInFileSystem = new(
        "PathNotInFileSystem",
        ErrorKind.InvalidArgument,
        "Give a path in the file system, or change the current location to one.");
}
