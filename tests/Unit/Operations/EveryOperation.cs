using System.Management.Automation;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Operations;

public sealed class EveryOperation(PowerShellSession powerShell) : IClassFixture<PowerShellSession>
{
    private static readonly LoweringContext Newest = new(18);

    [Fact]
    public void Is_read_back_from_its_script_as_an_equal_operation()
    {
        Assert.All(OperationSamples.All, operation =>
        {
            var script = operation.ToScript();
            var again = Assert.Single(powerShell.Operations(script));
            Assert.Equal(operation, again);
            Assert.Equal(operation.GetHashCode(), again.GetHashCode());
            Assert.Equal(script, again.ToScript());
        });
    }

    [Fact]
    public void Differs_from_every_other_operation()
    {
        var all = OperationSamples.All.ToArray();
        Assert.Equal(all.Length, all.Distinct().Count());
        Assert.Equal(all.Length, all.Select(operation => operation.ToScript()).Distinct().Count());
    }

    [Fact]
    public void With_an_exact_inverse_is_the_inverse_of_its_inverse()
    {
        Assert.All(OperationSamples.All.Where(operation => operation.Inverse is { Grade: ReversibilityGrade.Exact, Operations.Count: 1 }), operation =>
        {
            var undo = operation.Inverse.Operations[0];
            var redo = Assert.Single(undo.Inverse.Operations);
            Assert.True(redo == operation || operation is AddColumn { Column: { NotNull: true, Value: null } }, operation.ToScript());
        });
    }

    [Fact]
    public void Says_what_is_lost_or_why_there_is_no_way_back_unless_its_inverse_is_exact()
    {
        Assert.All(OperationSamples.All.Select(operation => operation.Inverse), inverse =>
        {
            Assert.Equal(inverse.Grade == ReversibilityGrade.Exact, inverse.Reason is null);
            Assert.Equal(inverse.Grade == ReversibilityGrade.Irreversible, inverse.Grade != ReversibilityGrade.Exact && inverse.Operations.Count == 0);
        });
    }

    [Fact]
    public void Has_inverses_that_survive_their_scripts_too()
    {
        Assert.All(OperationSamples.All.Select(operation => operation.Inverse.Operations), undo =>
            Assert.Equal(undo, powerShell.Operations(string.Join('\n', undo.Select(step => step.ToScript())))));
    }

    [Fact]
    public void Has_a_summary_of_one_line_and_lowers_to_the_same_steps_each_time()
    {
        Assert.All(OperationSamples.All, operation =>
        {
            Assert.NotEmpty(operation.Summary);
            Assert.DoesNotContain('\n', operation.Summary);
            Assert.Equal(operation.Summary, operation.ToString());
            if (operation is Recipe recipe)
            {
                Assert.Equal(recipe.Expand(), recipe.Expand());
                Assert.Equal(OperationsErrors.RecipeNotExpanded, Assert.Throws<SchemaMigrate.Errors.MigrationException>(() => recipe.Lower(Newest)).Definition);
                return;
            }

            Assert.NotEmpty(operation.Lower(Newest));
            Assert.Equal(operation.Lower(Newest), operation.Lower(Newest));
        });
    }

    [Fact]
    public void Has_samples_one_cmdlet_and_a_page()
    {
        var types = typeof(Operation).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Operation)) && !type.IsAbstract)
            .Select(type => type.FullName!).Order(StringComparer.Ordinal).ToArray();
        Assert.Equal(types, OperationSamples.All.Select(operation => operation.GetType().FullName!).Distinct().Order(StringComparer.Ordinal));

        var emitted = PowerShellSession.OperationCmdlets
            .SelectMany(cmdlet => cmdlet.GetCustomAttributes(typeof(OutputTypeAttribute), inherit: false).Cast<OutputTypeAttribute>())
            .SelectMany(attribute => attribute.Type).Select(type => type.Name);
        Assert.Equal(types, emitted.Order(StringComparer.Ordinal));

        var pages = PowerShellSession.OperationCmdlets.Select(cmdlet => $"{PowerShellSession.NameOf(cmdlet)}.md");
        Assert.Empty(pages.Except(Directory.GetFiles(DocumentationPages.Folder).Select(path => Path.GetFileName(path))));
    }

    [Fact]
    public void That_is_a_recipe_expands_to_phases_in_order_whose_operations_survive_their_scripts_and_lower_on_every_server()
    {
        Assert.All(OperationSamples.All.OfType<Recipe>(), recipe =>
        {
            var phases = recipe.Expand();
            Assert.True(phases.Count >= 2, recipe.Summary);
            Assert.Equal(phases.Select(phase => phase.Kind).Order(), phases.Select(phase => phase.Kind));
            Assert.All(phases, phase =>
            {
                Assert.NotEmpty(phase.Title);
                Assert.All(phase.Gates, gate => Assert.Equal(gate, SchemaMigrate.Revisions.Gate.Parse(gate).ToString()));
                Assert.All((IEnumerable<Operation>)[.. phase.Upgrade, .. phase.Downgrade ?? []], operation =>
                {
                    Assert.Equal(operation, Assert.Single(powerShell.Operations(operation.ToScript())));
                    Assert.NotEmpty(operation.Lower(new LoweringContext(15)));
                    Assert.NotEmpty(operation.Lower(Newest));
                });
            });
        });
    }
}
