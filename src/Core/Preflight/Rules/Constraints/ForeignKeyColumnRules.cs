using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>The columns of foreign keys.</summary>
[RuleFamily]
internal static class ForeignKeyColumnRules
{
    public static Rule WithoutIndex { get; } = new(new RuleMetadata("SM021", Severity.Warning, "Foreign key without an index",
        "The referencing columns have no index.",
        "Every DELETE of a referenced row, and every change of its key, reads the whole referencing table, while holding the row's lock.",
        "CREATE INDEX CONCURRENTLY on the referencing columns, before the key is added."),
        [RuleTriggers.End], context => Unindexed(context.State));

    public static Rule OtherType { get; } = new(new RuleMetadata("SM022", Severity.Warning, "Foreign key between different types",
        "The referencing column has another type than the referenced one.",
        "Every check converts, an index may not be used, and the smaller type will overflow where the larger one goes on.",
        "Give both columns the same type."),
        [RuleTriggers.Constraint], context =>
        {
            if (context.Constraint.Text("contype") != "CONSTR_FOREIGN" || context.Table is not { } table)
            {
                return null;
            }

            var mine = TypeOf(context, table, context.ConstraintColumn.Length > 0 ? [context.ConstraintColumn] : context.Constraint.List("fk_attrs").Texts());
            var theirs = context.Constraint["pktable"].RelationName() is { } other ? TypeOf(context, other, context.Constraint.List("pk_attrs").Texts()) : null;
            return mine is not null && theirs is not null && mine != theirs
                ? new RuleHit($"{context.TableText} refers with {mine} to {theirs} in {ForeignKeyRules.Other(context.Constraint)}.") { At = context.Constraint }
                : null;
        });

    private static string? TypeOf(RuleContext context, QualifiedName table, IReadOnlyList<string> columns)
    {
        if (columns.Count != 1)
        {
            return null;
        }

        // The table that the statement itself creates is not known yet.
        var definition = context.Table is { } own && NameMap<KnownTable>.Same(own, table) ? Defined(context.Node, columns[0]) : default;
        var type = definition.Exists ? definition["typeName"] : context.State.Find(table)?.Columns.GetValueOrDefault(columns[0])?.Type ?? default;
        return !type.Exists ? null : type.TypeWord() switch
        {
            "serial" or "serial4" => "integer",
            "bigserial" or "serial8" => "bigint",
            "smallserial" or "serial2" => "smallint",
            // Text and varchar compare without a conversion.
            "varchar" or "text" => "text",
            _ => type.TypeText(),
        };
    }

    private static SqlNode Defined(SqlNode statement, string column)
    {
        foreach (var definition in statement.Descendants("ColumnDef"))
        {
            if (definition.Name() == column)
            {
                return definition;
            }
        }

        return default;
    }

    private static IEnumerable<RuleHit> Unindexed(TransactionState state)
    {
        foreach (var table in state.Tables.Where(table => !table.Temporary))
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint is { Kind: "CONSTR_FOREIGN", Dropped: false } && Columns(table, constraint) is { Count: > 0 } columns && AreKnown(table, columns) && !IsIndexed(table, columns))
                {
                    yield return new RuleHit($"{table.Name.Display} ({string.Join(", ", columns)}) refers to {ForeignKeyRules.Other(constraint.Node)} and no index begins with it.")
                    {
                        On = constraint.AddedBy,
                        At = constraint.Node,
                        Table = table.Name,
                        Column = columns[0],
                    };
                }
            }
        }
    }

    private static IReadOnlyList<string> Columns(KnownTable table, KnownConstraint constraint) => constraint.Node.List("fk_attrs").Texts() is { Count: > 0 } given
        ? given
        : [.. table.Columns.Values.Where(column => column.AddedBy == constraint.AddedBy && Owns(column, constraint)).Select(column => column.Name)];

    private static bool Owns(KnownColumn column, KnownConstraint constraint)
    {
        foreach (var definition in constraint.AddedBy.Statement.Node.Descendants("ColumnDef"))
        {
            if (definition.Name() == column.Name && definition.Contains(constraint.Node))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A column that was there before may have an index that only the catalog knows.</summary>
    private static bool AreKnown(KnownTable table, IReadOnlyList<string> columns) =>
        table.Created || columns.Any(column => table.Columns.GetValueOrDefault(column) is { AddedBy: not null });

    private static bool IsIndexed(KnownTable table, IReadOnlyList<string> columns) =>
        table.Indexes.Exists(index => !index.Partial && Begins(index.Columns, columns))
        || table.Constraints.Exists(constraint => !constraint.Dropped && constraint.Kind is "CONSTR_PRIMARY" or "CONSTR_UNIQUE" && Begins(Keys(table, constraint), columns));

    private static IReadOnlyList<string?> Keys(KnownTable table, KnownConstraint constraint) => constraint.Node.List("keys").Texts() is { Count: > 0 } keys
        ? keys
        : [.. table.Columns.Values.Where(column => Owns(column, constraint)).Select(column => column.Name)];

    private static bool Begins(IReadOnlyList<string?> index, IReadOnlyList<string> columns) =>
        index.Count >= columns.Count && index.Take(columns.Count).ToHashSet().SetEquals(columns);
}
