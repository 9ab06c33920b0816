using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>CHECK constraints.</summary>
[RuleFamily]
internal static class CheckRules
{
    public static Rule Validated { get; } = new(new RuleMetadata("SM015", Severity.Danger, "CHECK added and validated at once",
        "ADD CONSTRAINT … CHECK reads the whole table.",
        "The table is read from end to end under ACCESS EXCLUSIVE: nobody reads or writes it meanwhile.",
        "ADD CONSTRAINT … NOT VALID, then VALIDATE CONSTRAINT in a transaction of its own.")
    {
        Lock = LockMode.AccessExclusive,
        Scans = true,
    }, ["AT_AddConstraint"], context =>
        context.OnExistingTable && context.Command.Def.Text("contype") == "CONSTR_CHECK" && !context.Command.Def.Flag("skip_validation")
            ? new RuleHit($"Every row of {context.TableText} is tested while nobody can read or write the table.") { At = context.Command.Def, Object = Name(context.Command.Def), SafeAlternative = SafeForms.NotValid(context) }
            : null);

    public static Rule NeverValidated { get; } = new(new RuleMetadata("SM016", Severity.Info, "CHECK that is not validated here",
        "A NOT VALID check does not test the rows that are there, but tests each of them again on any UPDATE.",
        "When a row violates it, every UPDATE of that row fails from now on, also of other columns.",
        "Make sure that no row violates it before adding it, and VALIDATE CONSTRAINT afterwards."),
        [RuleTriggers.End], context => Unvalidated(context.State));

    public static Rule WrongMeaning { get; } = new(new RuleMetadata("SM018", Severity.Warning, "CHECK that does not mean what it says",
        "The condition depends on more than the row, or is never false.",
        "PostgreSQL tests a CHECK when a row is written and never again, and lets a row pass when the result is NULL: the table will hold rows that violate it, and a dump of it may not load.",
        "Compare columns with constants and with each other; write IS NULL for NULL; put rules over time or other tables into a trigger."),
        [RuleTriggers.Constraint], context => context.Constraint.Text("contype") == "CONSTR_CHECK" ? Meaning(context) : null);

    private static QualifiedName? Name(SqlNode constraint) => constraint.Text("conname") is { Length: > 0 } name ? QualifiedName.Of(null, name) : null;

    private static IEnumerable<RuleHit> Unvalidated(TransactionState state)
    {
        foreach (var table in state.Tables.Where(table => !table.Created))
        {
            foreach (var constraint in table.Constraints)
            {
                if (constraint is { Kind: "CONSTR_CHECK", NotValid: true, Validated: false, Dropped: false } && constraint.Node.Flag("is_enforced"))
                {
                    yield return new RuleHit($"{table.Name.Display}: rows that violate {constraint.Name} can no longer be updated, and nothing here proves that there are none.")
                    {
                        On = constraint.AddedBy,
                        Table = table.Name,
                        Object = constraint.Name.Length > 0 ? QualifiedName.Of(null, constraint.Name) : null,
                    };
                }
            }
        }
    }

    private static RuleHit? Meaning(RuleContext context)
    {
        var expression = context.Constraint["raw_expr"];
        foreach (var node in expression.Descendants())
        {
            switch (node.Type)
            {
                case "SubLink":
                    return new RuleHit("A CHECK cannot have a subquery; PostgreSQL refuses it.") { Severity = Severity.Error, At = context.Constraint };
                case "SQLValueFunction":
                    return Changing(context, "the current time or user");
                case "FuncCall" when node.FunctionWord() is var word && (VolatileFunctions.IsVolatile(word) || word is "now" or "statement_timestamp" or "transaction_timestamp" or "age"):
                    return Changing(context, $"{word}()");
            }
        }

        return ComparesWithNull(expression)
            ? new RuleHit("A comparison with NULL gives NULL, and a CHECK that gives NULL lets every row pass.") { At = context.Constraint }
            : expression.Is("FuncCall") && VolatileFunctions.IsVolatile(expression.FunctionWord()) ? Changing(context, $"{expression.FunctionWord()}()") : null;
    }

    private static RuleHit Changing(RuleContext context, string what) =>
        new($"The condition depends on {what}: a row that passes today may violate it tomorrow, and nobody tests it again.") { At = context.Constraint };

    private static bool ComparesWithNull(SqlNode expression)
    {
        if (IsNullComparison(expression))
        {
            return true;
        }

        foreach (var node in expression.Descendants("A_Expr"))
        {
            if (IsNullComparison(node))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsNullComparison(SqlNode node) =>
        node.Is("A_Expr") && node.Text("kind") == "AEXPR_OP" && (ConstText.IsNull(node["lexpr"]) || ConstText.IsNull(node["rexpr"]));
}
