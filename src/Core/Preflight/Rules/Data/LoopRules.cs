using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Batches in DO blocks.</summary>
[RuleFamily]
internal static class LoopRules
{
    public static Rule Uncommitted { get; } = new(new RuleMetadata("SM091", Severity.Danger, "Batch loop without a commit",
        "A loop changes rows in batches and never commits between them.",
        "All batches are one transaction: every row stays locked to the end, as if it were one statement, and an error undoes them all.",
        "Start-Backfill commits every batch together with its checkpoint.")
    {
        Lock = LockMode.RowExclusive,
        AntiPattern = "Large transaction",
    }, ["DoStmt"], context => Changes(context, inLoop: true).Any() && !Commits(context)
        ? new RuleHit("The loop's batches all end up in one transaction.")
        : null);

    public static Rule WithoutCursor { get; } = new(new RuleMetadata("SM092", Severity.Danger, "Batches found by what is not done yet",
        "Each batch looks for rows that still match, from the beginning, with LIMIT.",
        "Every batch walks over all finished rows again, so the time grows with the square of the table; and a row that goes on matching, because an input is NULL or a trigger objects, is changed for ever.",
        "Walk the key: remember the last key and go on behind it, as Start-Backfill does.")
    {
        Lock = LockMode.RowExclusive,
    }, ["DoStmt", "UpdateStmt", "DeleteStmt"], context => context.Node.Is("DoStmt")
        ? Changes(context, inLoop: true).Any(IsWithoutCursor) ? new RuleHit("The loop finds each batch by what is not done yet.") : null
        : !context.Examined.Embedded && context.OnExistingTable && IsWithoutCursor(context.Node)
            ? new RuleHit("This batch is found by what is not done yet; repeated, it slows down and may never end.") { Severity = Severity.Info }
            : null);

    public static Rule CommitInside { get; } = new(new RuleMetadata("SM132", Severity.Error, "COMMIT within a DO block that runs in a transaction",
        "A DO block can commit only when no transaction is around it.",
        "The statement fails: invalid transaction termination (2D000).",
        "Start-Backfill; or run the block outside of a transaction."),
        ["DoStmt"], context => context.State.InCertainTransaction && Commits(context) ? new RuleHit("The block commits, and a transaction is around it.") : null);

    private static IEnumerable<BodyPiece> Pieces(RuleContext context) =>
        RoutineBody.Of(context.Node) is { Language: "plpgsql" } body ? BodyScanner.Cut(body.Text) : [];

    private static bool Commits(RuleContext context) => Pieces(context).Any(piece => piece.Verb is "COMMIT" or "ROLLBACK");

    private static IEnumerable<SqlNode> Changes(RuleContext context, bool inLoop)
    {
        foreach (var piece in Pieces(context))
        {
            if (piece.InLoop == inLoop && piece.Verb is "UPDATE" or "DELETE" or "INSERT" or "WITH" && EmbeddedStatements.Parse(piece) is [var statement]
                && statement.Kind is StatementKind.Update or StatementKind.Delete or StatementKind.Insert && !RowFilter.IsHeldToKey(statement.Node, embedded: true))
            {
                yield return statement.Node;
            }
        }
    }

    private static bool IsWithoutCursor(SqlNode change)
    {
        foreach (var select in change.Descendants("SelectStmt"))
        {
            if (select.Has("limitCount") && select.Has("fromClause") && !HasKeyBound(select["whereClause"]))
            {
                return true;
            }
        }

        return false;
    }

    private static bool HasKeyBound(SqlNode where)
    {
        if (IsGreater(where))
        {
            return true;
        }

        foreach (var node in where.Descendants("A_Expr"))
        {
            if (IsGreater(node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsGreater(SqlNode node) => node.Is("A_Expr") && node.List("name").Texts() is [.., ">" or ">="];
}
