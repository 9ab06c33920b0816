namespace SchemaMigrate.Projects;

/// <summary>The JSON schema of schemamigrate.json, for editors. A copy is put beside the settings file: that works offline and in every editor.</summary>
public static class ProjectSchema
{
    /// <summary>The name of the copy beside schemamigrate.json.</summary>
    public const string FileName = "schemamigrate.schema.json";

    private const string ResourceName = "Projects/schemamigrate.schema.json";

    /// <summary>The schema's text in UTF-8.</summary>
    public static byte[] Read()
    {
        using var stream = typeof(ProjectSchema).Assembly.GetManifestResourceStream(ResourceName)
            ?? throw new InvalidOperationException($"The resource {ResourceName} is missing from the assembly.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
