using System.Text.RegularExpressions;
using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

public sealed partial class DocumentationTests(PowerShellSession powerShell) : IClassFixture<PowerShellSession>
{
    public static TheoryData<string> Pages => [.. Directory.GetFiles(DocumentationPages.Folder, "*-*.md").Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal)];

    [Theory, MemberData(nameof(Pages))]
    public void Every_page_belongs_to_a_cmdlet_and_names_each_of_its_parameters(string page)
    {
        var cmdlet = Assert.Single(PowerShellSession.OperationCmdlets, cmdlet => PowerShellSession.NameOf(cmdlet) + ".md" == page);
        var text = Read(page);
        var parameters = cmdlet.GetProperties().Where(property => property.IsDefined(typeof(System.Management.Automation.ParameterAttribute), inherit: true));
        var table = text[text.IndexOf("## Parameters", StringComparison.Ordinal)..text.IndexOf("## Examples", StringComparison.Ordinal)];
        Assert.All(parameters, parameter => Assert.True(
            table.Contains($"`-{parameter.Name}`", StringComparison.Ordinal) || table.Contains("as in [Add-", StringComparison.Ordinal), parameter.Name));
        Assert.All(["## Locks", "## Reverse"], heading => Assert.Contains(heading, text, StringComparison.Ordinal));
    }

    [Theory, MemberData(nameof(Pages))]
    public void Every_example_emits_operations_that_lower_to_SQL_and_survive_their_scripts(string page)
    {
        var examples = Examples().Matches(Read(page)).Select(match => match.Groups[1].Value).ToArray();
        Assert.True(examples.Length >= 3, $"{page} has {examples.Length} examples.");
        Assert.All(examples, example =>
        {
            var operations = powerShell.Operations(example);
            Assert.NotEmpty(operations);
            Assert.Contains(page[..^3], example, StringComparison.Ordinal);
            foreach (var operation in operations)
            {
                IReadOnlyList<Operation> plain = operation is Recipe recipe ? [.. recipe.Expand().SelectMany(phase => phase.Upgrade)] : [operation];
                Assert.NotEmpty(plain);
                Assert.All(plain, step => Assert.NotEmpty(step.Lower(new LoweringContext(PostgresFixture.NewestMajor))));
                Assert.Equal(operation, Assert.Single(powerShell.Operations(operation.ToScript())));
            }
        });
    }

    private static string Read(string page) => File.ReadAllText(Path.Combine(DocumentationPages.Folder, page));

    [GeneratedRegex("```powershell\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Examples();
}
