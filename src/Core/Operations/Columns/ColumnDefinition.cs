using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>A column: everything that makes its shape.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
public sealed record ColumnDefinition(Identifier Name, TypeFragment Type)
{
    private readonly ColumnValue? value;

    /// <summary>Whether NULL is refused.</summary>
    public bool NotNull { get; init; }

    /// <summary>Where its value comes from when an INSERT does not name it; null for NULL.</summary>
    /// <exception cref="MigrationException">
    /// <see cref="OperationsErrors.ExpressionAsLiteral"/>: <c>now</c>, <c>today</c> and the like on a column of dates or times would be frozen.
    /// </exception>
    public ColumnValue? Value
    {
        get => value;
        init => this.value = value is LiteralDefault { IsMomentInDisguise: true } moment && IsDateOrTime()
            ? throw new MigrationException(OperationsErrors.ExpressionAsLiteral,
                $"The default {moment} of {Name.Name} {Type} would be the moment at which the column is added, for ever.") { Target = Name.Name }
            : value;
    }

    /// <summary>Its collation, or null for that of the type.</summary>
    public QualifiedName? Collation { get; init; }

    /// <summary>Its comment.</summary>
    public string? Comment { get; init; }

    /// <summary>
    /// Whether rows that are there already get a value when the column is added. When not, a NOT NULL column can be added to an empty table only.
    /// </summary>
    internal bool FillsExistingRows => Value is not null;

    /// <summary>The column as CREATE TABLE and ADD COLUMN take it; the comment is a statement of its own.</summary>
    /// <param name="context">Facts of the server.</param>
    internal string Clause(LoweringContext context)
    {
        var clause = $"{Name} {Type}";
        if (Collation is { } collation)
        {
            clause += $" COLLATE {collation}";
        }

        if (Value is { } source)
        {
            clause += $" {source.Clause(context)}";
        }

        return NotNull ? clause + " NOT NULL" : clause;
    }

    /// <summary>Adds the parameters that follow the type in Add- and Remove-MigrationColumn.</summary>
    /// <param name="command">The command being written.</param>
    internal PowerShellCommand AddTo(PowerShellCommand command)
    {
        command.Switch("NotNull", NotNull).Parameter("Collation", Collation?.Spelling);
        Value?.AddTo(command);
        return command.Parameter("Comment", Comment);
    }

    /// <summary>The column in short: <c>phone varchar(20)</c>.</summary>
    public override string ToString() => $"{Name.Spelling} {Type}{(NotNull ? " not null" : "")}";

    private bool IsDateOrTime() =>
        Type.Sql.StartsWith("date", StringComparison.OrdinalIgnoreCase) || Type.Sql.StartsWith("time", StringComparison.OrdinalIgnoreCase);
}
