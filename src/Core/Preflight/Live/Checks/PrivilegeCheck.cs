using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Whether the current role may do what the statement does.</summary>
internal static class PrivilegeCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Examined.Embedded || live.Catalog.Database.IsSuperuser)
        {
            return;
        }

        foreach (var (table, missing) in Missing(live).DistinctBy(pair => (pair.Table.Relation.Oid, pair.Missing)))
        {
            live.Board.Add(
                live.Examined, LiveStateRules.Privilege, $"{live.Catalog.Database.User} {missing} {table.Relation.QualifiedName.Display}.", new FindingSubject(table.Relation.QualifiedName, null, null),
                LiveCase.Fact(EvidenceWeight.Confirms, $"{table.Relation.QualifiedName.Display} belongs to {table.Relation.Owner}; the session acts as {live.Catalog.Database.User}."));
        }

        if (live.Node.Type is "CreateStmt" or "CreateTableAsStmt" or "CreateSeqStmt" or "ViewStmt" or "CreateEnumStmt" && Created(live.Node) is { Schema: null }
            && live.Catalog.Database is { CanCreateInCurrentSchema: false } database)
        {
            live.Add(
                LiveStateRules.Privilege, $"{live.Catalog.Database.User} may not create objects in {database.CurrentSchema ?? "any schema of the search_path"}.",
                $"search_path is {database.SearchPath}; the role has no CREATE on the schema.");
        }

        if (live.Node.Type == "CreateSchemaStmt" && !live.Catalog.Database.CanCreateSchema)
        {
            live.Add(LiveStateRules.Privilege, $"{live.Catalog.Database.User} may not create schemas.", "The role has no CREATE on the database.");
        }
    }

    public static QualifiedName? Created(SqlNode node) => node.Type switch
    {
        "CreateTableAsStmt" => node["into"]["rel"].RelationName(),
        "ViewStmt" => node["view"].RelationName(),
        "CreateSeqStmt" => node["sequence"].RelationName(),
        "CreateEnumStmt" => node.List("typeName").NameOf(),
        "CreateDomainStmt" => node.List("domainname").NameOf(),
        "CompositeTypeStmt" => node["typevar"].RelationName(),
        _ => node["relation"].RelationName(),
    };

    private static IEnumerable<(TableFacts Table, string Missing)> Missing(LiveCase live)
    {
        const string NotOwner = "does not own";
        switch (live.Node.Type)
        {
            case "AlterTableStmt" or "IndexStmt" or "RenameStmt" or "RuleStmt" or "RefreshMatViewStmt":
                if (live.Table is { Relation.CanAlter: false } altered)
                {
                    yield return (altered, NotOwner);
                }

                if (live.Node.Type == "IndexStmt" && live.Table is { Relation.CanCreateInSchema: false } indexed)
                {
                    yield return (indexed, "may not create objects in the schema of");
                }

                break;
            case "DropStmt":
                foreach (var name in Names(live.Node.List("objects")))
                {
                    if (live.Find(name) is { Relation.CanAlter: false } dropped)
                    {
                        yield return (dropped, NotOwner);
                    }
                }

                break;
            case "InsertStmt" when live.Table is { Relation.CanInsert: false } inserted:
                yield return (inserted, "may not insert into");
                break;
            case "UpdateStmt" when live.Table is { Relation.CanUpdate: false } updated:
                yield return (updated, "may not update");
                break;
            case "DeleteStmt" when live.Table is { Relation.CanDelete: false } deleted:
                yield return (deleted, "may not delete from");
                break;
        }

        foreach (var name in live.Commands.Where(command => command.Subtype == "AT_AddConstraint").Select(command => command.Def["pktable"].RelationName()))
        {
            if (live.Find(name) is { Relation: { CanReference: false, CanAlter: false } } referenced)
            {
                yield return (referenced, "may not refer to");
            }
        }
    }

    private static List<QualifiedName> Names(SqlNodeList items)
    {
        var names = new List<QualifiedName>();
        foreach (var item in items)
        {
            if (item.NameOf() is { } name)
            {
                names.Add(name);
            }
        }

        return names;
    }
}
