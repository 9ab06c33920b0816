using System.Runtime.InteropServices;

namespace SchemaMigrate.Sql;

/// <summary>
/// The relations that a query reads (<c>source</c>), writes (<c>target</c>) or locks by rows (<c>locked</c>), names of WITH queries left
/// out. Works by position in the flat tree, not by recursion, so that the depth of a query does not matter.
/// </summary>
internal static class QueryRelations
{
    public static List<(string Role, QualifiedName Relation)> Of(SqlNode query, SqlNode except = default)
    {
        // Most queries name one relation.
        var relations = new List<(string, QualifiedName)>(1);
        List<SqlNode>? scopes = null;
        List<SqlNode>? lockers = null;
        List<SqlNode>? targets = null;
        List<SqlNode>? created = null;
        Note(query, ref scopes, ref lockers, ref targets, ref created);
        foreach (var node in query.Descendants())
        {
            Note(node, ref scopes, ref lockers, ref targets, ref created);
        }

        foreach (var range in query.Descendants("RangeVar"))
        {
            if (range.RelationName() is not { } name || range.Equals(except) || Holds(created, range) || IsWithQuery(scopes, range, name))
            {
                continue;
            }

            relations.Add((Holds(targets, range) ? "target" : IsRowLocked(lockers, range) ? "locked" : "source", name));
        }

        return relations;
    }

    private static void Note(
        SqlNode node, ref List<SqlNode>? scopes, ref List<SqlNode>? lockers, ref List<SqlNode>? targets, ref List<SqlNode>? created)
    {
        switch (node.Type)
        {
            case "SelectStmt":
                AddIf(ref lockers, node, node.Has("lockingClause"));
                AddIf(ref scopes, node, node.Has("withClause"));
                break;
            case "InsertStmt" or "UpdateStmt" or "DeleteStmt" or "MergeStmt":
                AddIf(ref targets, node["relation"], condition: true);
                AddIf(ref scopes, node, node.Has("withClause"));
                break;
            case "IntoClause":
                AddIf(ref created, node["rel"], node.Has("rel"));
                break;
            case "LockingClause":
                // The names in FOR UPDATE OF are aliases.
                AddIf(ref created, node, condition: true);
                break;
            default:
                break;
        }
    }

    private static void AddIf(ref List<SqlNode>? list, SqlNode node, bool condition)
    {
        if (condition)
        {
            (list ??= []).Add(node);
        }
    }

    private static bool Holds(List<SqlNode>? nodes, SqlNode range)
    {
        foreach (var node in CollectionsMarshal.AsSpan(nodes))
        {
            if (node.Equals(range) || (node.Is("LockingClause") && node.Contains(range)))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A name of WITH is visible in the statement behind it, and in its sisters: in later ones, or in all when RECURSIVE.</summary>
    private static bool IsWithQuery(List<SqlNode>? scopes, SqlNode range, QualifiedName name)
    {
        if (scopes is null || name.Schema is not null)
        {
            return false;
        }

        foreach (var scope in scopes)
        {
            if (scope.Contains(range) && !scope["relation"].Equals(range) && Sees(scope["withClause"], range, name.Name.Name))
            {
                return true;
            }
        }

        return false;
    }

    private static bool Sees(SqlNode with, SqlNode range, string name)
    {
        foreach (var query in with.List("ctes"))
        {
            if (query.Contains(range) && !with.Flag("recursive"))
            {
                return false;
            }

            if (query.Text("ctename") == name)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsRowLocked(List<SqlNode>? lockers, SqlNode range)
    {
        if (lockers is null)
        {
            return false;
        }

        foreach (var locker in lockers)
        {
            foreach (var item in locker.List("fromClause"))
            {
                if ((item.Equals(range) || item.Contains(range)) && IsNamed(locker, item, range))
                {
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>FOR UPDATE means every table of FROM, FOR UPDATE OF x only the one called x.</summary>
    private static bool IsNamed(SqlNode locker, SqlNode item, SqlNode range)
    {
        foreach (var clause in locker.List("lockingClause"))
        {
            var names = clause.List("lockedRels");
            if (names.Count == 0)
            {
                return true;
            }

            foreach (var named in names)
            {
                var alias = named.Text("relname");
                if (alias == (range["alias"].Text("aliasname") ?? range.Text("relname")) || alias == item["alias"].Text("aliasname"))
                {
                    return true;
                }
            }
        }

        return false;
    }
}
