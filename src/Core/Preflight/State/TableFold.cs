using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Statements that create, drop and rename tables.</summary>
internal static class TableFold
{
    public static void Create(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        if (node["relation"].RelationName() is not { } name)
        {
            return;
        }

        var table = Created(state, statement, name, node["relation"]);
        table.Partitioned = node.Has("partspec");
        // A partition and a child have the keys of their parent; LIKE may bring them along.
        table.HasPrimaryKey = node.Has("partbound") || node.List("inhRelations").Count > 0 || node.Has("ofTypename");
        var elements = node.List("tableElts");
        table.Columns.EnsureCapacity(elements.Count);
        foreach (var element in elements)
        {
            if (element.Is("ColumnDef"))
            {
                AlterTableFold.AddColumn(table, element, statement);
            }
            else if (element.Is("Constraint"))
            {
                AlterTableFold.AddConstraint(state, table, element, statement, "");
            }
            else if (element.Is("TableLikeClause"))
            {
                table.HasPrimaryKey = true;
            }
        }
    }

    public static void CreateAs(TransactionState state, ExaminedStatement statement)
    {
        var relation = statement.Statement.Node["into"]["rel"];
        if (relation.RelationName() is { } name)
        {
            Created(state, statement, name, relation).HasPrimaryKey = statement.Statement.Kind == StatementKind.CreateMaterializedView;
        }
    }

    public static KnownTable Created(TransactionState state, ExaminedStatement statement, QualifiedName name, SqlNode relation)
    {
        var table = new KnownTable(name)
        {
            Created = true,
            CreatedBy = statement,
            NamedBy = statement,
            Temporary = relation.Text("relpersistence") == "t",
        };
        state.Replace(table);
        return table;
    }

    public static void Drop(TransactionState state, ExaminedStatement statement)
    {
        var kind = statement.Statement.Kind;
        foreach (var item in statement.Statement.Node.List("objects"))
        {
            if (item.NameOf() is not { } name)
            {
                continue;
            }

            if (kind == StatementKind.DropTable)
            {
                state.Forget(name);
            }
            else if (kind == StatementKind.DropIndex && !state.Indexes.Remove(name))
            {
                state.DroppedIndexes.Set(name, statement);
            }
        }
    }

    public static void Rename(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        if (node.Text("renameType") == "OBJECT_TYPE" && node["object"].NameOf() is { } old)
        {
            state.RenamedTypes.Set(QualifiedName.Of(old.Schema?.Name, node.Text("newname") ?? old.Name.Name), statement);
            return;
        }

        if (node["relation"].RelationName() is not { } table || node.Text("newname") is not { Length: > 0 } newName)
        {
            return;
        }

        var type = node.Text("renameType");
        if (type is "OBJECT_TABLE" or "OBJECT_COLUMN" or "OBJECT_VIEW" or "OBJECT_MATVIEW" && !state.IsNew(table)
            && !(type == "OBJECT_COLUMN" && state.Find(table)?.Columns.GetValueOrDefault(node.Text("subname") ?? "") is { AddedBy: not null }))
        {
            state.Renames.Add(new KnownRename(table, type == "OBJECT_COLUMN" ? node.Text("subname") : null, newName, statement));
        }

        switch (type)
        {
            case "OBJECT_TABLE":
                state.Rename(table, QualifiedName.Of(table.Schema?.Name, newName), statement);
                break;
            case "OBJECT_COLUMN" when state.Find(table) is { } known && known.Columns.Remove(node.Text("subname") ?? "", out var column):
                known.Columns[newName] = column;
                break;
            case "OBJECT_INDEX" when state.Indexes.TryGet(table, out var index):
                state.Indexes.Remove(table);
                state.Indexes.Set(QualifiedName.Of(table.Schema?.Name, newName), index with { Name = newName });
                break;
        }
    }
}
