using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>
/// What the statements so far have done, as the rules need it: objects of the source, and locks and data of the present transaction. Rules
/// read it; <see cref="StateFold"/> alone changes it.
/// </summary>
internal sealed class TransactionState
{
    private readonly NameMap<KnownTable> tables = new();

    private readonly NameMap<HeldLock> locks = new();

    public SessionState Session { get; } = new();

    /// <summary>The step within the source, from 1.</summary>
    public int Step { get; private set; } = 1;

    /// <summary>Whether BEGIN was written and its end not reached.</summary>
    public bool InWrittenTransaction { get; set; }

    /// <summary>Whether statements share a transaction: the runner's, a written one, or the one that most tools wrap around a file.</summary>
    public bool InTransaction { get; set; }

    /// <summary>Whether statements share a transaction for sure, and not only because most tools do so.</summary>
    public bool InCertainTransaction { get; set; }

    /// <summary>The BEGIN of a written transaction that is still open; null when there is none.</summary>
    public ExaminedStatement? BegunBy { get; set; }

    /// <summary>Whether the present step has a statement already.</summary>
    public bool StepHasStatements { get; set; }

    public NameMap<KnownType> Types { get; } = new();

    public NameMap<KnownIndex> Indexes { get; } = new();

    /// <summary>Indexes that were there before and that the source drops, with the statement.</summary>
    public NameMap<ExaminedStatement> DroppedIndexes { get; } = new();

    /// <summary>Renames of what was there before, in order.</summary>
    public List<KnownRename> Renames { get; } = [];

    /// <summary>Views that the source creates, with the statement.</summary>
    public NameMap<ExaminedStatement> Views { get; } = new();

    /// <summary>Sequences that the source creates, with the statement.</summary>
    public NameMap<ExaminedStatement> Sequences { get; } = new();

    /// <summary>Types that the source renames, by their new names: nobody else knows those.</summary>
    public NameMap<ExaminedStatement> RenamedTypes { get; } = new();

    /// <summary>Identities added to columns that were there before, with the statement; taken away when the sequence is set.</summary>
    public List<(QualifiedName Table, string Column, ExaminedStatement AddedBy)> UnsetIdentities { get; } = [];

    /// <summary>The first statement that takes a lock that blocks writers, on something that was there before, with no lock_timeout in force.</summary>
    public ExaminedStatement? FirstUnguarded { get; set; }

    /// <summary>Values added to enums in the present step.</summary>
    public int ValuesAddedInStep { get; set; }

    /// <summary>Tables that operations kept rows in and have read into another table since, with the statement.</summary>
    public NameMap<ExaminedStatement> PutBack { get; } = new();

    /// <summary>Routines that the source creates, by name: their node.</summary>
    public NameMap<KnownRoutine> Routines { get; } = new();

    public IEnumerable<KnownTable> Tables => tables.Values;

    /// <summary>The first lock of the transaction that blocks readers, on a table that was there before; null when none.</summary>
    public HeldLock? FirstExclusive { get; private set; }

    /// <summary>The first lock of the transaction that blocks writers and more, on a table that was there before; null when none.</summary>
    public HeldLock? FirstBlocking { get; private set; }

    /// <summary>The first statement of the transaction that changes rows of a table that was there before; null when none.</summary>
    public ExaminedStatement? FirstData { get; private set; }

    /// <summary>The first statement of the transaction that adds a foreign key between tables that were there before.</summary>
    public ExaminedStatement? FirstForeignKey { get; set; }

    /// <summary>The last statement of its own step that cannot be undone with the rest; null when none.</summary>
    public ExaminedStatement? LastNonTransactional { get; set; }

    /// <summary>Whether the source created the table, or it is temporary.</summary>
    public bool IsNew(QualifiedName table) =>
        table.Schema?.Name == "pg_temp" || (tables.TryGet(table, out var known) && (known.Created || known.Temporary));

    /// <summary>What the source said of a table; null when nothing.</summary>
    public KnownTable? Find(QualifiedName table) => tables.TryGet(table, out var known) ? known : null;

    public KnownTable Table(QualifiedName table)
    {
        if (!tables.TryGet(table, out var known))
        {
            tables.Set(table, known = new KnownTable(table));
        }

        return known;
    }

    public void Replace(KnownTable table) => tables.Set(table.Name, table);

    public void Forget(QualifiedName table) => tables.Remove(table);

    public void Rename(QualifiedName from, QualifiedName to, ExaminedStatement by)
    {
        var known = Table(from);
        tables.Remove(from);
        (known.Name, known.NamedBy) = (to, by);
        tables.Set(to, known);
    }

    public HeldLock? LockOn(QualifiedName table) => locks.TryGet(table, out var held) ? held : null;

    public void Hold(QualifiedName relation, LockMode mode, ExaminedStatement by)
    {
        var held = LockOn(relation);
        if (held is null || held.Mode < mode)
        {
            locks.Set(relation, held = new HeldLock(relation, mode, by));
        }

        if (mode == LockMode.AccessExclusive)
        {
            FirstExclusive ??= held;
        }

        if (mode >= LockMode.ShareRowExclusive)
        {
            FirstBlocking ??= held;
        }
    }

    public void ChangeData(ExaminedStatement by) => FirstData ??= by;

    /// <summary>The present transaction ends; the next statement is of another step.</summary>
    public void NextStep()
    {
        Step++;
        StepHasStatements = false;
        ValuesAddedInStep = 0;
        locks.Clear();
        (FirstExclusive, FirstBlocking, FirstData, FirstForeignKey) = (null, null, null, null);
        Session.EndTransaction();
    }
}
