using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// Drops a column when nothing uses it any more: first writers may leave it out, then, when nothing is known to use it, it goes. Softly, it is renamed first and dropped
/// a good while later, so that the way back costs nothing until then.
/// </summary>
/// <param name="Table">The table.</param>
/// <param name="Column">The column.</param>
public sealed record RemoveColumnPhased(QualifiedName Table, Identifier Column) : Recipe
{
    /// <summary>What the column looks like, so that its shape can be restored; null when nobody said.</summary>
    public ColumnDefinition? Definition { get; init; }

    /// <summary>Whether it is renamed before it is dropped.</summary>
    public bool Soft { get; init; }

    /// <summary>For how many days the renamed column is kept.</summary>
    public int KeepDays { get; init; } = 30;

    /// <summary>A table that takes the values before the column is dropped; null to lose them.</summary>
    public QualifiedName? ArchiveTo { get; init; }

    /// <summary>With <see cref="ArchiveTo"/>: the columns that identify a row.</summary>
    public ValueList<Identifier> Key { get; init; } = [];

    /// <summary>What the renamed column is called.</summary>
    public Identifier DroppedColumn => DerivedName.Of("zz_dropped", [Column.Name]);

    /// <inheritdoc/>
    public override string Summary => $"Remove column {Table.Display}.{Column.Name} {(Soft ? "softly" : "in phases")}";

    /// <inheritdoc/>
    public override IReadOnlyList<RecipePhase> Expand()
    {
        var unused = $"unused({Table.Spelling}.{Column.Spelling})";
        var release = new RecipePhase(PhaseKind.Expand, $"let writers leave {Column.Name} out",
            [Definition is { NotNull: true } ? new SetColumn(Table, Column) { NotNull = false } : ColumnFacts.MayBeLeftOut(Table, Column)]);
        return Soft
            ?
            [
                release,
                new RecipePhase(PhaseKind.Contract, $"hide {Column.Name}", [new RenameColumn(Table, Column, DroppedColumn), Expiry()]) { Gates = [unused] },
                new RecipePhase(PhaseKind.Contract, $"drop {Column.Name}", [Drop(DroppedColumn)])
                {
                    Gates = [string.Create(System.Globalization.CultureInfo.InvariantCulture, $"soak({KeepDays}d)"), "approval"],
                },
            ]
            : [release, new RecipePhase(PhaseKind.Contract, $"drop {Column.Name}", [Drop(Column)]) { Gates = ["soak(1d)", unused] }];
    }

    /// <inheritdoc/>
    public override string ToScript()
    {
        var command = new PowerShellCommand("Remove-MigrationColumn").Argument(Table.Spelling).Argument(Column.Spelling);
        command = Definition is { } column ? column.AddTo(command.Argument(column.Type.Sql)) : command;
        return command.Switch("Phased", !Soft).Switch("Soft", Soft)
            .Parameter("KeepDays", Soft ? KeepDays.ToString(System.Globalization.CultureInfo.InvariantCulture) : null)
            .Parameter("ArchiveTo", ArchiveTo?.Spelling).Parameter("Key", Key.Select(key => key.Spelling))
            .ToString();
    }

    // By now it allows NULL, whatever it did in the beginning.
    private RemoveColumn Drop(Identifier name) => new(Table, name) { Definition = Definition is { } column ? column with { Name = name, NotNull = false } : null, ArchiveTo = ArchiveTo, Key = Key };

    private InvokeSql Expiry() => new InvokeSql(CatalogBlock.Do("Recipes/DroppedComment",
            ("table", Table.ToString()), ("column", DroppedColumn.Name), ("was", Column.Name), ("days", KeepDays.ToString(System.Globalization.CultureInfo.InvariantCulture))))
        .WithDowngrade($"COMMENT ON COLUMN {Table}.{DroppedColumn} IS {Literal.Of(Definition?.Comment)}");
}
