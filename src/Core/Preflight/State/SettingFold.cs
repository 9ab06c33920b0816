using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>SET, RESET and set_config.</summary>
internal static class SettingFold
{
    public static void Set(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        var name = node.Text("name") ?? "";
        switch (node.Text("kind"))
        {
            case "VAR_SET_VALUE":
                state.Session.Set(name, ConstText.Of(node.List("args").First) ?? "", node.Flag("is_local"));
                break;
            case "VAR_RESET_ALL":
                state.Session.ResetAll();
                break;
            case "VAR_RESET" or "VAR_SET_DEFAULT":
                state.Session.Reset(name);
                break;
        }
    }

    /// <summary>SELECT set_config('lock_timeout', '2s', false).</summary>
    public static void Call(TransactionState state, SqlNode select)
    {
        foreach (var target in select.List("targetList"))
        {
            var call = target["val"];
            if (call.Is("FuncCall") && call.FunctionWord() == "setval")
            {
                state.UnsetIdentities.Clear();
            }

            if (!call.Is("FuncCall") || call.FunctionWord() != "set_config")
            {
                continue;
            }

            var arguments = new List<SqlNode>();
            foreach (var argument in call.List("args"))
            {
                arguments.Add(argument);
            }

            if (arguments.Count == 3 && ConstText.Of(arguments[0]) is { } name && ConstText.Of(arguments[1]) is { } value)
            {
                state.Session.Set(name, value, ConstText.Of(arguments[2]) is "true");
            }
        }
    }
}
