namespace SchemaMigrate.Preflight;

/// <summary>Marks a static class whose static properties of type <see cref="Rule"/> are rules.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class RuleFamilyAttribute : Attribute;
