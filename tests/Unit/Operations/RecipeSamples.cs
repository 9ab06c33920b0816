using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Operations;

/// <summary>At least one recipe of every type, with every option used somewhere.</summary>
internal static class RecipeSamples
{
    private static readonly QualifiedName Users = OperationSamples.Users;
    private static readonly QualifiedName Weird = OperationSamples.Weird;
    private static readonly Identifier Awkward = new(OperationSamples.Awkward);

    public static IEnumerable<Operation> All => [.. Columns(), .. Constraints(), .. Enums(), .. Tables()];

    private static IEnumerable<Operation> Enums() =>
    [
        new SetEnumOnline(new(Users, ["active", "inactive", "archived"], ["pending", "active", "inactive", "banned"], [new("pending", "active"), new("banned", "inactive")]), [new(Users, new("status"), Many: false)]),
        new SetEnumOnline(new(Weird, ["it's", "\\"], ["‘gone’", "\\", "it's"], []), [new(Weird, Awkward, Many: true), new(Users, new("status"), Many: false)]),
    ];

    private static IEnumerable<Operation> Columns() =>
    [
        new RenameColumnOnline(Users, new("name"), new("full_name")),
        new RenameColumnOnline(Weird, Awkward, new("b"))
        {
            With = [new AddIndex(Weird, new("ix"), [new("b")]), new AddUnique(Weird, new("uq"), [new("b")])],
        },
        new ChangeTypeOnline(Users, new("age"), new(new("integer"))),
        new ChangeTypeOnline(Weird, Awkward, new(new("varchar(3)")) { Collation = QualifiedName.Of(null, "C") })
        {
            From = new(new("text")) { Using = new("upper('‘')") },
            OnInvalid = InvalidValues.Quarantine,
            Key = [new("id"), new("Key")],
            NotNull = true,
            Default = new(new LiteralDefault("x"), new ExpressionDefault(new("1 + 1"))),
            With = [new AddIndex(Weird, new("ix"), [new("zz_new_a")])],
        },
        new ChangeTypeOnline(Users, new("age"), new(new("integer"))) { OnInvalid = InvalidValues.Null },
        new RemoveColumnPhased(Users, new("old_field")),
        new RemoveColumnPhased(Users, new("old_field")) { Definition = new(new("old_field"), new("text")), ArchiveTo = QualifiedName.Parse("kept"), Key = [new("id")] },
        new RemoveColumnPhased(Weird, Awkward) { Definition = new(Awkward, new("text")) { NotNull = true, Value = new LiteralDefault("") }, Soft = true, KeepDays = 7 },
        new AddRequiredColumn(Users, new(new("email"), new("text")) { NotNull = true }, new("username || '@legacy.com'")),
        new AddRequiredColumn(Weird, new(Awkward, new("text")) { NotNull = true, Value = new LiteralDefault("x"), Comment = "c" }, new("'it''s'")),
        new RequireColumn(Weird, Awkward, new("'noemail_' || id || '@example.com'")),
    ];

    private static IEnumerable<Operation> Constraints()
    {
        var unique = new AddUnique(Users, new("uq"), [new("email")]);
        var reference = new AddForeignKey(Weird, Awkward, [Awkward], Users) { ReferencedColumns = [new("id")], OnDelete = ReferentialAction.Cascade };
        var check = new AddCheck(Users, new("ck"), new("age BETWEEN 0 AND 150"));
        return
        [
            new AddUniqueDeduplicated(unique, DuplicateValues.Suffix, [new("created_at"), new("id")]),
            new AddUniqueDeduplicated(unique with { Table = Weird, Columns = [Awkward], Timing = ConstraintTiming.Deferred }, DuplicateValues.Null, [Awkward]),
            new AddForeignKeyResolved(reference, BrokenValues.SetNull),
            new AddForeignKeyResolved(reference, BrokenValues.Quarantine) { Key = [new("id"), Awkward] },
            new AddCheckResolved(check, new("age"), BrokenValues.SetNull),
            new AddCheckResolved(check, new("age"), BrokenValues.Quarantine) { Key = [new("id")] },
        ];
    }

    private static IEnumerable<Operation> Tables()
    {
        var merge = new MergeTable(QualifiedName.Parse("profiles"), [ColumnPair.Parse("bio"), ColumnPair.Parse("title = headline")], Users, [new("user_id")]);
        var split = new SplitTable(Users, [ColumnPair.Parse("bio"), ColumnPair.Parse("avatar = picture")], QualifiedName.Parse("user_profiles"));
        return
        [
            merge,
            merge with { OnOrphan = OrphanRows.Quarantine, KeepDays = 7, Restore = new NewTable(QualifiedName.Parse("profiles"), [new("user_id int"), new("bio text")]) },
            new MergeTable(Weird, [new(Awkward, new("a=b")), new(new("C"), Awkward)], QualifiedName.Of("x", "Y"), [new("The id"), new("key")])
            {
                Key = [new("id"), new("Key")],
                OnMultiple = MultipleRows.Last,
                Order = [new("created_at"), new("Id")],
                Flag = new("has 'it'"),
                With = [new AddIndex(QualifiedName.Of("x", "Y"), new("ix"), [new("\"a=b\"")])],
            },
            merge with { OnMultiple = MultipleRows.First, Order = [new("id")] },
            split,
            split with { Reference = [new("user_id")], Sparse = true, OnDelete = ReferentialAction.Restrict },
            new SplitTable(Weird, [new(Awkward, new("a=b")), new(new("C"), Awkward)], QualifiedName.Of("x", "Y"))
            {
                Key = [new("id"), new("Key")],
                Reference = [new("The id"), new("key")],
                OnDelete = ReferentialAction.NoAction,
                With = [new AddIndex(QualifiedName.Of("x", "Y"), new("ix"), [new("\"a=b\"")])],
            },
        ];
    }
}
