using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What the statements before the present one will have done; the database does not show it yet.</summary>
internal sealed class PendingChanges
{
    private readonly NameMap<PendingTable> tables = new();
    private readonly NameMap<object> names = new();
    private readonly NameMap<IReadOnlyList<string>> labels = new();
    private readonly List<string> routines = [];

    /// <summary>The last statement whose effect cannot be told; null when there is none.</summary>
    public ExaminedStatement? OpaqueBy { get; private set; }

    public PendingTable? Find(QualifiedName? table) => table is { } name && tables.TryGet(name, out var known) ? known : null;

    /// <summary>Whether an object of that name is created before.</summary>
    public bool Creates(QualifiedName name) => names.Contains(name);

    /// <summary>Whether a routine of that name is created or dropped before.</summary>
    public bool ReplacesRoutine(string name) => routines.Exists(routine =>
        name.StartsWith(routine + "(", StringComparison.Ordinal) || name.Contains("." + routine + "(", StringComparison.Ordinal));

    /// <summary>The values of an enum that is created before; null when none is.</summary>
    public IReadOnlyList<string>? LabelsOf(QualifiedName type) => labels.TryGet(type, out var values) ? values : null;

    public void Apply(ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        switch (node.Type)
        {
            case "CreateStmt" or "CreateTableAsStmt" or "ViewStmt" or "CreateSeqStmt" or "SelectStmt" or "CreateForeignTableStmt":
                Create(node);
                break;
            case "IndexStmt":
                Index(node);
                break;
            case "AlterTableStmt":
                Alter(node, statement);
                break;
            case "RenameStmt":
                Rename(node);
                break;
            case "DropStmt":
                Drop(node);
                break;
            case "CreateEnumStmt" or "CreateRangeStmt" when node.List("typeName").NameOf() is { } type:
                Name(type);
                labels.Set(type, node.List("vals").Texts());
                break;
            case "CreateDomainStmt":
                Name(node.List("domainname").NameOf());
                break;
            case "CompositeTypeStmt":
                Name(node["typevar"].RelationName());
                break;
            case "CreateFunctionStmt" when node.List("funcname").NameOf() is { } routine:
                routines.Add(routine.Name.Name);
                break;
            case "InsertStmt" or "UpdateStmt" or "DeleteStmt" or "MergeStmt" or "CopyStmt" when node["relation"].RelationName() is { } written:
                Table(written).WrittenBy = statement;
                break;
            case "TruncateStmt":
                foreach (var relation in node.List("relations"))
                {
                    if (relation.RelationName() is { } emptied)
                    {
                        Table(emptied).WrittenBy = statement;
                    }
                }

                break;
            case "DoStmt" or "CallStmt":
                OpaqueBy = statement;
                break;
        }
    }

    private PendingTable Table(QualifiedName name)
    {
        if (!tables.TryGet(name, out var table))
        {
            tables.Set(name, table = new PendingTable());
        }

        return table;
    }

    private void Name(QualifiedName? name)
    {
        if (name is { } given)
        {
            names.Set(given, given);
        }
    }

    private void Create(SqlNode node)
    {
        var relation = node.Type switch
        {
            "CreateTableAsStmt" => node["into"]["rel"],
            "ViewStmt" => node["view"],
            "CreateSeqStmt" => node["sequence"],
            "SelectStmt" => node["intoClause"]["rel"],
            "CreateForeignTableStmt" => node["base"]["relation"],
            _ => node["relation"],
        };
        if (relation.RelationName() is { } name)
        {
            names.Set(name, name);
            tables.Set(name, new PendingTable { Created = true });
        }
    }

    private void Index(SqlNode node)
    {
        if (node["relation"].RelationName() is not { } table)
        {
            return;
        }

        var keys = new List<string?>();
        foreach (var element in node.List("indexParams"))
        {
            keys.Add(element.Text("name") is { Length: > 0 } column ? column : null);
        }

        Table(table).Indexes.Add(keys);
        if (node.Text("idxname") is { Length: > 0 } name)
        {
            Name(QualifiedName.Of(table.Schema?.Name, name));
        }
    }

    private void Alter(SqlNode node, ExaminedStatement statement)
    {
        if (node["relation"].RelationName() is not { } name)
        {
            return;
        }

        var table = Table(name);
        foreach (var item in node.List("cmds"))
        {
            var command = new AlterCommand(item);
            switch (command.Subtype)
            {
                case "AT_AddColumn":
                    table.Columns.Add(command.Def.Name());
                    table.NewColumns.Add(command.Def.Name());
                    break;
                case "AT_DropColumn" or "AT_AlterColumnType":
                    table.Columns.Add(command.Name);
                    break;
                case "AT_AddConstraint":
                    table.Constraints[command.Def.Text("conname") ?? ""] = (command.Def, statement);
                    if (command.Def.Text("contype") is "CONSTR_UNIQUE" or "CONSTR_PRIMARY" && command.Def.List("keys").Texts() is { Count: > 0 } keys)
                    {
                        table.Indexes.Add([.. keys]);
                    }

                    break;
                case "AT_DropConstraint":
                    table.DroppedNames.Add(command.Name);
                    break;
            }
        }
    }

    private void Rename(SqlNode node)
    {
        if (node["relation"].RelationName() is not { } table || node.Text("newname") is not { Length: > 0 } newName)
        {
            return;
        }

        switch (node.Text("renameType"))
        {
            case "OBJECT_COLUMN":
                Table(table).Columns.UnionWith([node.Text("subname") ?? "", newName]);
                Table(table).NewColumns.Add(newName);
                break;
            case "OBJECT_TABLE":
                var renamed = QualifiedName.Of(table.Schema?.Name, newName);
                names.Set(renamed, renamed);
                tables.Set(renamed, new PendingTable { Created = true });
                Table(table).Dropped = true;
                break;
            case "OBJECT_TABCONSTRAINT":
                Table(table).DroppedNames.Add(node.Text("subname") ?? "");
                break;
            default:
                Name(QualifiedName.Of(table.Schema?.Name, newName));
                break;
        }
    }

    private void Drop(SqlNode node)
    {
        foreach (var item in node.List("objects"))
        {
            if (item.NameOf() is not { } name)
            {
                continue;
            }

            names.Remove(name);
            if (node.Text("removeType") is "OBJECT_FUNCTION" or "OBJECT_PROCEDURE" or "OBJECT_ROUTINE")
            {
                routines.Add(name.Name.Name);
            }
            else
            {
                Table(name).Dropped = true;
            }
        }
    }
}
