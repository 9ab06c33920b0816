using SchemaMigrate.Catalog;

namespace SchemaMigrate.Preflight;

/// <summary>
/// What a way there and back left different. PostgreSQL adds columns at the end alone: a dropped column that comes back changes the order, and no
/// downgrade can help that, so the order is told apart from what can be mended.
/// </summary>
/// <param name="Told">The differences that a better downgrade would not leave.</param>
/// <param name="Moved">Tables whose columns are the same in another order, each in a sentence.</param>
internal sealed record RoundTripDifferences(IReadOnlyList<string> Told, IReadOnlyList<string> Moved)
{
    public static RoundTripDifferences Of(SchemaSnapshot before, SchemaSnapshot after)
    {
        var told = new List<string>();
        var moved = new SortedSet<string>(StringComparer.Ordinal);
        foreach (var difference in before.CompareTo(after))
        {
            if (difference is { Before: not null, After: not null, Object: { Kind: SchemaObjectKind.Column, Parent: { } table } } && difference.Changes.All(change => change.Property == "position"))
            {
                moved.Add($"The columns of {table} are in another order after the downgrade: PostgreSQL adds a column at the end.");
            }
            else
            {
                told.Add(difference.ToString());
            }
        }

        return new RoundTripDifferences(told, [.. moved]);
    }
}
