using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Indexes that are dropped, built, or missing behind foreign keys.</summary>
internal static class IndexCheck
{
    public static void Examine(LiveCase live)
    {
        switch (live.Node.Type)
        {
            case "DropStmt" when live.Node.Text("removeType") == "OBJECT_INDEX":
                foreach (var item in live.Node.List("objects"))
                {
                    if (item.NameOf() is { } name && live.Catalog.FindIndex(name) is var (table, index))
                    {
                        Drop(live, table, index, name);
                    }
                }

                break;
            case "RefreshMatViewStmt" when live.Node.Flag("concurrent") && live.Table is { } view:
                if (!view.Indexes.Any(index => index is { IsUnique: true, IsValid: true, Predicate: null, Expressions: null }))
                {
                    live.Add(LiveNameRules.RefreshWithoutKey, $"{view.Relation.QualifiedName.Display} has no unique index.", $"It has {Quantity.Of(view.Indexes.Count, "index", "indexes")}.");
                }

                break;
        }

        foreach (var key in live.Commands.Where(command => command is { Subtype: "AT_AddConstraint" } && command.Def.Text("contype") == "CONSTR_FOREIGN").Select(command => command.Def))
        {
            ForeignKey(live, [.. key.List("fk_attrs").Texts()], key);
        }

        foreach (var column in live.Commands.Where(command => command.Subtype == "AT_AddColumn").Select(command => command.Def))
        {
            Domain(live, column);
        }
    }

    private static void Drop(LiveCase live, TableFacts table, TableIndex index, QualifiedName name)
    {
        var uses = new List<string>();
        if (index.Scans > 0)
        {
            uses.Add($"{Quantity.Of(index.Scans, "scan", "scans")} since the statistics were reset");
        }

        if (index.IsReplicaIdentity)
        {
            uses.Add("logical replication identifies rows by it");
        }

        var keys = table.Constraints.Where(each => each.Kind == ConstraintKind.ForeignKey && Leads(index, each.Columns)
            && !table.Indexes.Any(other => other.Oid != index.Oid && other.IsValid && Leads(other, each.Columns))).ToList();
        uses.AddRange(keys.Select(key => $"it is the only one that finds the rows of foreign key {key.Name}"));
        if (index.ConstraintName is { } constraint)
        {
            live.Add(LiveTypeRules.Dependents, $"PostgreSQL refuses to drop {name.Display}.", $"It backs the constraint {constraint}; drop that.");
        }
        else if (uses.Count > 0)
        {
            live.Board.Add(
                live.Examined, LiveDropRules.IndexInUse, $"{name.Display} is in use.", new FindingSubject(table.Relation.QualifiedName, null, name),
                LiveCase.Fact(EvidenceWeight.Confirms, $"{string.Join("; ", uses)}.") with { Count = index.Scans });
        }
    }

    private static void ForeignKey(LiveCase live, List<string> columns, SqlNode key)
    {
        if (live.Table is not { } table || columns.Count == 0)
        {
            return;
        }

        var index = table.Indexes.FirstOrDefault(each => each is { IsValid: true, Predicate: null } && Leads(each, columns));
        if (index is not null)
        {
            live.Weigh(EvidenceWeight.Dismisses, $"{index.Name} begins with {string.Join(", ", columns)}.", null, "SM021");
        }
        else if (live.PendingTable?.Indexes.Any(keys => Leads(keys, columns)) == true)
        {
            live.Weigh(EvidenceWeight.Dismisses, "An earlier statement builds an index over these columns.", null, "SM021");
        }
        else if (columns.All(column => live.PendingTable?.NewColumns.Contains(column) != true))
        {
            live.Add(
                ForeignKeyColumnRules.WithoutIndex, $"{table.Relation.QualifiedName.Display} ({string.Join(", ", columns)}) refers to {ForeignKeyRules.Other(key)} and no index begins with it.",
                $"None of its {Quantity.Of(table.Indexes.Count, "index", "indexes")} does; the table has {Quantity.Rows(table.Relation.Rows)}.", columns[0]);
        }

        OtherType(live, table, columns, key);
    }

    private static void OtherType(LiveCase live, TableFacts table, List<string> columns, SqlNode key)
    {
        if (live.Find(key["pktable"].RelationName()) is not { } other)
        {
            return;
        }

        var targets = key.List("pk_attrs").Texts() is { Count: > 0 } named ? named : other.Key;
        foreach (var (column, target) in columns.Zip(targets))
        {
            if (live.UntouchedColumn(column) is { } from && other.Column(target) is { } to && Comparable(from.TypeName) != Comparable(to.TypeName))
            {
                live.Add(
                    ForeignKeyColumnRules.OtherType, $"{table.Relation.QualifiedName.Display} refers with {from.Type} to {to.Type} in {other.Relation.QualifiedName.Display}.",
                    $"{table.Relation.Name}.{column} is {from.Type}, {other.Relation.Name}.{target} is {to.Type}.", column);
            }
        }
    }

    private static void Domain(LiveCase live, SqlNode column)
    {
        if (live.Table is { } table && column["typeName"].NameOf() is { } type && live.Catalog.FindType(type) is { Class: "d", IsConstrained: true }
            && !live.Board.On(live.Examined).Any(finding => finding.RuleId == "SM008"))
        {
            live.Add(
                AddColumnRewriteRules.Domain, $"{table.Relation.QualifiedName.Display}.{column.Name()}: the domain {type.Display} has a constraint, so every row is written anew.",
                $"{type.Display} is a domain with a constraint in this database.", column.Name());
        }
    }

    // Text and varchar compare without a conversion.
    private static string Comparable(string type) => type == "varchar" ? "text" : type;

    private static bool Leads(TableIndex index, IReadOnlyList<string> columns) => index is { Method: "btree", Predicate: null } && Leads(index.Keys, columns);

    private static bool Leads(IReadOnlyList<string?> keys, IReadOnlyList<string> columns) =>
        keys.Count >= columns.Count && keys.Take(columns.Count).ToHashSet().SetEquals(columns);
}
