using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Says whether a statement reads or writes a whole table that was there before, as far as its text tells.</summary>
internal static class SlowStatement
{
    public static bool Is(RuleContext context)
    {
        if (!context.OnExistingTable || !(context.Facts.Scans || context.Facts.Rewrites))
        {
            return false;
        }

        if (!context.Node.Is("AlterTableStmt"))
        {
            return true;
        }

        foreach (var node in context.Node.List("cmds"))
        {
            if (IsSlow(context, new AlterCommand(node)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSlow(RuleContext context, AlterCommand command) => command.Subtype switch
    {
        "AT_SetNotNull" => !NotNullRules.IsProven(context, command.Name),
        "AT_AddConstraint" => !command.Def.Flag("skip_validation") && !command.Def.Has("indexname"),
        "AT_AddColumn" => IsSlow(command.Def),
        "AT_AlterColumnType" => !new TypeChange(command).MayBeFree,
        "AT_ValidateConstraint" => true,
        "AT_SetLogged" or "AT_SetUnLogged" or "AT_SetTableSpace" or "AT_SetAccessMethod" or "AT_SetExpression" => true,
        _ => false,
    };

    private static bool IsSlow(SqlNode column)
    {
        foreach (var constraint in column.List("constraints"))
        {
            if (constraint.Text("contype") is "CONSTR_CHECK" or "CONSTR_UNIQUE" or "CONSTR_PRIMARY" or "CONSTR_IDENTITY"
                || (constraint.Text("contype") == "CONSTR_GENERATED" && constraint.Text("generated_kind") != "v")
                || (constraint.Text("contype") == "CONSTR_DEFAULT" && VolatileFunctions.In(constraint["raw_expr"]) is not null))
            {
                return true;
            }
        }

        return column.IsSerial();
    }
}
