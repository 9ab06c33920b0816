namespace SchemaMigrate.Tests.Operations;

/// <summary>The pages of docs/operations.</summary>
internal static class DocumentationPages
{
    public static string Folder { get; } = Path.Combine(RepositoryRoot(), "docs", "operations");

    // From the test's folder upwards, because the build maps source paths away.
    private static string RepositoryRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SchemaMigrate.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
