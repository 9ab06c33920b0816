using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Defaults.</summary>
[RuleFamily]
internal static class ColumnDefaultRules
{
    public static Rule DroppedAtOnce { get; } = new(new RuleMetadata("SM010", Severity.Danger, "Default dropped where the column is added",
        "A NOT NULL column is added with a default, and the default is dropped again in the same revision.",
        "Clients of the previous release do not name the column in their INSERTs: without the default each of them fails.",
        "Keep the default until every client names the column; dropping it belongs to a later contract revision.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_ColumnDefault"], context =>
    {
        var name = context.Command.Name;
        return context.OnExistingTable && !context.Command.Def.Exists
            && context.State.Find(context.Table!.Value)?.Columns.GetValueOrDefault(name) is { AddedBy: not null, NotNull: true, DefaultedBy: not null }
            ? new RuleHit($"{context.TableText}.{name} loses the default that this same revision gave it; INSERTs that do not name it fail.") { Column = name }
            : null;
    });
}
