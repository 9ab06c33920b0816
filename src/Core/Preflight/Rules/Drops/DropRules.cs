using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Dropping what clients may use.</summary>
[RuleFamily]
internal static class DropRules
{
    public static Rule Column { get; } = new(new RuleMetadata("SM057", Severity.Danger, "Column dropped",
        "The column and its values are gone for good.",
        "Clients that still name it fail, functions that use it break when they are next called, and only a backup brings the values back.",
        "First release clients that no longer use it; watch pg_stat_statements for a while; then drop it in a contract revision.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_DropColumn"], context => context.OnExistingTable && !WasAddedHere(context)
        ? new RuleHit($"{context.TableText}.{context.Command.Name} is dropped with its values.") { Column = context.Command.Name, Severity = Expected(context) }
        : null);

    public static Rule Cascade { get; } = new(new RuleMetadata("SM060", Severity.Danger, "CASCADE",
        "CASCADE drops whatever depends on the object; the statement does not say what that is.",
        "Views, foreign keys, columns, functions and policies go with it; in another database it may be others.",
        "Leave CASCADE away, and drop what PostgreSQL then names, each by its own statement.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["DropStmt", "TruncateStmt", "AT_DropColumn", "AT_DropConstraint", "DropOwnedStmt"], context =>
        (context.Node.Is("AlterTableStmt") ? context.Command.Cascades && context.OnExistingTable : context.Node.Text("behavior") == "DROP_CASCADE" && !OnlyNew(context))
            ? new RuleHit(context.Node.Is("TruncateStmt") ? "Tables that refer to these are emptied too." : "What depends on it is dropped too.")
            : null);

    public static Rule Table { get; } = new(new RuleMetadata("SM061", Severity.Danger, "Table dropped",
        "The table and its rows are gone for good; each of its foreign keys locks another table ACCESS EXCLUSIVE.",
        "Clients that still use it fail. And the locks on the tables that it refers to are the classic deadlock of a deployment.",
        "First release clients that no longer use it; drop its foreign keys one by one in transactions of their own; rename it and wait; then drop it.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["DropStmt"], DroppedTables);

    public static Rule Whole { get; } = new(new RuleMetadata("SM124", Severity.Danger, "Schema, database or role's objects dropped",
        "Everything in it is gone for good.",
        "One statement takes what a whole application lives on.",
        "Drop the objects one by one, in contract revisions."),
        ["DropStmt", "DropdbStmt", "DropOwnedStmt"], context => context.Node.Type switch
        {
            "DropdbStmt" => new RuleHit($"The database {context.Node.Text("dbname")} is dropped."),
            "DropOwnedStmt" => new RuleHit("Everything that the role owns is dropped."),
            _ => context.Node.Text("removeType") == "OBJECT_SCHEMA" ? new RuleHit("A schema is dropped.") : null,
        });

    public static Rule Other { get; } = new(new RuleMetadata("SM130", Severity.Warning, "View, function or type dropped",
        "Clients that still use it fail.",
        "Views and functions are an interface like tables; nothing but the catalog knows who calls them, and function bodies not even that.",
        "Release clients that no longer use it first; replace in place with CREATE OR REPLACE where that is possible."),
        ["DropStmt"], context => context.Node.Text("removeType") is "OBJECT_VIEW" or "OBJECT_MATVIEW" or "OBJECT_FUNCTION" or "OBJECT_PROCEDURE" or "OBJECT_ROUTINE" or "OBJECT_TYPE" or "OBJECT_DOMAIN"
                && !OnlyNew(context) && context.Source.Phase != RevisionPhase.Contract && !context.Source.FromOperations
            ? new RuleHit($"{Names(context.Node)} is dropped.") { Lock = context.Facts.StrongestLock }
            : null);

    public static Severity? Expected(RuleContext context) => context.Source.Phase == RevisionPhase.Contract ? Severity.Warning : null;

    private static IEnumerable<RuleHit> DroppedTables(RuleContext context)
    {
        if (context.Node.Text("removeType") != "OBJECT_TABLE")
        {
            yield break;
        }

        foreach (var item in context.Node.List("objects"))
        {
            if (item.NameOf() is { } table && !context.State.IsNew(table))
            {
                yield return context.State.PutBack.Contains(table)
                    ? new RuleHit($"{table.Display} is dropped, after its rows were put back.") { Table = table, Severity = Severity.Info }
                    : new RuleHit($"{table.Display} is dropped with its rows.") { Table = table, Severity = Expected(context) };
            }
        }
    }

    private static bool WasAddedHere(RuleContext context) =>
        context.State.Find(context.Table!.Value)?.Columns.GetValueOrDefault(context.Command.Name) is { AddedBy: not null };

    private static bool OnlyNew(RuleContext context)
    {
        var any = false;
        foreach (var item in context.Node.List(context.Node.Is("TruncateStmt") ? "relations" : "objects"))
        {
            any = true;
            if (item.NameOf() is not { } name
                || !(context.State.IsNew(name) || context.State.Views.Contains(name) || context.State.Routines.Contains(name) || context.State.RenamedTypes.Contains(name)
                    || (context.State.Types.TryGet(name, out var type) && type.CreatedBy is not null)))
            {
                return false;
            }
        }

        return any;
    }

    private static string Names(SqlNode node)
    {
        var names = new List<string>();
        foreach (var item in node.List("objects"))
        {
            names.Add(item.NameOf()?.Display ?? "it");
        }

        return string.Join(", ", names);
    }
}
