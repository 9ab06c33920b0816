using SchemaMigrate.Errors;
using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>One side of a change of a column: what it gets, or what it has.</summary>
internal sealed record ColumnChangeParameters(
    string? Type, string? Using, string? Collation, bool HasLiteral, object? Literal, string? Expression, bool NoDefault)
{
    /// <summary>The change from one side to the other.</summary>
    public static SetColumn Change(QualifiedName table, Identifier column, ColumnChangeParameters to, ColumnChangeParameters from, bool? notNull)
    {
        var (type, fromType) = (to.ColumnType("-Type"), from.ColumnType("-FromType"));
        var (value, fromValue) = (to.ColumnDefault(), from.ColumnDefault());
        Require(type is not null || fromType is null, "-FromType says what the type was; it needs -Type.");
        Require(value is not null || fromValue is null, "-FromDefault, -FromDefaultExpression and -FromNoDefault say what the default was; they need a new one.");
        Require(type is not null || value is not null || notNull is not null, $"Nothing was said to change about {table.Display}.{column.Name}.");
        return new SetColumn(table, column)
        {
            Type = type is null ? null : new TypeChange(type, fromType),
            Default = value is null ? null : new DefaultChange(value, fromValue),
            NotNull = notNull,
        };
    }

    private ColumnType? ColumnType(string parameter)
    {
        if (string.IsNullOrEmpty(Type))
        {
            Require(string.IsNullOrEmpty(Using) && string.IsNullOrEmpty(Collation), $"A conversion or a collation was given without {parameter}.");
            return null;
        }

        return new ColumnType(new TypeFragment(Type))
        {
            Using = string.IsNullOrEmpty(Using) ? null : new ExpressionFragment(Using),
            Collation = string.IsNullOrEmpty(Collation) ? null : QualifiedName.Parse(Collation),
        };
    }

    private ColumnDefault? ColumnDefault() =>
        HasLiteral ? new LiteralDefault(LiteralText.Of(Literal))
        : !string.IsNullOrEmpty(Expression) ? new ExpressionDefault(new ExpressionFragment(Expression))
        : NoDefault ? new NoDefault()
        : null;

    private static void Require(bool holds, string otherwise)
    {
        if (!holds)
        {
            throw new MigrationException(OperationsErrors.IncompleteOperation, otherwise);
        }
    }
}
