using System.Reflection;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Architecture;

/// <summary>The table of errors that scripts and help pages rely on.</summary>
public class ErrorDefinitionTests
{
    [Fact]
    public void Every_id_is_there_once_and_is_a_word()
    {
        Assert.NotEmpty(ErrorTable.All);
        Assert.Empty(ErrorTable.All.GroupBy(definition => definition.Id, StringComparer.OrdinalIgnoreCase).Where(group => group.Count() > 1).Select(group => group.Key));
        Assert.All(ErrorTable.All, definition => Assert.Matches("^[A-Z][A-Za-z0-9]+$", definition.Id));
        Assert.All(ErrorTable.All, definition => Assert.True(definition.RecommendedAction.Length > 10, definition.Id));
    }

    [Fact]
    public void Every_definition_is_declared_in_a_class_that_the_table_collects_under_its_own_name()
    {
        var fields = typeof(ErrorTable).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(ErrorDefinition)).ToList();

        Assert.All(fields, field =>
        {
            Assert.True(field.IsPublic && field.IsInitOnly && field.DeclaringType!.IsDefined(typeof(ErrorDefinitionsAttribute)), field.Name);
            Assert.Equal(field.Name, ((ErrorDefinition)field.GetValue(null)!).Id);
        });
        Assert.Equal(fields.Count, ErrorTable.All.Count);
    }
}
