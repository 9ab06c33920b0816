using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A type that a column gets, and how its present values get there.</summary>
/// <param name="Type">The type.</param>
public sealed record ColumnType(TypeFragment Type)
{
    /// <summary>The expression that converts a value; null for the assignment cast of PostgreSQL.</summary>
    public ExpressionFragment? Using { get; init; }

    /// <summary>The collation; null for that of the type.</summary>
    public QualifiedName? Collation { get; init; }

    /// <summary>What follows <c>ALTER COLUMN c</c>.</summary>
    internal string Clause()
    {
        var collation = Collation is { } given ? $" COLLATE {given}" : "";
        var conversion = Using is { } expression ? $" USING ({expression})" : "";
        return $"TYPE {Type}{collation}{conversion}";
    }

    /// <summary>Adds the parameters, their names led by a prefix.</summary>
    internal void AddTo(PowerShellCommand command, string prefix) =>
        command.Parameter($"{prefix}Type", Type.Sql).Parameter($"{prefix}Using", Using?.Sql).Parameter($"{prefix}Collation", Collation?.Spelling);
}
