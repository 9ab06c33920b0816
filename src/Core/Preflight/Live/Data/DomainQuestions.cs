using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Rows that a new constraint of a domain does not allow, in every table that has a column of it.</summary>
internal static class DomainQuestions
{
    public static IEnumerable<DataQuestion> Of(LiveCase live)
    {
        if (live.Node.Type != "AlterDomainStmt" || live.Node.List("typeName").NameOf() is not { } name || live.Catalog.FindType(name) is not { } domain)
        {
            return [];
        }

        var constraint = live.Node["def"];
        var (condition, functions) = live.Node.Text("subtype") switch
        {
            "AD_AddConstraint" or "C" when constraint.Text("contype") == "CONSTR_CHECK" && !constraint.Flag("skip_validation") && live.Written.CheckExpression(constraint) is { } check =>
                ($"(SELECT ({check}) FROM (SELECT {{0}} AS value) AS d) IS FALSE", CheckQuestions.Functions(constraint["raw_expr"])),
            "AD_SetNotNull" or "O" => ("{0} IS NULL", []),
            _ => (null, (IReadOnlyList<string>)[]),
        };
        return condition is null ? [] : domain.UsedBy.Select(use => Question(live, name, use, condition, functions));
    }

    private static DataQuestion Question(LiveCase live, QualifiedName domain, TypeUse use, string condition, IReadOnlyList<string> functions)
    {
        var table = QualifiedName.Of(use.Schema, use.Table);
        var facts = live.Catalog.Find(table) ?? new TableFacts
        {
            Relation = new Relation { Schema = use.Schema, Name = use.Table, Kind = RelationKind.Table, Owner = "", ReplicaIdentity = "d", CanSelect = true, HeapBytes = use.Bytes, TableBytes = use.Bytes },
        };
        DataQuestion? question = null;
        question = new DataQuestion(facts, condition.Replace("{0}", $"{table}.{new Identifier(use.Column)}", StringComparison.Ordinal))
        {
            Functions = functions,
            Apply = Verdicts.Foretell(
                live, DataRowsRules.Violators, () => question!, use.Column,
                answer => $"{Verdicts.Rows(answer.Count)} of {table.Display} {(answer.Count == 1 ? "has" : "have")} a value in {use.Column} that {domain.Display} would not allow.",
                $"Every value of {table.Display}.{use.Column} satisfies it now.", null, "SM081"),
        };
        return question;
    }
}
