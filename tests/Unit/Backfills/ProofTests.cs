using SchemaMigrate.Backfills;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>Which parts of a table the closing proof reads, one after the other.</summary>
public sealed class ProofTests
{
    private static readonly WalkKey Key = new([new KeyColumn("id", "integer", null)], "t_pkey");

    private static readonly WalkedRange[] Walked =
    [
        Range(1, pass: 1, relation: 10, null, "100"), Range(2, pass: 1, relation: 10, "100", "200"), Range(3, pass: 1, relation: 20, null, "70"), Range(4, pass: 2, relation: 10, null, "150"),
    ];

    [Fact]
    public void A_large_table_is_read_by_the_ranges_of_its_first_walk_and_what_lies_behind_them() => Assert.Equal(
        ["10: ..100", "10: 100..200", "10: 200..", "20: ..70", "20: 70.."], Parts(blocks: 131_073));

    [Fact]
    public void A_small_table_is_read_at_once() => Assert.Equal(["10: ..", "20: .."], Parts(blocks: 131_072));

    private static IEnumerable<string> Parts(long blocks) =>
        from part in PredicateProof.Parts([Leaf(10, blocks), Leaf(20, blocks)], Walked)
        select $"{part.Range.Relation}: {part.Part.Lower?[0]}..{part.Part.Upper?[0]}";

    private static LeafTable Leaf(long oid, long blocks) => new(oid, $"public.t{oid}", "r", 1000, blocks, 1, null);

    private static WalkedRange Range(int ordinal, int pass, long relation, string? lower, string? upper) => new(
        ordinal, pass, relation, $"public.t{relation}", Key, new KeyRange(lower is null ? null : [lower], upper is null ? null : [upper]), "Done", 0);
}
