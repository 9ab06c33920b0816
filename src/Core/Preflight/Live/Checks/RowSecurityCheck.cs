using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>ENABLE ROW LEVEL SECURITY: whether the table has policies already.</summary>
internal static class RowSecurityCheck
{
    public static void Examine(LiveCase live)
    {
        if (live.Table is not { } table || !live.Commands.Any(command => command.Subtype == "AT_EnableRowSecurity"))
        {
            return;
        }

        var policies = table.Dependents.Where(each => each.Kind == DependentKind.Policy).Select(each => each.Name).ToList();
        live.Weigh(
            policies.Count > 0 ? EvidenceWeight.Dismisses : EvidenceWeight.Confirms,
            policies.Count > 0 ? $"{table.Relation.QualifiedName.Display} has {Quantity.Of(policies.Count, "policy", "policies")}: {string.Join(", ", policies.Take(10))}." : "It has no policy.", null, "SM071");
    }
}
