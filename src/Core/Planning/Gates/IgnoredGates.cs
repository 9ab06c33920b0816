using SchemaMigrate.Revisions;

namespace SchemaMigrate.Planning;

/// <summary>The gates that somebody said shall not hold anything back. The journal records each one that was passed in this way.</summary>
public sealed record IgnoredGates
{
    private readonly IReadOnlyList<string> names;

    private IgnoredGates(IReadOnlyList<string> names) => this.names = names;

    /// <summary>Every gate counts.</summary>
    public static IgnoredGates None { get; } = new([]);

    /// <summary>No gate counts: for rehearsals and for databases that serve nobody.</summary>
    public static IgnoredGates All { get; } = new(["*"]);

    /// <summary>Whether every gate counts.</summary>
    public bool IsEmpty => names.Count == 0;

    /// <summary>Takes the gates by name.</summary>
    /// <param name="names">
    /// Each one a gate as the header spells it (<c>soak(24h)</c>), a kind (<c>soak</c>), the whole id of a revision for all its gates, or
    /// <c>*</c> for all.
    /// </param>
    public static IgnoredGates Of(IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(names);
        return new IgnoredGates([.. names.Select(name => name.Trim()).Where(name => name.Length > 0)]);
    }

    /// <summary>Whether a gate is among them.</summary>
    /// <param name="revisionId">The revision that has it.</param>
    /// <param name="gate">The gate.</param>
    public bool Cover(string revisionId, Gate gate)
    {
        ArgumentNullException.ThrowIfNull(gate);
        var spelling = gate.ToString();
        var kind = spelling.Split('(', 2)[0];
        return names.Any(name => name == "*" || name == revisionId || name == spelling || string.Equals(name, kind, StringComparison.OrdinalIgnoreCase));
    }
}
