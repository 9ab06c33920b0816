using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>The stable errors of the Revisions room.</summary>
[ErrorDefinitions]
public static class RevisionErrors
{
    /// <summary>The header of a revision file is not what it should be.</summary>
    public static readonly ErrorDefinition RevisionHeaderInvalid = new(
        "RevisionHeaderInvalid", ErrorKind.InvalidData, "Correct the header at the line named; every line is '-- key: value' in .sql and '# key: value' in .ps1 files.");

    /// <summary>The sections of a SQL revision cannot be told apart.</summary>
    public static readonly ErrorDefinition RevisionBodyInvalid = new(
        "RevisionBodyInvalid", ErrorKind.InvalidData, "Correct the section markers: '-- upgrade', '-- downgrade' (or '-- downgrade: irreversible because …') and '-- verify', each at the start of a line of its own.");

    /// <summary>A revision file cannot be read as UTF-8 text.</summary>
    public static readonly ErrorDefinition RevisionFileUnreadable = new(
        "RevisionFileUnreadable", ErrorKind.InvalidData, "Check the file's permissions and save it as UTF-8 text.");

    /// <summary>Problems of several kinds were found at once.</summary>
    public static readonly ErrorDefinition RevisionsInvalid = new(
        "RevisionsInvalid", ErrorKind.InvalidData, "Mend the problems listed; each is explained under its own id.");

    /// <summary>Two files have the same revision id.</summary>
    public static readonly ErrorDefinition DuplicateRevision = new(
        "DuplicateRevision", ErrorKind.ResourceExists, "Give one of the two files another id, and change the parents of its descendants accordingly; or remove the copy.");

    /// <summary>A header names a parent or a required revision that no file has.</summary>
    public static readonly ErrorDefinition MissingParent = new(
        "MissingParent", ErrorKind.ObjectNotFound, "Restore the missing file (did a merge lose it?), or correct the id in the header.");

    /// <summary>Revisions depend on each other in a circle.</summary>
    public static readonly ErrorDefinition RevisionCycle = new(
        "RevisionCycle", ErrorKind.InvalidData, "Remove one of the links of the circle from the 'parents' or 'requires' lines.");

    /// <summary>No revision has this id or begins with it.</summary>
    public static readonly ErrorDefinition UnknownRevision = new(
        "UnknownRevision", ErrorKind.ObjectNotFound, "List the revisions with Get-MigrationRevision; fetch the newest files if the id comes from another checkout.");

    /// <summary>A selector fits several revisions.</summary>
    public static readonly ErrorDefinition AmbiguousRevision = new(
        "AmbiguousRevision", ErrorKind.InvalidArgument, "Name one of the candidates listed, with more characters of its id.");

    /// <summary>The selector <c>head</c> was used while the main line has several heads.</summary>
    public static readonly ErrorDefinition MultipleHeads = new(
        "MultipleHeads", ErrorKind.InvalidOperation, "Join the heads with New-MigrationRevision -Merge, name one of them, or use 'heads' for all.");

    /// <summary>A relative selector leads beyond the last or first revision.</summary>
    public static readonly ErrorDefinition TargetOvershoot = new(
        "TargetOvershoot", ErrorKind.InvalidArgument, "Use a smaller number, or name the target: 'heads' for everything, 'base' for nothing.");

    /// <summary>The text is not a target selector, or makes no sense here.</summary>
    public static readonly ErrorDefinition InvalidTarget = new(
        "InvalidTarget", ErrorKind.InvalidArgument, "Use head, heads, base, current, +N, -N, an id or the first four or more characters of one, <id>+N, <id>-N, label@head or label@+N.");

    /// <summary>A downgrade would take away what other applied revisions stand on.</summary>
    public static readonly ErrorDefinition DependentRevisionsApplied = new(
        "DependentRevisionsApplied", ErrorKind.InvalidOperation, "Undo the revisions listed first, or ask for them to be undone too.");

    /// <summary>The directory of the revision files does not exist.</summary>
    public static readonly ErrorDefinition RevisionsPathNotFound = new(
        "RevisionsPathNotFound", ErrorKind.ObjectNotFound, "Correct the path, or create the project with Initialize-MigrationProject.");

    /// <summary>The path of the revision files is a file.</summary>
    public static readonly ErrorDefinition RevisionsPathNotADirectory = new(
        "RevisionsPathNotADirectory", ErrorKind.InvalidArgument, "Give the directory that holds the revision files.");

    /// <summary>A new revision was asked for with values that cannot be written.</summary>
    public static readonly ErrorDefinition RevisionDraftInvalid = new(
        "RevisionDraftInvalid", ErrorKind.InvalidArgument, "Correct the value named and try again; nothing was written.");

    /// <summary>A new revision's file could not be created.</summary>
    public static readonly ErrorDefinition RevisionFileNotWritten = new(
        "RevisionFileNotWritten", ErrorKind.ResourceUnavailable, "Check that the directory exists, is writable and has space.");
}
