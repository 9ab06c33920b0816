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
        var rows = forms.Select(form => (form, Row: matrix.Find(form.Key))).ToList();
        var locks = new List<RelationLock>();
        var known = true;
        foreach (var (form, row) in rows)
        {
            foreach (var (role, relation) in form.Relations)
            {
                var stated = row is not null && row.Locks.TryGetValue(role, out var mode) ? mode : (LockMode?)null;
                known &= stated is not null;
                Merge(locks, relation, stated ?? LockMode.AccessExclusive);
            }
        }

        var found = rows.Where(pair => pair.Row is not null).Select(pair => pair.Row!).ToList();
        var missing = rows.Where(pair => pair.Row is null).Select(pair => pair.form.Key).ToList();
        known &= missing.Count == 0;
        return new StatementFacts
        {
            Forms = forms.Select(form => form.Key).Distinct().ToList(),
            Known = known,
            Transaction = found.Select(row => row.Transaction).DefaultIfEmpty().Max(),
            Locks = locks,
            StrongestLock = !known
                ? LockMode.AccessExclusive
                : locks.Select(held => held.Mode).Concat(found.Select(row => row.UnnamedMode)).DefaultIfEmpty().Max(),
            Unnamed = found.Select(row => row.Unnamed).OfType<string>()
                .Concat(missing.Select(key => $"What {key} locks is not in the lock matrix; the strongest lock is assumed."))
                .Distinct().ToList(),
            DestructiveReason = found.Select(row => row.Destructive).FirstOrDefault(reason => reason is not null),
            Rewrites = found.Any(row => row.Rewrites),
            Scans = found.Any(row => row.Scans),
            ReadsOnly = found.Count > 0 && missing.Count == 0 && found.All(row => row.ReadsOnly),
        };
    }

    private static void Merge(List<RelationLock> locks, QualifiedName relation, LockMode mode)
    {
        if (mode == LockMode.None)
        {
            return;
        }

        var at = locks.FindIndex(held => held.Relation == relation);
        if (at < 0)
        {
            locks.Add(new RelationLock(relation, mode));
        }
        else if (mode > locks[at].Mode)
        {
            locks[at] = new RelationLock(relation, mode);
        }
    }
}
