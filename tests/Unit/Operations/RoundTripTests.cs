using SchemaMigrate.Operations;
using SchemaMigrate.Tests.Fixtures;

namespace SchemaMigrate.Tests.Operations;

public sealed class RoundTripTests
{
    public static TheoryData<int, string, string> Cases
    {
        get
        {
            var cases = new TheoryData<int, string, string>();
            foreach (var major in PostgresFixture.Majors)
            {
                foreach (var trip in RoundTrips.Of(NameSet.Plain).Where(trip => major >= trip.SinceMajor))
                {
                    cases.Add(major, "plain", trip.Name);
                    cases.Add(major, "awkward", trip.Name);
                }
            }

            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public async Task Up_down_up_on_a_table_with_rows_gives_the_same_catalog_and_data_each_time(int major, string names, string name)
    {
        var set = names == "plain" ? NameSet.Plain : NameSet.Awkward;
        var trip = RoundTrips.Of(set).Single(trip => trip.Name == name);
        await using var database = await OperationDatabase.CreateAsync(major, set.Setup + set.Twins + trip.Setup);
        Assert.Equal(ReversibilityGrade.Exact, trip.Operation.Inverse.Grade);
        var (before, rows) = (await database.CatalogAsync(), await RowsAsync(database));

        await database.ApplyAsync(trip.Operation);
        var after = await database.CatalogAsync();
        Assert.Contains(after.Except(before).Append(""), line => line.Contains(trip.Expected, StringComparison.Ordinal));
        Assert.Equal(trip.Operation is AssertData, before.SequenceEqual(after));
        Assert.Equal(set.Twins.Length > 0, Twins(before).Any());
        Assert.Equal(Twins(before), Twins(after));

        await database.ApplyAsync(trip.Operation.Inverse.Operations);
        Assert.Equal(before, await database.CatalogAsync());
        Assert.Equal(rows, await RowsAsync(database));

        await database.ApplyAsync(trip.Operation);
        Assert.Equal(after, await database.CatalogAsync());

        IEnumerable<string> Twins(IEnumerable<string> lines) => lines.Where(line => set.Twins.Length > 0 && (line.Contains("\"public\".", StringComparison.Ordinal) || line.Contains(" public.\"", StringComparison.Ordinal)));

        async Task<string> RowsAsync(OperationDatabase from) =>
            await from.ScalarAsync<string>($"SELECT md5(string_agg(t::text, ',' ORDER BY {set.Key})) FROM {set.Table} AS t");
    }
}
