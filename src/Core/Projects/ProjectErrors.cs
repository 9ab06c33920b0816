using SchemaMigrate.Errors;

namespace SchemaMigrate.Projects;

/// <summary>The stable errors of the Projects room.</summary>
[ErrorDefinitions]
public static class ProjectErrors
{
    /// <summary>No settings file in the directory or above it.</summary>
    public static readonly ErrorDefinition ProjectNotFound = new(
        "ProjectNotFound", ErrorKind.ObjectNotFound, "Go to the project's directory or name it; Initialize-MigrationProject makes a new one.");

    /// <summary>A setting is unknown or has a value that it cannot have.</summary>
    public static readonly ErrorDefinition ProjectSettingInvalid = new(
        "ProjectSettingInvalid", ErrorKind.InvalidData, "Correct schemamigrate.json at the position named; editors that know JSON schemas complete and check it.");

    /// <summary>The settings file cannot be read or written.</summary>
    public static readonly ErrorDefinition ProjectFileUnavailable = new(
        "ProjectFileUnavailable", ErrorKind.ResourceUnavailable, "Check that the directory exists and that its permissions allow reading and writing.");

    /// <summary>A project is there already, with other settings than those asked for.</summary>
    public static readonly ErrorDefinition ProjectSettingsDiffer = new(
        "ProjectSettingsDiffer", ErrorKind.ResourceExists, "Edit schemamigrate.json, which is never overwritten, or leave the differing values out.");

    /// <summary>No target of that name is in the settings.</summary>
    public static readonly ErrorDefinition TargetNotConfigured = new(
        "TargetNotConfigured", ErrorKind.ObjectNotFound, "Use one of the targets of schemamigrate.json, or add the target there.");
}
