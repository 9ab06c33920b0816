using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Privileges, extensions, server settings.</summary>
[RuleFamily]
internal static class SecurityRules
{
    public static Rule Privileges { get; } = new(new RuleMetadata("SM105", Severity.Warning, "Privileges wider than they look",
        "SECURITY DEFINER without a search_path of its own, a grant to PUBLIC, or a role with SUPERUSER.",
        "A SECURITY DEFINER function runs what the caller's search_path leads it to, with its owner's rights; PUBLIC is everybody who ever connects.",
        "SET search_path = pg_catalog, … on the function; grants to named roles; no SUPERUSER."),
        ["CreateFunctionStmt", "GrantStmt", "CreateRoleStmt", "AlterRoleStmt"], context => context.Node.Type switch
        {
            "CreateFunctionStmt" => IsOpenDefiner(context.Node) ? new RuleHit("A SECURITY DEFINER function has no search_path of its own.") : null,
            "GrantStmt" => context.Node.Flag("is_grant") && IsToPublic(context.Node) ? new RuleHit("Everybody who connects gets the privilege.") : null,
            _ => DefElems.IsOn(context.Node.List("options"), "superuser", otherwise: false) ? new RuleHit("The role may do anything.") : null,
        });

    public static Rule Extension { get; } = new(new RuleMetadata("SM113", Severity.Info, "Extension of an unstated version",
        "CREATE EXTENSION without VERSION, or ALTER EXTENSION UPDATE without TO, takes what the server happens to offer.",
        "Databases end up with different versions; an update may rewrite tables, and often needs rights that a migration role lacks.",
        "Say the version."),
        ["CreateExtensionStmt", "AlterExtensionStmt"], context => !HasVersion(context.Node)
            ? new RuleHit($"{context.Node.Text("extname")} takes the version that the server offers.") { Severity = context.Node.Is("AlterExtensionStmt") ? Severity.Warning : null }
            : null);

    public static Rule Server { get; } = new(new RuleMetadata("SM127", Severity.Warning, "Setting of the whole server",
        "ALTER SYSTEM changes every database of the server.",
        "A revision belongs to one database; running it for a second one, or undoing it, changes the others again.",
        "Change it where the server is configured; ALTER DATABASE or ALTER ROLE … SET for one database or role."),
        ["AlterSystemStmt"], _ => new RuleHit("Every database of the server gets the setting."));

    private static bool IsOpenDefiner(SqlNode function)
    {
        var (definer, path) = (false, false);
        foreach (var option in function.List("options"))
        {
            definer |= option.Text("defname") == "security" && option["arg"].Flag("boolval");
            path |= option.Text("defname") == "set" && option["arg"].Text("name") == "search_path";
        }

        return definer && !path;
    }

    private static bool IsToPublic(SqlNode grant)
    {
        foreach (var role in grant.List("grantees"))
        {
            if (role.Text("roletype") == "ROLESPEC_PUBLIC")
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasVersion(SqlNode extension)
    {
        foreach (var option in extension.List("options"))
        {
            if (option.Text("defname") == "new_version")
            {
                return true;
            }
        }

        return false;
    }
}
