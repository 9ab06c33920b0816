using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Values of enums.</summary>
[RuleFamily]
internal static class EnumValueRules
{
    public static Rule UsedAtOnce { get; } = new(new RuleMetadata("SM076", Severity.Error, "New enum value used before it is committed",
        "A value that ALTER TYPE … ADD VALUE adds cannot be used in the same transaction.",
        "The statement fails: unsafe use of new value (55P04).",
        "Commit between the two; the module's runner does that by itself.")
    {
        Versions = "12 and later; before, ADD VALUE cannot run in a transaction at all. From 17 on a type that the same transaction created is exempt.",
    }, [RuleTriggers.EveryStatement], context =>
    {
        if (context.State.ValuesAddedInStep == 0 || !context.State.InTransaction || context.Node.Is("AlterEnumStmt"))
        {
            return null;
        }

        foreach (var node in context.Node.Descendants("A_Const"))
        {
            if (ConstText.Of(node) is { } text && Added(context, text) is { } type)
            {
                return new RuleHit($"'{text}' was added to {type.Name.Display} in this transaction and is used before its end.") { At = node, Object = type.Name };
            }
        }

        return null;
    });

    public static Rule Unplaced { get; } = new(new RuleMetadata("SM077", Severity.Info, "Enum value without a place",
        "Without BEFORE or AFTER the value comes last.",
        "ORDER BY and comparisons follow the order of the values, and it cannot be changed later.",
        "Say BEFORE or AFTER which value it belongs."),
        ["AlterEnumStmt"], context => context.Node.Has("newVal") && !context.Node.Has("oldVal") && !context.Node.Has("newValNeighbor") && !context.Source.FromOperations
            ? new RuleHit($"'{context.Node.Text("newVal")}' comes last in {context.Node.List("typeName").NameOf()?.Display}.")
            : null);

    public static Rule Renamed { get; } = new(new RuleMetadata("SM078", Severity.Danger, "Enum value renamed",
        "The old name is gone in the moment of the commit.",
        "Clients that still send the old name fail, and those that compare with it no longer match.",
        "Add the new value, let clients accept both, change the rows with Start-Backfill, then forbid the old value with a CHECK."),
        ["AlterEnumStmt"], context => context.Node.Has("oldVal")
            ? new RuleHit($"'{context.Node.Text("oldVal")}' of {context.Node.List("typeName").NameOf()?.Display} is no longer known once this commits.")
            : null);

    private static KnownType? Added(RuleContext context, string value) => context.State.Types.Values.FirstOrDefault(type =>
        type.AddedValues.GetValueOrDefault(value) is { } by && by.Step == context.State.Step
        && !(context.Major >= 17 && type.CreatedBy is { } created && created.Step == context.State.Step));
}
