namespace SchemaMigrate.Errors;

/// <summary>Marks a static class whose public fields are rows of the <see cref="ErrorTable"/>.</summary>
[AttributeUsage(AttributeTargets.Class)]
internal sealed class ErrorDefinitionsAttribute : Attribute;
