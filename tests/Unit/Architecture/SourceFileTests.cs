namespace SchemaMigrate.Tests.Architecture;

/// <summary>Files that a reader can hold in the head.</summary>
public class SourceFileTests
{
    private static readonly string Root = FindRoot();

    [Fact]
    public void No_source_file_has_more_than_400_lines()
    {
        Assert.Empty(Files("src", "tests", "tools", "bench").Where(file => Lines(file) > 400).Select(file => $"{Path.GetRelativePath(Root, file)}: {Lines(file)} lines"));
    }

    [Fact]
    public void Most_source_files_of_the_product_are_small()
    {
        var sizes = Files("src").Select(Lines).Order().ToArray();

        Assert.InRange(sizes[sizes.Length / 2], 1, 80);
        Assert.InRange(sizes[sizes.Length * 9 / 10], 1, 200);
    }

    [Fact]
    public void A_file_of_the_product_declares_one_type_at_its_top_level()
    {
        var many =
            from file in Files("src")
            let declarations = File.ReadLines(file).Count(line =>
                System.Text.RegularExpressions.Regex.IsMatch(line, @"^(?:public |internal |file |sealed |static |abstract |partial |readonly |ref )*(?:class|record|struct|interface|enum|record struct) \w"))
            where declarations > 1
            select $"{Path.GetRelativePath(Root, file)}: {declarations}";

        Assert.Empty(many);
    }

    private static IEnumerable<string> Files(params string[] folders) =>
        from folder in folders
        let path = Path.Combine(Root, folder)
        where Directory.Exists(path)
        from file in Directory.EnumerateFiles(path, "*.cs", SearchOption.AllDirectories)
        let relative = Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar)
        where !relative.Contains("obj") && !relative.Contains("bin") && !relative.Contains("node_modules")
        select file;

    private static int Lines(string file) => File.ReadLines(file).Count();

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "SchemaMigrate.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("The tests do not run inside the repository.");
        }

        return folder.FullName;
    }
}
