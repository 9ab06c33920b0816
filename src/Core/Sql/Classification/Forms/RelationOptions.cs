namespace SchemaMigrate.Sql;

/// <summary>Storage parameters differ in their locks: most need no more than SHARE UPDATE EXCLUSIVE (PostgreSQL's table of reloptions).</summary>
internal static class RelationOptions
{
    /// <summary>Parameters that readers or planners rely on, so that they need ACCESS EXCLUSIVE.</summary>
    private static readonly HashSet<string> Strict = new(StringComparer.OrdinalIgnoreCase)
    {
        "user_catalog_table", "security_barrier", "security_invoker", "check_option", "fastupdate", "autosummarize", "buffering",
        "gin_pending_list_limit", "pages_per_range", "column_bloom",
    };

    /// <summary>The form of each parameter in the command.</summary>
    public static IEnumerable<string> Keys(SqlNode command)
    {
        var keys = new HashSet<string>();
        foreach (var option in command["def"].List("items"))
        {
            keys.Add(Strict.Contains(option.Text("defname") ?? "") ? "SetOptions.Strict" : "SetOptions");
        }

        foreach (var option in command.List("def"))
        {
            keys.Add(Strict.Contains(option.Text("defname") ?? "") ? "SetOptions.Strict" : "SetOptions");
        }

        return keys;
    }
}
