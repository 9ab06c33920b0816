namespace SchemaMigrate.Sql;

/// <summary>
/// Says what a statement will lock, rewrite, scan and lose, from its text and the lock matrix, which was measured on the servers it
/// speaks of. What only the catalog knows (a table's size, a column's old type) is not known here.
/// </summary>
public static class StatementClassifier
{
    /// <summary>Classifies a statement.</summary>
    /// <param name="statement">The statement.</param>
    /// <param name="serverMajor">Major version of the server, for example 15. A version newer than the matrix reads its newest rows.</param>
    public static StatementFacts Classify(SqlStatement statement, int serverMajor)
    {
        ArgumentNullException.ThrowIfNull(statement);
        return Combine(StatementForms.Of(statement.Node), LockMatrix.For(serverMajor));
    }

    private static StatementFacts Combine(IReadOnlyList<StatementForm> forms, LockMatrix matrix)
    {
        // Thousands of these are kept while a script is looked at, so lists have the length that they need.
        var locks = Room(forms);
        var held = 0;
        List<string>? keys = null;
        List<string>? unnamed = null;
        string? destructive = null;
        var (known, found, readsOnly, rewrites, scans) = (true, false, true, false, false);
        var need = default(TransactionNeed);
        var strongest = LockMode.None;
        for (var index = 0; index < forms.Count; index++)
        {
            var form = forms[index];
            var row = matrix.Find(form.Key);
            if (forms.Count > 1 || row is null)
            {
                AddOnce(ref keys, form.Key);
            }

            for (var at = 0; at < form.Relations.Count; at++)
            {
                var (role, relation) = form.Relations[at];
                var mode = LockMode.AccessExclusive;
                var stated = row is not null && row.Locks.TryGetValue(role, out mode);
                known &= stated;
                Merge(locks, ref held, relation, stated ? mode : LockMode.AccessExclusive);
            }

            if (row is null)
            {
                (known, readsOnly) = (false, false);
                continue;
            }

            found = true;
            destructive ??= row.Destructive;
            need = row.Transaction > need ? row.Transaction : need;
            strongest = row.UnnamedMode > strongest ? row.UnnamedMode : strongest;
            (rewrites, scans, readsOnly) = (rewrites || row.Rewrites, scans || row.Scans, readsOnly && row.ReadsOnly);
            if (row.Unnamed is { } text)
            {
                AddOnce(ref unnamed, text);
            }
        }

        if (held < locks.Length)
        {
            Array.Resize(ref locks, held);
        }

        foreach (var each in locks)
        {
            strongest = each.Mode > strongest ? each.Mode : strongest;
        }

        for (var index = 0; index < forms.Count && !known; index++)
        {
            if (matrix.Find(forms[index].Key) is null)
            {
                AddOnce(ref unnamed, $"What {forms[index].Key} locks is not in the lock matrix; the strongest lock is assumed.");
            }
        }

        return new StatementFacts
        {
            Forms = keys ?? (forms.Count == 0 ? [] : matrix.Find(forms[0].Key)!.Alone),
            Known = known,
            Transaction = need,
            Locks = locks,
            StrongestLock = known ? strongest : LockMode.AccessExclusive,
            Unnamed = unnamed ?? (IReadOnlyList<string>)[],
            DestructiveReason = destructive,
            Rewrites = rewrites,
            Scans = scans,
            ReadsOnly = found && readsOnly,
        };
    }

    private static RelationLock[] Room(IReadOnlyList<StatementForm> forms)
    {
        var relations = 0;
        for (var index = 0; index < forms.Count; index++)
        {
            relations += forms[index].Relations.Count;
        }

        return relations == 0 ? [] : new RelationLock[relations];
    }

    private static void AddOnce(ref List<string>? list, string text)
    {
        list ??= [];
        if (!list.Contains(text))
        {
            list.Add(text);
        }
    }

    private static void Merge(RelationLock[] locks, ref int count, QualifiedName relation, LockMode mode)
    {
        if (mode == LockMode.None)
        {
            return;
        }

        for (var at = 0; at < count; at++)
        {
            if (locks[at].Relation == relation)
            {
                locks[at] = mode > locks[at].Mode ? new RelationLock(relation, mode) : locks[at];
                return;
            }
        }

        locks[count++] = new RelationLock(relation, mode);
    }
}
