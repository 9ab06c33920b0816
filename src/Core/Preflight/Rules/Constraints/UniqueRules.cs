using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>UNIQUE, PRIMARY KEY and EXCLUDE.</summary>
[RuleFamily]
internal static class UniqueRules
{
    public static Rule Direct { get; } = new(new RuleMetadata("SM026", Severity.Danger, "UNIQUE or PRIMARY KEY added directly",
        "ADD CONSTRAINT … UNIQUE and ADD PRIMARY KEY build their index in place.",
        "The index is built under ACCESS EXCLUSIVE: nobody reads or writes the table meanwhile.",
        "CREATE UNIQUE INDEX CONCURRENTLY, then ADD CONSTRAINT … USING INDEX.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddConstraint"], context => context.OnExistingTable && context.Command.Def is var constraint
            && constraint.Text("contype") is "CONSTR_UNIQUE" or "CONSTR_PRIMARY" && !constraint.Has("indexname")
        ? new RuleHit($"The index is built while nobody can read or write {context.TableText}.") { At = constraint, SafeAlternative = SafeForms.UsingIndex(context) }
        : null);

    public static Rule NullableKey { get; } = new(new RuleMetadata("SM027", Severity.Danger, "Primary key over a nullable column",
        "ADD PRIMARY KEY USING INDEX sets NOT NULL on the index's columns, and reads the whole table where they are nullable.",
        "The scan runs under ACCESS EXCLUSIVE: nobody reads or writes the table meanwhile.",
        "Make the columns NOT NULL first: by a CHECK that is added NOT VALID and validated, on 18 by NOT NULL … NOT VALID.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddConstraint"], context =>
    {
        // The operation asserts that its columns are NOT NULL before it begins.
        var index = context.Source.FromOperations ? null : IndexOf(context, "CONSTR_PRIMARY");
        var nullable = index?.Columns.Where(column => column is not null && !IsNotNull(context, column)).ToList();
        return nullable is { Count: > 0 }
            ? new RuleHit($"Every row of {context.TableText} is read unless {string.Join(", ", nullable)} was NOT NULL before.") { At = context.Command.Def, Severity = Severity.Warning, Column = nullable[0] }
            : null;
    });

    public static Rule UnfitIndex { get; } = new(new RuleMetadata("SM029", Severity.Error, "Index that cannot back a constraint",
        "A constraint needs a unique index over plain columns: not partial, no expressions, default order.",
        "ADD CONSTRAINT … USING INDEX fails; and a DEFERRABLE constraint cannot serve ON CONFLICT.",
        "Build the index as the constraint needs it, or leave it an index: ON CONFLICT finds a partial one by its WHERE.")
    {
        Lock = LockMode.AccessExclusive,
    }, ["AT_AddConstraint"], context =>
    {
        var index = IndexOf(context, "CONSTR_UNIQUE") ?? IndexOf(context, "CONSTR_PRIMARY");
        var flaw = index is null ? null
            : !index.Unique ? "is not unique"
            : index.Partial ? "is partial"
            : index.Columns.Any(column => column is null) ? "has an expression"
            : HasOrder(index.Node) ? "has an order of its own"
            : null;
        return flaw is not null
            ? new RuleHit($"The index {index!.Name} {flaw} and cannot become a constraint.") { At = context.Command.Def }
            : context.OnExistingTable && context.Command.Def is var constraint && constraint.Text("contype") == "CONSTR_UNIQUE" && constraint.Flag("deferrable") && !context.Source.FromOperations
                ? new RuleHit("A DEFERRABLE unique constraint cannot serve ON CONFLICT.") { At = constraint, Severity = Severity.Info }
                : null;
    });

    public static Rule Exclusion { get; } = new(new RuleMetadata("SM030", Severity.Danger, "EXCLUDE constraint on an existing table",
        "ADD CONSTRAINT … EXCLUDE builds its index in place; there is no NOT VALID and no USING INDEX for it.",
        "The index is built under ACCESS EXCLUSIVE: nobody reads or writes the table meanwhile.",
        "Make a new table with the constraint, keep it in step by a trigger, fill it with Start-Backfill, and swap the names.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddConstraint"], context => context.OnExistingTable && context.Command.Def.Text("contype") == "CONSTR_EXCLUSION"
        ? new RuleHit($"The index is built while nobody can read or write {context.TableText}.") { At = context.Command.Def }
        : null);

    private static KnownIndex? IndexOf(RuleContext context, string kind)
    {
        var constraint = context.Command.Def;
        return constraint.Text("contype") == kind && constraint.Text("indexname") is { Length: > 0 } name && context.Table is { } table
            && context.State.Indexes.TryGet(QualifiedName.Of(table.Schema?.Name, name), out var index)
                ? index
                : null;
    }

    private static bool IsNotNull(RuleContext context, string column) =>
        context.State.Find(context.Table!.Value)?.Columns.GetValueOrDefault(column) is { NotNull: true };

    private static bool HasOrder(SqlNode index)
    {
        foreach (var element in index.List("indexParams"))
        {
            if (element.Text("ordering") is "SORTBY_DESC" || element.Text("nulls_ordering") is "SORTBY_NULLS_FIRST")
            {
                return true;
            }
        }

        return false;
    }
}
