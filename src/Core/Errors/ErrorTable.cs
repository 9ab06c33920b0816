using System.Reflection;

namespace SchemaMigrate.Errors;

/// <summary>
/// All stable errors of the product. Each room declares its own in a static class marked <see cref="ErrorDefinitionsAttribute"/>,
/// as public static readonly fields; this type only collects them for documentation and tests.
/// </summary>
public static class ErrorTable
{
    /// <summary>Every error definition, ordered by identifier.</summary>
    public static IReadOnlyList<ErrorDefinition> All { get; } =
        typeof(ErrorTable).Assembly.GetTypes()
            .Where(type => type.IsDefined(typeof(ErrorDefinitionsAttribute), inherit: false))
            .SelectMany(type => type.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Where(field => field.FieldType == typeof(ErrorDefinition))
            .Select(field => (ErrorDefinition)field.GetValue(null)!)
            .OrderBy(definition => definition.Id, StringComparer.Ordinal)
            .ToArray();
}
