using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Names that are missing or taken, and the limit of columns.</summary>
internal static class NameCheck
{
    private const int MaximumColumns = 1600;

    public static void Examine(LiveCase live)
    {
        if (live.Examined.Embedded)
        {
            return;
        }

        Target(live);
        Columns(live);
        Created(live);
    }

    private static void Target(LiveCase live)
    {
        var named = live.Node.Type is "AlterTableStmt" or "IndexStmt" or "UpdateStmt" or "DeleteStmt" or "InsertStmt" or "RenameStmt" or "CreateTrigStmt" or "RefreshMatViewStmt";
        if (named && !live.Node.Flag("missing_ok") && live.TableName is { } name && live.Node.Text("objtype") is not ("OBJECT_TYPE" or "OBJECT_INDEX")
            && live.Node.Text("renameType") is not ("OBJECT_TYPE" or "OBJECT_ATTRIBUTE")
            && live.IsMissing(name) && live.Pending.Find(name) is not { Created: true } && !live.Pending.Creates(name) && live.Pending.OpaqueBy is null
            && name.Schema?.Name != "pg_temp")
        {
            live.Add(LiveNameRules.Missing, $"{name.Display} does not exist.", $"It is not found with search_path {live.Catalog.Database.SearchPath}.");
        }

        if (live.Node.Type == "DropStmt" && !live.Node.Flag("missing_ok") && live.Node.Text("removeType") is "OBJECT_TABLE" or "OBJECT_INDEX" or "OBJECT_VIEW" or "OBJECT_MATVIEW" or "OBJECT_SEQUENCE"
            && !live.Node.Flag("missing_ok"))
        {
            foreach (var item in live.Node.List("objects"))
            {
                if (item.NameOf() is { } dropped && live.IsMissing(dropped) && !live.Pending.Creates(dropped) && live.Pending.OpaqueBy is null)
                {
                    live.Board.Add(
                        live.Examined, LiveNameRules.Missing, $"{dropped.Display} does not exist.", new FindingSubject(dropped, null, null),
                        LiveCase.Fact(EvidenceWeight.Confirms, $"It is not found with search_path {live.Catalog.Database.SearchPath}."));
                }
            }
        }
    }

    private static void Columns(LiveCase live)
    {
        if (live.Table is not { } table)
        {
            return;
        }

        var added = 0;
        foreach (var command in live.Commands)
        {
            var column = command.Subtype == "AT_AddColumn" ? command.Def.Name() : command.Name;
            var known = table.Column(column) is not null;
            var touched = live.PendingTable?.Columns.Contains(column) == true;
            switch (command.Subtype)
            {
                case "AT_AddColumn" when known && !touched && !command.Node.Flag("missing_ok"):
                    live.Add(LiveNameRules.Taken, $"{table.Relation.QualifiedName.Display} has a column {column} already.", $"It is {table.Column(column)!.Type}.", column);
                    break;
                case "AT_AddColumn" when known && !touched:
                    Existing(live, $"{column} exists: {table.Column(column)!.Type}");
                    break;
                case "AT_AddColumn":
                    added++;
                    live.Weigh(EvidenceWeight.Dismisses, $"{column} does not exist.", null, "SM101");
                    break;
                case "AT_DropColumn" or "AT_AlterColumnType" or "AT_SetNotNull" or "AT_DropNotNull" or "AT_ColumnDefault" when !known && !touched && !command.Node.Flag("missing_ok"):
                    live.Add(LiveNameRules.Missing, $"{table.Relation.QualifiedName.Display} has no column {column}.", $"It has {string.Join(", ", table.Columns.Select(each => each.Name).Take(30))}.", column);
                    break;
                case "AT_ValidateConstraint" or "AT_DropConstraint" when table.Constraint(column) is null && live.PendingTable?.Constraints.ContainsKey(column) != true
                    && !command.Node.Flag("missing_ok") && live.Pending.OpaqueBy is null:
                    live.Add(LiveNameRules.Missing, $"{table.Relation.QualifiedName.Display} has no constraint {column}.", $"It has {string.Join(", ", table.Constraints.Select(each => each.Name).Take(30))}.");
                    break;
            }
        }

        added += live.PendingTable?.NewColumns.Count ?? 0;
        var used = table.Relation.AttributesUsed + added;
        if (added > 0 && used > MaximumColumns - 160)
        {
            live.Add(
                LiveStateRules.AttributeLimit, $"{table.Relation.QualifiedName.Display} would use {Quantity.Count(used)} of {Quantity.Count(MaximumColumns)} column numbers.",
                $"{table.Columns.Count} columns live, {table.Relation.AttributesUsed - table.Columns.Count} were dropped and still count.", severity: used > MaximumColumns ? Severity.Error : Severity.Warning);
        }
    }

    private static void Created(LiveCase live)
    {
        var (family, name) = live.Node.Type switch
        {
            "CreateStmt" or "CreateTableAsStmt" or "CreateSeqStmt" => ("relation", PrivilegeCheck.Created(live.Node)),
            "ViewStmt" when !live.Node.Flag("replace") => ("relation", PrivilegeCheck.Created(live.Node)),
            "IndexStmt" when live.Node.Text("idxname") is { Length: > 0 } index =>
                ("relation", QualifiedName.Of(live.Node["relation"].Text("schemaname"), index)),
            "CreateEnumStmt" or "CreateDomainStmt" or "CompositeTypeStmt" => ("type", PrivilegeCheck.Created(live.Node)),
            "RenameStmt" when live.Node.Text("renameType") is "OBJECT_TABLE" or "OBJECT_INDEX" or "OBJECT_VIEW" or "OBJECT_SEQUENCE" && live.Node.Text("newname") is { } newName =>
                ("relation", QualifiedName.Of(live.Node["relation"].Text("schemaname"), newName)),
            _ => ("", (QualifiedName?)null),
        };
        if (name is not { } created || live.Pending.Find(created) is { Dropped: true })
        {
            return;
        }

        var taken = live.Catalog.FindTaken(family, created);
        if (live.Node.Flag("if_not_exists"))
        {
            if (taken is null)
            {
                live.Weigh(EvidenceWeight.Dismisses, $"{created.Display} does not exist.", null, "SM101", "SM033");
            }
            else
            {
                Existing(live, $"{taken.Schema}.{taken.Name} exists and is a {taken.Kind}{Invalid(live, created)}");
            }
        }
        else if (taken is not null)
        {
            live.Board.Add(
                live.Examined, LiveNameRules.Taken, $"The name {created.Display} is taken.", new FindingSubject(live.TableName, null, created),
                LiveCase.Fact(EvidenceWeight.Confirms, $"{taken.Schema}.{taken.Name} is a {taken.Kind}{Invalid(live, created)}."));
        }
    }

    private static string Invalid(LiveCase live, QualifiedName name) =>
        live.World.Activity.InvalidIndexes.Any(index => index.Name == name.Name.Name && (name.Schema is null || name.Schema.Value.Name == index.Schema)) ? ", and not valid" : "";

    private static void Existing(LiveCase live, string fact) =>
        live.Weigh(EvidenceWeight.Escalates, $"{fact}; the statement would leave it as it is.", Severity.Warning, "SM101", "SM033");
}
