using System.Reflection;

namespace SchemaMigrate.Preflight;

/// <summary>Every rule there is.</summary>
public static class RuleCatalog
{
    private static readonly Lazy<IReadOnlyList<Rule>> Found = new(Discover);

    /// <summary>The metadata of every rule, by id.</summary>
    public static IReadOnlyList<RuleMetadata> Rules { get; } = [.. Found.Value.Select(rule => rule.Metadata)];

    /// <summary>Rules with their functions, by id.</summary>
    internal static IReadOnlyList<Rule> All => Found.Value;

    /// <summary>Finds a rule.</summary>
    /// <param name="id">The id, in any case.</param>
    /// <returns>Its metadata; null when there is no such rule.</returns>
    public static RuleMetadata? Find(string id) => Rules.FirstOrDefault(rule => rule.Id.Equals(id, StringComparison.OrdinalIgnoreCase));

    private static List<Rule> Discover() =>
        [.. typeof(RuleCatalog).Assembly.GetTypes()
            .Where(type => type.GetCustomAttribute<RuleFamilyAttribute>() is not null)
            .SelectMany(type => type.GetProperties(BindingFlags.Static | BindingFlags.Public))
            .Where(property => property.PropertyType == typeof(Rule))
            .Select(property => (Rule)property.GetValue(null)!)
            .OrderBy(rule => rule.Metadata.Id, StringComparer.Ordinal)];
}
