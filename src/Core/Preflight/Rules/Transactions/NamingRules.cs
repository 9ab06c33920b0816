using System.Text;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Names.</summary>
[RuleFamily]
internal static class NamingRules
{
    public static Rule IfNotExists { get; } = new(new RuleMetadata("SM101", Severity.Info, "IF NOT EXISTS hides a different object",
        "IF NOT EXISTS looks at the name alone.",
        "When something else has that name already, the statement does nothing and says so only in a notice; the databases drift apart.",
        "Leave it away: the journal knows what was applied. Compare-MigrationSchema shows where databases differ."),
        ["CreateStmt", "IndexStmt", "AT_AddColumn", "CreateSeqStmt", "ViewStmt"], context => context.Node.Is("AlterTableStmt")
            ? context.Command.Node.Flag("missing_ok") ? new RuleHit($"A column {context.Command.Def.Name()} of any other type would be taken for the right one.") { Column = context.Command.Def.Name() } : null
            : context.Node.Flag("if_not_exists") && !context.Node.Flag("concurrent") && context.Node["relation"].Text("relpersistence") != "t"
                ? new RuleHit("Something else of that name would be taken for the right one.")
                : null);

    public static Rule Unqualified { get; } = new(new RuleMetadata("SM102", Severity.Info, "Name without a schema",
        "Which table is meant depends on the search_path of the session.",
        "Another role or another setting, and the statement changes another table, or makes a second one.",
        "Write the schema, or set searchPath in schemamigrate.json.")
    {
        OptIn = true,
    }, [RuleTriggers.EveryStatement], context =>
    {
        if (context.State.Session["search_path"] is not null)
        {
            return null;
        }

        foreach (var relation in context.Node.Descendants("RangeVar"))
        {
            if (relation.Text("schemaname") is null or "" && relation.Text("relpersistence") != "t" && relation.RelationName() is { } name && !(context.State.Find(name) is { Temporary: true }))
            {
                return new RuleHit($"{name.Display} has no schema.") { At = relation };
            }
        }

        return null;
    });

    public static Rule TooLong { get; } = new(new RuleMetadata("SM103", Severity.Warning, "Name longer than 63 bytes",
        "PostgreSQL cuts the name and says so only in a notice.",
        "Two names that differ behind the 63rd byte are the same, and a later revision that writes the whole name depends on being cut alike.",
        "Choose a shorter name."),
        [RuleTriggers.EveryStatement], context => LongName.MayBeIn(context.Examined.Statement.Span) && LongName.Find(context.Examined.Statement.Text) is { } name
            ? new RuleHit($"{name} has {Encoding.UTF8.GetByteCount(name)} bytes; 63 are kept.")
            : null);
}
