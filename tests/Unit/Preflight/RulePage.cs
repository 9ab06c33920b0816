using System.Text;
using SchemaMigrate.Preflight;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Preflight;

/// <summary>The pages of docs/rules, made from the rules' metadata and examples.</summary>
internal static class RulePage
{
    public static string Of(RuleMetadata rule)
    {
        var page = new StringBuilder();
        page.Append($"# {rule.Id}: {rule.Title}\n\n");
        page.Append($"**{rule.Severity}** · {Effect(rule)}{(rule.OptIn ? " · off unless a project gives it a severity" : "")}{(rule.AntiPattern is { } name ? $" · anti-pattern: {name}" : "")}\n\n");
        page.Append($"{rule.Hazard}\n\n## Why it hurts\n\n{rule.Why}\n\n## What to do instead\n\n{rule.SafeAlternative}\n\n");
        if (rule.Versions is { } versions)
        {
            page.Append($"## Versions\n\n{versions}\n\n");
        }

        if (!rule.NeedsFacts)
        {
            page.Append($"## Bad\n\n```sql\n{Sql(rule.Id, bad: true)}```\n\n## Good\n\n```sql\n{Sql(rule.Id, bad: false)}```\n\n");
        }

        page.Append($"## Ignoring it\n\nPut `-- ignore {rule.Id}: reason` on the line above the statement; or set its severity in `schemamigrate.json`: `\"ruleSeverities\": {{ \"{rule.Id}\": \"off\" }}`.\n");
        return page.ToString();
    }

    public static string Index()
    {
        var page = new StringBuilder("# Rules\n\nWhat `Test-MigrationPreflight` looks for. `Get-MigrationRule` gives the same as objects.\n\n| rule | severity | hazard | lock |\n|---|---|---|---|\n");
        foreach (var rule in RuleCatalog.Rules)
        {
            page.Append($"| [{rule.Id}]({rule.Id}.md) | {rule.Severity} | {rule.Title} | {Effect(rule)} |\n");
        }

        return page.ToString();
    }

    private static string Sql(string id, bool bad) => RuleExample.Read(id, bad).Text;

    private static string Effect(RuleMetadata rule)
    {
        var lockText = rule.Lock switch
        {
            LockMode.None => "no lock",
            LockMode.AccessExclusive => "ACCESS EXCLUSIVE, blocks reads and writes",
            >= LockMode.Share => $"{LockText.Of(rule.Lock)}, blocks writes",
            _ => LockText.Of(rule.Lock),
        };
        return lockText + (rule.Rewrites ? ", rewrites the table" : rule.Scans ? ", reads the table in full" : "");
    }
}
