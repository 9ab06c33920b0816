namespace SchemaMigrate.Sql;

/// <summary>Constraints that are added to a table.</summary>
internal static class ConstraintForms
{
    /// <summary>The form of a constraint on an existing table; <paramref name="verb"/> is the beginning of the key.</summary>
    public static StatementForm Added(string verb, QualifiedName table, SqlNode constraint)
    {
        var notValid = constraint.Flag("skip_validation") ? ".NotValid" : "";
        var relations = new List<(string, QualifiedName)> { ("table", table) };
        if (constraint["pktable"].RelationName() is { } referenced)
        {
            relations.Add(("references", referenced));
        }

        return new StatementForm($"{verb}.{Word(constraint)}{notValid}", relations);
    }

    private static string Word(SqlNode constraint) => constraint.Text("contype") switch
    {
        "CONSTR_CHECK" => "Check",
        "CONSTR_FOREIGN" => "ForeignKey",
        "CONSTR_NOTNULL" => "NotNull",
        "CONSTR_EXCLUSION" => "Exclude",
        "CONSTR_UNIQUE" => constraint.Has("indexname") ? "UniqueUsingIndex" : "Unique",
        "CONSTR_PRIMARY" => constraint.Has("indexname") ? "PrimaryKeyUsingIndex" : "PrimaryKey",
        var other => other ?? "Unknown",
    };
}
