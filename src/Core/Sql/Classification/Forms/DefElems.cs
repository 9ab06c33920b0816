namespace SchemaMigrate.Sql;

/// <summary>Options as PostgreSQL reads them (<c>defGetBoolean</c>): no value means on.</summary>
internal static class DefElems
{
    public static bool IsOn(SqlNode option)
    {
        var value = option["arg"];
        return value.Type switch
        {
            "" => true,
            "Boolean" => value.Flag("boolval"),
            "Integer" => value.Number("ival") != 0,
            // A bare word such as off is read as the name of a type.
            "String" => IsOn(value.Text("sval")),
            "TypeName" => IsOn(value.TypeWord()),
            _ => true,
        };
    }

    private static bool IsOn(string? word) => word?.ToLowerInvariant() is "true" or "on" or "1";

    /// <summary>Whether a named option is on; <paramref name="otherwise"/> when it is not given.</summary>
    public static bool IsOn(SqlNodeList options, string name, bool otherwise)
    {
        foreach (var option in options)
        {
            if (option.Text("defname") == name)
            {
                return IsOn(option);
            }
        }

        return otherwise;
    }
}
