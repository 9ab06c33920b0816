using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Shows a statement to the rules that look at statements of its kind.</summary>
internal sealed class RuleRunner(RuleSet rules, FindingCollector findings)
{
    // One delegate for all: rules are called some dozen times for each statement.
    private readonly Action<Rule, RuleContext, RuleHit> report = findings.Report;

    public void Run(RuleContext context)
    {
        Each(rules.EveryStatement, context);
        Each(rules.On(context.Node.Type), context);
        switch (context.Node.Type)
        {
            case "AlterTableStmt" when context.Node.Text("objtype") is "OBJECT_TABLE":
                RunCommands(context);
                break;
            case "CreateStmt":
                foreach (var element in context.Node.List("tableElts"))
                {
                    RunElement(context, element);
                }

                break;
        }
    }

    public void RunEnd(RuleContext context) => Each(rules.End, context);

    private void RunCommands(RuleContext context)
    {
        foreach (var node in context.Node.List("cmds"))
        {
            context.Command = new AlterCommand(node);
            Each(rules.On(context.Command.Subtype), context);
            if (context.Command.Subtype is "AT_AddColumn" or "AT_AddConstraint")
            {
                RunElement(context, context.Command.Def);
            }
        }
    }

    private void RunElement(RuleContext context, SqlNode element)
    {
        if (element.Is("ColumnDef"))
        {
            context.Column = element;
            Each(rules.Columns, context);
            context.ConstraintColumn = element.Text("colname") ?? "";
            foreach (var constraint in element.List("constraints"))
            {
                context.Constraint = constraint;
                Each(rules.Constraints, context);
            }

            context.ConstraintColumn = "";
        }
        else if (element.Is("Constraint"))
        {
            context.Constraint = element;
            Each(rules.Constraints, context);
        }
    }

    private void Each(Rule[] each, RuleContext context)
    {
        foreach (var rule in each)
        {
            rule.Examine(context, report);
        }
    }
}
