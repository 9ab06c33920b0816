using System.Collections.Frozen;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Takes what a statement did into the state.</summary>
internal static class StateFold
{
    private static readonly FrozenDictionary<string, Action<TransactionState, ExaminedStatement>> Readers =
        new Dictionary<string, Action<TransactionState, ExaminedStatement>>
        {
            ["CreateStmt"] = TableFold.Create,
            ["CreateTableAsStmt"] = TableFold.CreateAs,
            ["SelectStmt"] = Select,
            ["AlterTableStmt"] = AlterTableFold.Alter,
            ["IndexStmt"] = Index,
            ["DropStmt"] = TableFold.Drop,
            ["RenameStmt"] = TableFold.Rename,
            ["CreateEnumStmt"] = TypeFold.CreateEnum,
            ["AlterEnumStmt"] = TypeFold.AlterEnum,
            ["CreateDomainStmt"] = TypeFold.CreateDomain,
            ["CompositeTypeStmt"] = TypeFold.CreateComposite,
            ["CreateFunctionStmt"] = Routine,
            ["ViewStmt"] = View,
            ["CreatePolicyStmt"] = Policy,
            ["VariableSetStmt"] = SettingFold.Set,
            ["CreateSeqStmt"] = Sequence,
            ["AlterSeqStmt"] = (state, _) => state.UnsetIdentities.Clear(),
            ["InsertStmt"] = Data,
            ["UpdateStmt"] = Data,
            ["DeleteStmt"] = Data,
            ["MergeStmt"] = Data,
        }.ToFrozenDictionary(StringComparer.Ordinal);

    public static void Apply(TransactionState state, ExaminedStatement statement)
    {
        for (var index = 0; index < statement.LocksOnExisting.Count; index++)
        {
            var held = statement.LocksOnExisting[index];
            if (held.Mode >= LockMode.ShareUpdateExclusive)
            {
                state.Hold(held.Relation, held.Mode, statement);
            }
        }

        if (state.FirstUnguarded is null && statement.Facts.StrongestLock >= LockMode.Share && !state.Session.HasTimeout("lock_timeout") && Blocks(statement))
        {
            state.FirstUnguarded = statement;
        }

        if (Readers.TryGetValue(statement.Statement.Node.Type, out var reader))
        {
            reader(state, statement);
        }
    }

    private static void Select(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        if (node["intoClause"]["rel"].RelationName() is { } table)
        {
            TableFold.Created(state, statement, table, node["intoClause"]["rel"]);
        }

        SettingFold.Call(state, node);
    }

    /// <summary>Whether it blocks writers of something that was there before; what a statement locks without naming it counts unless it names only new things.</summary>
    private static bool Blocks(ExaminedStatement statement) =>
        statement.LocksOnExisting.Any(held => held.Mode >= LockMode.Share)
        || (statement.Facts.Locks.Count == 0 && statement.Facts.Unnamed.Count > 0 && statement.Statement.Kind is not (StatementKind.Do or StatementKind.Call or StatementKind.Execute));

    private static void View(TransactionState state, ExaminedStatement statement)
    {
        if (statement.Statement.Node["view"].RelationName() is { } view)
        {
            state.Views.Set(view, statement);
        }
    }

    private static void Sequence(TransactionState state, ExaminedStatement statement)
    {
        if (statement.Statement.Node is var node && node["sequence"].RelationName() is { } sequence && !node.Flag("if_not_exists"))
        {
            state.Sequences.Set(sequence, statement);
        }
    }

    private static void Index(TransactionState state, ExaminedStatement statement)
    {
        var node = statement.Statement.Node;
        if (node["relation"].RelationName() is not { } table)
        {
            return;
        }

        var name = node.Text("idxname") is { Length: > 0 } text ? text : null;
        var index = new KnownIndex(name, table, node, statement);
        state.Table(table).Add(index);
        if (name is not null)
        {
            state.Indexes.Set(QualifiedName.Of(table.Schema?.Name, name), index);
        }
    }

    private static void Routine(TransactionState state, ExaminedStatement statement)
    {
        if (statement.Statement.Node.List("funcname").NameOf() is { } name)
        {
            state.Routines.Set(name, new KnownRoutine(statement.Statement.Node, statement));
        }
    }

    private static void Policy(TransactionState state, ExaminedStatement statement)
    {
        if (statement.Statement.Node["table"].RelationName() is { } table)
        {
            state.Table(table).HasPolicy = true;
        }
    }

    /// <summary>Only of operations is it known that all rows of interest were read.</summary>
    private static void NotePutBack(TransactionState state, ExaminedStatement statement)
    {
        if (!statement.Source.FromOperations)
        {
            return;
        }

        foreach (var held in statement.Facts.Locks)
        {
            if (held.Mode == LockMode.AccessShare)
            {
                state.PutBack.Set(held.Relation, statement);
            }
        }
    }

    private static void Data(TransactionState state, ExaminedStatement statement)
    {
        if (statement.Statement.Node["relation"].RelationName() is { } table && !state.IsNew(table))
        {
            state.ChangeData(statement);
            NotePutBack(state, statement);
        }
    }
}
