namespace SchemaMigrate.Catalog;

/// <summary>A property that differs.</summary>
/// <param name="Property">Its name, for example <c>type</c>.</param>
/// <param name="Before">The value before; null when it was as PostgreSQL has it by default.</param>
/// <param name="After">The value after; null when it is as PostgreSQL has it by default.</param>
public sealed record PropertyChange(string Property, string? Before, string? After);
