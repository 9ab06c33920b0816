using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Statements about types.</summary>
internal static class TypeFold
{
    public static void CreateEnum(TransactionState state, ExaminedStatement statement) => Created(state, statement, "typeName", type => type.IsEnum = true);

    public static void CreateDomain(TransactionState state, ExaminedStatement statement) =>
        Created(state, statement, "domainname", type => type.IsConstrainedDomain = IsConstrained(statement.Statement.Node));

    public static void CreateComposite(TransactionState state, ExaminedStatement statement)
    {
        if (statement.Statement.Node["typevar"].RelationName() is { } name)
        {
            state.Types.Set(name, new KnownType(name) { CreatedBy = statement });
        }
    }

    public static void AlterEnum(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        if (node.List("typeName").NameOf() is not { } name || node.Has("oldVal") || node.Text("newVal") is not { } value)
        {
            return;
        }

        if (!state.Types.TryGet(name, out var type))
        {
            state.Types.Set(name, type = new KnownType(name) { IsEnum = true });
        }

        type.AddedValues[value] = statement;
        state.ValuesAddedInStep++;
    }

    private static bool IsConstrained(SqlNode domain)
    {
        foreach (var constraint in domain.List("constraints"))
        {
            if (constraint.Text("contype") is "CONSTR_CHECK" or "CONSTR_NOTNULL")
            {
                return true;
            }
        }

        return false;
    }

    private static void Created(TransactionState state, ExaminedStatement statement, string field, Action<KnownType> describe)
    {
        if (statement.Statement.Node.List(field).NameOf() is { } name)
        {
            var type = new KnownType(name) { CreatedBy = statement };
            describe(type);
            state.Types.Set(name, type);
        }
    }
}
