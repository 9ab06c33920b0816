using SchemaMigrate.Operations;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Partitions;

/// <summary>A partitioned table with a partition that is partitioned again, and what is done to it partition by partition.</summary>
internal static class PartitionCases
{
    public const string Setup = """
        CREATE TABLE ref (id int PRIMARY KEY);
        INSERT INTO ref SELECT generate_series(0, 99);
        CREATE TABLE "Te""st" (id int NOT NULL, day int NOT NULL, v text, r int) PARTITION BY RANGE (day);
        CREATE TABLE t1 PARTITION OF "Te""st" FOR VALUES FROM (0) TO (10);
        CREATE TABLE "t 2 partition with a name of exactly sixty-three bytes, ON ONLY x" PARTITION OF "Te""st" FOR VALUES FROM (10) TO (20) PARTITION BY LIST (id);
        CREATE TABLE t2a PARTITION OF "t 2 partition with a name of exactly sixty-three bytes, ON ONLY x" FOR VALUES IN (1, 2, 3);
        CREATE TABLE t2b PARTITION OF "t 2 partition with a name of exactly sixty-three bytes, ON ONLY x" DEFAULT;
        INSERT INTO "Te""st" SELECT n, n % 20, 'v' || n, n % 100 FROM generate_series(1, 2000) n;
        """;

    public static readonly QualifiedName Table = QualifiedName.Of(null, "Te\"st");

    public static IReadOnlyDictionary<string, Operation> All { get; } = new Dictionary<string, Operation>
    {
        ["index"] = new AddIndex(Table, new("ix :name"), [new("lower(v) DESC")]) { Where = new("r > 1"), Include = [new("id")] },
        ["unique index"] = new AddIndex(Table, new("ux"), [new("day"), new("id")]) { Unique = true },
        ["unique"] = new AddUnique(Table, new("uq %I"), [new("id"), new("day")]) { Timing = ConstraintTiming.Deferred, Include = [new("v")], Partitioned = true },
        ["primary key"] = new AddPrimaryKey(Table, new("pk"), [new("id"), new("day")]) { Partitioned = true },
        ["foreign key"] = new AddForeignKey(Table, new("fk \" x"), [new("r")], QualifiedName.Parse("ref")) { OnDelete = ReferentialAction.Cascade, Partitioned = true },
        ["check"] = new AddCheck(Table, new("ck"), new("r >= 0 AND v <> 'it''s'")) { Partitioned = true },
        ["not null"] = new SetColumn(Table, new("r")) { NotNull = true, Partitioned = true },
    };

    /// <summary>What must be true when it is done: everything is valid, and every partition has it.</summary>
    public const string Holds = """
        SELECT NOT EXISTS (SELECT FROM pg_index WHERE NOT indisvalid) AND NOT EXISTS (SELECT FROM pg_constraint WHERE NOT convalidated)
        """;
}
