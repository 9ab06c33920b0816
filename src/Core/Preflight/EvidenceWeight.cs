namespace SchemaMigrate.Preflight;

/// <summary>What a fact does to a finding.</summary>
public enum EvidenceWeight
{
    /// <summary>It is told and changes nothing.</summary>
    Informs,

    /// <summary>The hazard is there: the finding is no longer a presumption. The severity stays, or becomes the one that is given.</summary>
    Confirms,

    /// <summary>The hazard is worse than the text alone shows. The severity rises by one, or becomes the one that is given.</summary>
    Escalates,

    /// <summary>The hazard is not there in this database. The finding is kept for reports and fails nothing.</summary>
    Dismisses,
}
