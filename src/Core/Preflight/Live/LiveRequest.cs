using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Collects what the checks need to know of the catalog.</summary>
internal static class LiveRequest
{
    public static CatalogRequest Of(IEnumerable<ExaminedStatement> statements)
    {
        var relations = new HashSet<QualifiedName>();
        var types = new HashSet<QualifiedName>();
        var newNames = new HashSet<QualifiedName>();
        foreach (var statement in statements)
        {
            relations.UnionWith(statement.Facts.Locks.Select(held => held.Relation));
            var node = statement.Statement.Node;
            foreach (var range in node.Descendants("RangeVar"))
            {
                Add(relations, range.RelationName());
            }

            foreach (var type in node.Descendants("TypeName"))
            {
                Add(types, type.NameOf());
            }

            Add(relations, node["relation"].RelationName());
            Collect(node, relations, types, newNames);
        }

        return new CatalogRequest(relations, types, newNames);
    }

    private static void Collect(SqlNode node, HashSet<QualifiedName> relations, HashSet<QualifiedName> types, HashSet<QualifiedName> newNames)
    {
        switch (node.Type)
        {
            case "DropStmt":
                var isType = node.Text("removeType") is "OBJECT_TYPE" or "OBJECT_DOMAIN";
                foreach (var item in node.List("objects"))
                {
                    Add(isType ? types : relations, item.NameOf());
                }

                break;
            case "CreateStmt":
                Add(newNames, node["relation"].RelationName());
                break;
            case "CreateTableAsStmt":
                Add(newNames, node["into"]["rel"].RelationName());
                break;
            case "ViewStmt":
                Add(newNames, node["view"].RelationName());
                Add(relations, node["view"].RelationName());
                break;
            case "CreateSeqStmt":
                Add(newNames, node["sequence"].RelationName());
                break;
            case "IndexStmt" when node.Text("idxname") is { Length: > 0 } index:
                Add(newNames, QualifiedName.Of(node["relation"].Text("schemaname"), index));
                break;
            case "RenameStmt" when node.Text("newname") is { Length: > 0 } newName && node.Text("renameType") is "OBJECT_TABLE" or "OBJECT_INDEX" or "OBJECT_VIEW" or "OBJECT_SEQUENCE":
                Add(newNames, QualifiedName.Of(node["relation"].Text("schemaname"), node.Text("newname")!));
                break;
            case "CreateEnumStmt":
                Add(newNames, node.List("typeName").NameOf());
                break;
            case "AlterEnumStmt" or "AlterDomainStmt":
                Add(types, node.List("typeName").NameOf());
                break;
            case "CreateDomainStmt":
                Add(newNames, node.List("domainname").NameOf());
                break;
            case "CompositeTypeStmt":
                Add(newNames, node["typevar"].RelationName());
                break;
        }
    }

    private static void Add(HashSet<QualifiedName> names, QualifiedName? name)
    {
        if (name is { } given)
        {
            names.Add(given);
        }
    }
}
