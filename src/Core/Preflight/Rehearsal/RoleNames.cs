using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Finds the roles that statements name; a sandbox has none of them.</summary>
internal static class RoleNames
{
    public static IReadOnlyList<string> In(IEnumerable<Step> steps)
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var statement in steps.SelectMany(step => step.Statements).SelectMany(statement => SqlScript.ParseTolerant(statement.Sql).Script.Statements))
        {
            foreach (var role in statement.Node.Descendants("RoleSpec"))
            {
                if (role.Text("roletype") == "ROLESPEC_CSTRING" && role.Text("rolename") is { Length: > 0 } name)
                {
                    names.Add(name);
                }
            }
        }

        return [.. names];
    }
}
