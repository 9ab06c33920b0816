namespace SchemaMigrate.Sql;

/// <summary>Objects that are no relations but whose statements have forms of their own.</summary>
internal static class ObjectForms
{
    public static IEnumerable<StatementForm> Grant(SqlNode node)
    {
        var relations = new List<(string, QualifiedName)>();
        if (node.Text("targtype") == "ACL_TARGET_OBJECT" && node.Text("objtype") is "OBJECT_TABLE" or "OBJECT_SEQUENCE")
        {
            foreach (var relation in node.List("objects"))
            {
                if (relation.RelationName() is { } name)
                {
                    relations.Add(("table", name));
                }
            }
        }

        return [new StatementForm(relations.Count > 0 ? "Grant.Relation" : "Grant", relations)];
    }

    public static IEnumerable<StatementForm> Publication(SqlNode node)
    {
        var relations = new List<(string, QualifiedName)>();
        foreach (var item in node.List("pubobjects"))
        {
            if (item["pubtable"]["relation"].RelationName() is { } name)
            {
                relations.Add(("table", name));
            }
        }

        return [new StatementForm(StatementKinds.Of(node).ToString(), relations)];
    }

    public static IEnumerable<StatementForm> CreateSubscription(SqlNode node)
    {
        var options = node.List("options");
        // Creating the slot on the publisher cannot be rolled back.
        var createsSlot = DefElems.IsOn(options, "create_slot", otherwise: true) && DefElems.IsOn(options, "connect", otherwise: true);
        return [new StatementForm(createsSlot ? "CreateSubscription.Slot" : "CreateSubscription")];
    }

    public static IEnumerable<StatementForm> AlterSubscription(SqlNode node)
    {
        var refreshes = node.Text("kind") switch
        {
            "ALTER_SUBSCRIPTION_REFRESH" or "ALTER_SUBSCRIPTION_REFRESH_PUBLICATION" or "ALTER_SUBSCRIPTION_REFRESH_SEQUENCES" => true,
            "ALTER_SUBSCRIPTION_SET_PUBLICATION" or "ALTER_SUBSCRIPTION_ADD_PUBLICATION" or "ALTER_SUBSCRIPTION_DROP_PUBLICATION" =>
                DefElems.IsOn(node.List("options"), "refresh", otherwise: true),
            // Some options are altered on the publisher, too.
            "ALTER_SUBSCRIPTION_OPTIONS" => DefElems.IsOn(node.List("options"), "two_phase", false) || DefElems.IsOn(node.List("options"), "failover", false),
            _ => false,
        };
        return [new StatementForm(refreshes ? "AlterSubscription.Refresh" : "AlterSubscription")];
    }

    public static IEnumerable<StatementForm> AlterEnum(SqlNode node) => [new StatementForm(node.Has("oldVal") ? "AlterEnum.RenameValue" : "AlterEnum.AddValue")];

    public static IEnumerable<StatementForm> AlterDomain(SqlNode node) => [new StatementForm(node.Text("subtype") switch
    {
        "AD_AddConstraint" or "C" => node["def"].Flag("skip_validation") ? "AlterDomain.AddConstraint.NotValid" : "AlterDomain.AddConstraint",
        "AD_ValidateConstraint" or "V" => "AlterDomain.ValidateConstraint",
        "AD_SetNotNull" or "O" => "AlterDomain.SetNotNull",
        _ => "AlterDomain",
    })];

    public static IEnumerable<StatementForm> AlterDatabase(SqlNode node)
    {
        foreach (var option in node.List("options"))
        {
            if (option.Text("defname") == "tablespace")
            {
                return [new StatementForm("AlterDatabase.Tablespace")];
            }
        }

        return [new StatementForm("AlterDatabase")];
    }

    public static IEnumerable<StatementForm> CreateSchema(SqlNode node)
    {
        yield return new StatementForm("CreateSchema");
        foreach (var element in node.List("schemaElts"))
        {
            foreach (var form in StatementForms.Of(element))
            {
                yield return form;
            }
        }
    }

    public static IEnumerable<StatementForm> Discard(SqlNode node) =>
        [new StatementForm(node.Text("target") == "DISCARD_ALL" ? "Discard.All" : "Discard")];
}
