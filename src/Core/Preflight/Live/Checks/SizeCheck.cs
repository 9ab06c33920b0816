using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>Gives findings the size of their table and the time that the lock is held; a small table is no hazard.</summary>
internal static class SizeCheck
{
    // The hazard is what becomes of values or clients, however few rows there are.
    private static readonly HashSet<string> NotAboutTime = new(StringComparer.Ordinal)
    {
        "SM004", "SM009", "SM010", "SM018", "SM022", "SM046", "SM048", "SM049", "SM057", "SM061", "SM079", "SM088", "SM114", "SM122", "SM028", "SM054", "SM133",
    };

    // The time is that of statements which change rows; the rules name no scan.
    private static readonly HashSet<string> AboutRows = new(StringComparer.Ordinal) { "SM089", "SM090", "SM094", "SM096", "SM128", "SM031", "SM017" };

    private static readonly HashSet<string> IndexBuilds = new(StringComparer.Ordinal) { "SM006", "SM026", "SM030", "SM031" };

    private static readonly HashSet<string> Lookups = new(StringComparer.Ordinal) { "SM007", "SM019" };

    private static readonly HashSet<string> Rebuilds = new(StringComparer.Ordinal) { "SM041", "SM044", "SM051" };

    public static void Examine(LiveCase live)
    {
        foreach (var finding in live.Board.On(live.Examined).ToList())
        {
            if ((finding.Subject.Table ?? live.TableName) is not { } name)
            {
                continue;
            }

            if (live.Find(name) is { Relation: { IsTable: true } or { Kind: RelationKind.MaterializedView } } table)
            {
                live.Board.Change(live.Examined, each => ReferenceEquals(each, finding), each => Sized(live, each, table.Relation));
            }
            else if (live.Pending.Find(name) is { Created: true } && IsAboutTime(finding))
            {
                live.Board.Weigh(live.Examined, each => ReferenceEquals(each, finding), LiveCase.Fact(
                    EvidenceWeight.Dismisses, $"{name.Display} does not exist yet: it is created before, and nobody waits for it."));
            }
        }
    }

    private static bool IsAboutTime(Finding finding) =>
        !NotAboutTime.Contains(finding.RuleId) && (finding.Rewrites || finding.Scans || AboutRows.Contains(finding.RuleId) || IndexBuilds.Contains(finding.RuleId));

    private static Finding Sized(LiveCase live, Finding finding, Relation relation)
    {
        var sized = finding with { TableRows = relation.Rows, TableBytes = relation.TotalBytes };
        var hold = HoldEstimator.Of(relation, KindOf(finding));
        if (finding.LockMode >= Sql.LockMode.Share)
        {
            sized = sized with { Estimated = hold };
        }

        if (!IsAboutTime(finding) || finding.Verdict == FindingVerdict.Dismissed)
        {
            return sized;
        }

        var rows = relation.RowsCounted ? Quantity.Rows(relation.Rows) : $"about {Quantity.Rows(relation.Rows)}";
        var fact = $"{relation.QualifiedName.Display} has {rows} in {Quantity.Bytes(relation.TotalBytes)}; about {Quantity.Time(hold)} of work.";
        var options = live.World.Options;
        var (weight, severity) = hold <= options.HarmlessHold ? (EvidenceWeight.Dismisses, (Severity?)null)
            : hold <= options.ShortHold ? (EvidenceWeight.Confirms, finding.Severity > Severity.Warning ? Severity.Warning : finding.Severity)
            : (EvidenceWeight.Confirms, finding.Severity);
        return sized.Weigh(LiveCase.Fact(weight, fact) with { Severity = severity });
    }

    private static HoldKind KindOf(Finding finding) =>
        finding.Rewrites || finding.RuleId is "SM089" or "SM090" or "SM128" ? HoldKind.Rewrite
        : IndexBuilds.Contains(finding.RuleId) ? HoldKind.IndexBuild
        : Rebuilds.Contains(finding.RuleId) ? HoldKind.IndexRebuild
        : Lookups.Contains(finding.RuleId) && finding.Scans ? HoldKind.Lookup
        : finding.Scans || AboutRows.Contains(finding.RuleId) ? HoldKind.Scan
        : HoldKind.Catalog;
}
