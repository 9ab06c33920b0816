using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What there is to say about a rule. The documentation is made from it.</summary>
/// <param name="Id">SM and three digits; never given to another rule.</param>
/// <param name="Severity">The severity of its findings unless a project says otherwise.</param>
/// <param name="Title">A few words.</param>
/// <param name="Hazard">What happens, in a sentence.</param>
/// <param name="Why">Why it hurts.</param>
/// <param name="SafeAlternative">What to do instead.</param>
public sealed record RuleMetadata(string Id, Severity Severity, string Title, string Hazard, string Why, string SafeAlternative)
{
    /// <summary>The lock that the hazard is about; None when it is not about a lock.</summary>
    public LockMode Lock { get; init; }

    /// <summary>Whether a table is rewritten.</summary>
    public bool Rewrites { get; init; }

    /// <summary>Whether a table is read in full.</summary>
    public bool Scans { get; init; }

    /// <summary>Which server versions behave so, where they differ; null when all do.</summary>
    public string? Versions { get; init; }

    /// <summary>The anti-pattern that the rule names; null when none.</summary>
    public string? AntiPattern { get; init; }

    /// <summary>True for a rule that is only run when a project gives it a severity.</summary>
    public bool OptIn { get; init; }

    /// <summary>True when only facts of the live database or a rehearsal can see it.</summary>
    public bool NeedsFacts { get; init; }

    /// <summary>The rule's page, relative to the product's documentation.</summary>
    public string DocsPath => RulePages.PathOf(Id);
}
