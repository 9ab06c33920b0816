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

    /// <summary>Nothing says which database.</summary>
    public static readonly ErrorDefinition NotConnected = new(
        "NotConnected", ErrorKind.InvalidOperation,
        "Give -Connection, or run Connect-MigrationDatabase first, or set PGHOST and PGDATABASE.");

    /// <summary>The value of -Connection is none of the things that it may be.</summary>
    public static readonly ErrorDefinition InvalidConnection = new(
        "InvalidConnection", ErrorKind.InvalidArgument,
        "Give what Connect-MigrationDatabase or Start-MigrationSandbox returned, a connection string or URI, or the name of a target in schemamigrate.json.");

    /// <summary>The file is not valid PowerShell, or a command in it failed.</summary>
    public static readonly ErrorDefinition RevisionScriptFailed = new(
        "RevisionScriptFailed", ErrorKind.InvalidData,
        "Correct the revision file at the given line.");

    /// <summary>A block gave something that is not an operation.</summary>
    public static readonly ErrorDefinition RevisionOutputInvalid = new(
        "RevisionOutputInvalid", ErrorKind.InvalidData,
        "Let the blocks emit operations only, such as Add-MigrationColumn gives; send other output to Out-Null or Write-Verbose.");

    /// <summary>A parameter has a value that can never work.</summary>
    public static readonly ErrorDefinition ParameterInvalid = new(
        "ParameterInvalid", ErrorKind.InvalidArgument,
        "Correct the parameter; Get-Help tells which values it takes.");

    /// <summary>A file that would be written is there already.</summary>
    public static readonly ErrorDefinition FileExists = new(
        "FileExists", ErrorKind.ResourceExists,
        "Choose another name, or give -Force to replace the file.");

    /// <summary>A plan for the way back was given to an upgrade, or the other way round.</summary>
    public static readonly ErrorDefinition PlanDirectionMismatch = new(
        "PlanDirectionMismatch", ErrorKind.InvalidArgument,
        "Give the plan of an upgrade to Invoke-MigrationUpgrade and that of a downgrade to Invoke-MigrationDowngrade.");

    /// <summary>What was piped in cannot be used here.</summary>
    public static readonly ErrorDefinition InputInvalid = new(
        "InputInvalid", ErrorKind.InvalidArgument,
        "Pipe in what the parameter's help names.");
}
