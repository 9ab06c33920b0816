using System.Text.RegularExpressions;
using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>
/// Whether a valid CHECK of a table says the same as the bounds under which it is to be attached, so that PostgreSQL does not read it. Only ranges
/// and lists over one plain column are recognised; what is not recognised stays a finding.
/// </summary>
internal static partial class AttachProof
{
    public static TableConstraint? Find(TableFacts partition, string? partitionKey, SqlNode bound)
    {
        if (partitionKey is null || Column(partitionKey) is not { } column || partition.Column(column) is not { } known)
        {
            return null;
        }

        var wanted = Wanted(column, bound);
        return wanted is null ? null : partition.Constraints.FirstOrDefault(each =>
            each is { Kind: ConstraintKind.Check, IsValidated: true, IsEnforced: true, Expression: { } expression }
            && Conjuncts(expression) is var parts && wanted.TrueForAll(parts.Contains) && (known.NotNull || parts.Contains($"{column} IS NOT NULL")));
    }

    private static List<string>? Wanted(string column, SqlNode bound)
    {
        if (bound.Text("strategy") != "r" || bound.List("lowerdatums") is not { Count: 1 } lower || bound.List("upperdatums") is not { Count: 1 } upper)
        {
            return null;
        }

        var wanted = new List<string>();
        foreach (var (datum, side) in new[] { (lower.First, ">="), (upper.First, "<") })
        {
            // MINVALUE and MAXVALUE ask for nothing.
            if (datum.Is("ColumnRef"))
            {
                continue;
            }

            if (ConstText.Of(datum) is not { } value)
            {
                return null;
            }

            wanted.Add($"{column} {side} {value}");
        }

        return wanted;
    }

    private static HashSet<string> Conjuncts(string expression)
    {
        if (Words.Contains(expression, "or") || Words.Contains(expression, "case"))
        {
            return [];
        }

        // ((at >= '2026-01-01'::date) AND (at < '2027-01-01'::date)) becomes two plain comparisons.
        var bare = Cast().Replace(expression, "").Replace("(", "", StringComparison.Ordinal).Replace(")", "", StringComparison.Ordinal);
        return [.. bare.Split(" AND ").Select(part => Quoted().Replace(part.Trim(), "$1"))];
    }

    private static string? Column(string partitionKey) => Key().Match(partitionKey) is { Success: true } match ? match.Groups[1].Value : null;

    [GeneratedRegex("""^RANGE \("?(\w+)"?\)$""")]
    private static partial Regex Key();

    [GeneratedRegex("""::[a-z_]+( (with|without) time zone| varying| precision)?(\(\d+\))?""")]
    private static partial Regex Cast();

    [GeneratedRegex("'([^']*)'")]
    private static partial Regex Quoted();
}
