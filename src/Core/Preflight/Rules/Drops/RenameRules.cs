using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Renaming what clients use.</summary>
[RuleFamily]
internal static class RenameRules
{
    public static Rule Rename { get; } = new(new RuleMetadata("SM055", Severity.Danger, "Table, column or schema renamed",
        "The old name is gone in the moment of the commit.",
        "Old and new release run side by side for a while in every deployment, and one of them uses a name that does not exist. Function bodies keep the old name and break when called.",
        "Rename-MigrationColumn -Online keeps both names in step; or, in the same transaction, put a view with the old name over the renamed table.")
    {
        Lock = LockMode.AccessExclusive,
    }, [RuleTriggers.End], context => Unbridged(context.State));

    public static Rule Schema { get; } = new(new RuleMetadata("SM131", Severity.Danger, "Schema renamed, or table moved to another",
        "Every qualified name, and every search_path that leads there, is wrong in the moment of the commit.",
        "All clients of the schema or table fail until they are released anew.",
        "Make the new schema with views on the old tables, move clients over, then move the tables.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["RenameStmt", "AlterObjectSchemaStmt"], context => context.Node.Is("RenameStmt")
        ? context.Node.Text("renameType") == "OBJECT_SCHEMA" ? new RuleHit($"The schema {context.Node.Text("subname")} becomes {context.Node.Text("newname")}.") { Lock = LockMode.None } : null
        : context.OnExistingTable && !(context.State.Views.Contains(context.Table!.Value))
            ? new RuleHit($"{context.TableText} moves to the schema {context.Node.Text("newschema")}.")
            : null);

    private static IEnumerable<RuleHit> Unbridged(TransactionState state)
    {
        foreach (var rename in state.Renames)
        {
            if (IsBridged(state, rename) || IsSwapped(state, rename) || IsHidden(rename))
            {
                continue;
            }

            yield return new RuleHit(rename.Column is null
                ? $"{rename.Relation.Display} becomes {rename.NewName}; clients that use the old name fail."
                : $"{rename.Relation.Display}.{rename.Column} becomes {rename.NewName}; clients that use the old name fail.")
            {
                On = rename.By,
                Table = rename.Relation,
                Column = rename.Column,
                SafeAlternative = rename.Column is { } column ? SafeForms.RenameOnline(rename.Relation, column, rename.NewName) : null,
                Severity = rename.By.Source.Phase == Revisions.RevisionPhase.Contract ? Severity.Warning : null,
            };
        }
    }

    /// <summary>Whether two things change names in one commit: the old name goes on to exist, and nobody knew the one that was put in its place.</summary>
    private static bool IsSwapped(TransactionState state, KnownRename rename) => state.Renames.Exists(other => other != rename && other.By.Step == rename.By.Step
        && (rename.Column is null
            ? other.Column is null && (other.NewName == rename.Relation.Name.Name || rename.NewName == other.Relation.Name.Name)
            : other.Column is not null && NameMap<KnownRename>.Same(other.Relation, rename.Relation) && (other.NewName == rename.Column || rename.NewName == other.Column)));

    /// <summary>Whether what was softly dropped gets its name back: nobody uses the one that it was hidden under.</summary>
    private static bool IsHidden(KnownRename rename) => (rename.Column ?? rename.Relation.Name.Name).StartsWith("zz_dropped_", StringComparison.Ordinal);

    /// <summary>Whether a view, or a table that the source made, stands under the old name from the same commit on.</summary>
    private static bool IsBridged(TransactionState state, KnownRename rename)
    {
        if (rename.Column is null)
        {
            return (state.Views.TryGet(rename.Relation, out var view) && view.Step == rename.By.Step)
                || (state.Find(rename.Relation) is { Created: true, NamedBy: { } named } && named.Step == rename.By.Step);
        }

        // A column of a table that was itself renamed and hidden behind a view; or the other way round, column first.
        return state.Renames.Exists(table => table.Column is null && IsBridged(state, table)
            && (NameMap<KnownRename>.Same(table.Relation, rename.Relation) || (table.NewName == rename.Relation.Name.Name && table.By.Step == rename.By.Step)));
    }
}
