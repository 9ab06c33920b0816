using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>ALTER TABLE.</summary>
internal static class AlterTableFold
{
    public static void Alter(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        if (node.Text("objtype") is not "OBJECT_TABLE" || node["relation"].RelationName() is not { } name)
        {
            return;
        }

        var table = state.Table(name);
        foreach (var item in node.List("cmds"))
        {
            var command = new AlterCommand(item);
            switch (command.Subtype)
            {
                case "AT_AddColumn":
                    AddColumn(table, command.Def, statement);
                    break;
                case "AT_AddConstraint":
                    AddConstraint(state, table, command.Def, statement, "");
                    break;
                case "AT_ValidateConstraint" when table.Constraint(command.Name) is { } constraint:
                    constraint.Validated = true;
                    NoteNotNull(table, constraint);
                    break;
                case "AT_DropConstraint" when table.Constraint(command.Name) is { } constraint:
                    constraint.Dropped = true;
                    break;
                case "AT_SetNotNull":
                    table.Column(command.Name).NotNull = true;
                    break;
                case "AT_DropNotNull":
                    table.Column(command.Name).NotNull = false;
                    break;
                case "AT_ColumnDefault":
                    table.Column(command.Name).DefaultedBy = command.Def.Exists ? statement : null;
                    break;
                case "AT_AlterColumnType":
                    table.Column(command.Name).Type = command.Def["typeName"];
                    break;
                case "AT_DropColumn":
                    table.Columns.Remove(command.Name);
                    break;
                case "AT_AddIdentity" when !table.Created:
                    state.UnsetIdentities.Add((name, command.Name, statement));
                    break;
                case "AT_SetIdentity":
                    state.UnsetIdentities.RemoveAll(identity => identity.Column == command.Name);
                    break;
                case "AT_EnableRowSecurity":
                    table.SecuredBy = statement;
                    break;
            }
        }
    }

    public static void AddColumn(KnownTable table, SqlNode definition, ExaminedStatement statement)
    {
        var column = new KnownColumn(definition.Text("colname") ?? "") { Type = definition["typeName"], AddedBy = statement };
        table.Columns[column.Name] = column;
        foreach (var constraint in definition.List("constraints"))
        {
            var kind = constraint.Text("contype");
            switch (kind)
            {
                case "CONSTR_NOTNULL":
                    column.NotNull = true;
                    break;
                case "CONSTR_PRIMARY":
                    column.NotNull = true;
                    table.HasPrimaryKey = true;
                    break;
                case "CONSTR_DEFAULT":
                    column.DefaultedBy = statement;
                    break;
            }

            if (kind is not ("CONSTR_DEFAULT" or "CONSTR_NULL"))
            {
                table.Constraints.Add(new KnownConstraint(constraint.Text("conname") ?? "", constraint, statement));
            }
        }
    }

    public static void AddConstraint(TransactionState state, KnownTable table, SqlNode node, ExaminedStatement statement, string name)
    {
        var constraint = new KnownConstraint(node.Text("conname") is { Length: > 0 } given ? given : name, node, statement);
        table.Constraints.Add(constraint);
        if (constraint.Kind == "CONSTR_PRIMARY")
        {
            table.HasPrimaryKey = true;
            foreach (var key in node.List("keys").Texts())
            {
                table.Column(key).NotNull = true;
            }
        }

        if (constraint.Kind == "CONSTR_FOREIGN" && !table.Created)
        {
            state.FirstForeignKey ??= statement;
        }

        if (!constraint.NotValid)
        {
            NoteNotNull(table, constraint);
        }
    }

    private static void NoteNotNull(KnownTable table, KnownConstraint constraint)
    {
        if (constraint is { Kind: "CONSTR_NOTNULL", NotNullColumn: { } column })
        {
            table.Column(column).NotNull = true;
        }
    }
}
