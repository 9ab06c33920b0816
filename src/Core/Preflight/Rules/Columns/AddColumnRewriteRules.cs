using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>ADD COLUMN that rewrites the table.</summary>
[RuleFamily]
internal static class AddColumnRewriteRules
{
    private const string RewriteWhy =
        "Every row is written anew, with every index, under ACCESS EXCLUSIVE: nobody reads or writes the table until that is done, and twice its space is needed.";

    public static Rule VolatileDefault { get; } = new(new RuleMetadata("SM001", Severity.Danger, "Column with a volatile default",
        "ADD COLUMN with a default that must be computed for each row rewrites the table.", RewriteWhy,
        "Add the column without default, then SET DEFAULT for new rows, then fill the old rows with Start-Backfill.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Versions = "All. Constant and stable defaults such as now() are free since 11.",
    }, ["AT_AddColumn"], context =>
    {
        var column = context.Command.Def;
        var expression = column.ConstraintOf("CONSTR_DEFAULT")["raw_expr"];
        return context.OnExistingTable && expression.Exists && VolatileFunctions.In(expression) is { } function
            ? new RuleHit($"{context.TableText}.{column.Name()}: {function.Text} must be computed for every row{(function.Sure ? "" : ", unless it is declared stable or immutable")}.")
            {
                Column = column.Name(),
                At = column,
                Severity = function.Sure ? null : Severity.Warning,
            }
            : null;
    });

    public static Rule Serial { get; } = new(new RuleMetadata("SM002", Severity.Danger, "Serial or identity column on an existing table",
        "ADD COLUMN serial or GENERATED AS IDENTITY numbers every row, which rewrites the table.", RewriteWhy,
        "Add a plain bigint column, create the sequence, SET DEFAULT nextval, fill the old rows with Start-Backfill; ADD GENERATED AS IDENTITY at the end is free.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
    }, ["AT_AddColumn"], context =>
    {
        var column = context.Command.Def;
        var identity = column.ConstraintOf("CONSTR_IDENTITY").Exists;
        return context.OnExistingTable && (identity || column.IsSerial())
            ? new RuleHit($"{context.TableText}.{column.Name()}: {(identity ? "the identity" : column["typeName"].TypeText())} numbers every row that is there.")
            {
                Column = column.Name(),
                At = column,
            }
            : null;
    });

    public static Rule Stored { get; } = new(new RuleMetadata("SM003", Severity.Danger, "Stored generated column on an existing table",
        "ADD COLUMN GENERATED ALWAYS AS … STORED computes and stores the value of every row.", RewriteWhy,
        "On PostgreSQL 18 make it VIRTUAL, which is free. Before, add a plain column, keep it current with a trigger, and fill the old rows with Start-Backfill.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Versions = "12 and later.",
    }, ["AT_AddColumn"], context =>
    {
        var column = context.Command.Def;
        return context.OnExistingTable && column.ConstraintOf("CONSTR_GENERATED") is { Exists: true } generated && generated.Text("generated_kind") != "v"
            ? new RuleHit($"{context.TableText}.{column.Name()}: the value of every row is computed and stored.") { Column = column.Name(), At = column }
            : null;
    });

    public static Rule Domain { get; } = new(new RuleMetadata("SM008", Severity.Danger, "Column of a domain with a constraint",
        "ADD COLUMN of a domain that has a constraint rewrites the table, even without a default.", RewriteWhy,
        "Give the column the domain's base type and a CHECK that is added NOT VALID and validated.")
    {
        Lock = LockMode.AccessExclusive,
        Rewrites = true,
        Versions = "11 to 18, all.",
    }, ["AT_AddColumn"], context =>
    {
        var column = context.Command.Def;
        return context.OnExistingTable && column["typeName"].NameOf() is { } type && context.State.Types.TryGet(type, out var known) && known.IsConstrainedDomain
            ? new RuleHit($"{context.TableText}.{column.Name()}: the domain {type.Display} has a constraint, so every row is written anew.")
            {
                Column = column.Name(),
                Object = type,
                At = column,
            }
            : null;
    });
}
