using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>The rows that a new constraint would refuse, and what is done about them.</summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column whose value is taken away.</param>
/// <param name="Condition">Which rows: true for those that break the constraint.</param>
/// <param name="Values">What happens to the value.</param>
/// <param name="Key">The columns that identify a row.</param>
internal sealed record BrokenRows(QualifiedName Table, Identifier Column, string Condition, BrokenValues Values, ValueList<Identifier> Key)
{
    private Quarantine Kept => new(Table, Column, Required.Items(Key, $"Values of {Table.Display}.{Column.Name} are to be kept in quarantine: say the row's key with -Key."));

    /// <summary>What must be there before.</summary>
    public Operation[] Prepare() => Values == BrokenValues.Quarantine ? [Kept.Create()] : [];

    /// <summary>Takes the values away.</summary>
    /// <param name="name">The backfill.</param>
    /// <param name="reason">Why, for the quarantine.</param>
    /// <param name="again">Whether this is the second time, for rows that came in between: what undoes it is what undoes the first.</param>
    public UpdateData Repair(string name, string reason, bool again = false)
    {
        var repair = new UpdateData(Table, [new DataAssignment(Column, new(Values == BrokenValues.Quarantine ? Kept.Keep(reason) : "NULL"))])
        {
            Where = new(Condition),
            Name = name,
            NothingToUndo = again,
        };
        return Values == BrokenValues.SetNull || again
            ? repair
            : repair with { Undo = new UpdateData(Table, [new DataAssignment(Column, new(Kept.Give))]) { Where = new(Kept.Replaced), Name = name + "+back" } };
    }
}
