using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a source says of a table.</summary>
/// <param name="name">The table.</param>
internal sealed class KnownTable(QualifiedName name)
{
    private Dictionary<string, List<KnownIndex>>? byFirstColumn;

    public QualifiedName Name { get; set; } = name;

    /// <summary>Whether the source creates it: then nobody else can wait for its locks, and it has only the rows that the source put in.</summary>
    public bool Created { get; set; }

    public bool Temporary { get; set; }

    public bool Partitioned { get; set; }

    public bool HasPrimaryKey { get; set; }

    public bool HasPolicy { get; set; }

    /// <summary>The statement that turned row security on; null when the source did not.</summary>
    public ExaminedStatement? SecuredBy { get; set; }

    /// <summary>The first ALTER TABLE that reads or writes the whole table; null when there was none.</summary>
    public ExaminedStatement? SlowBy { get; set; }

    public ExaminedStatement? CreatedBy { get; set; }

    /// <summary>The statement that gave it its name; null when it had it before.</summary>
    public ExaminedStatement? NamedBy { get; set; }

    public Dictionary<string, KnownColumn> Columns { get; } = new(StringComparer.Ordinal);

    public List<KnownConstraint> Constraints { get; } = [];

    public List<KnownIndex> Indexes { get; } = [];

    public void Add(KnownIndex index)
    {
        Indexes.Add(index);
        if (index.Columns is [{ } first, ..])
        {
            byFirstColumn ??= new Dictionary<string, List<KnownIndex>>(StringComparer.Ordinal);
            if (!byFirstColumn.TryGetValue(first, out var beginning))
            {
                byFirstColumn.Add(first, beginning = []);
            }

            beginning.Add(index);
        }
    }

    /// <summary>The indexes of the source whose first key is that column.</summary>
    public IReadOnlyList<KnownIndex> BeginningWith(string column) => byFirstColumn?.GetValueOrDefault(column) ?? [];

    public KnownColumn Column(string name)
    {
        if (!Columns.TryGetValue(name, out var column))
        {
            Columns.Add(name, column = new KnownColumn(name));
        }

        return column;
    }

    /// <summary>The constraint of that name that the source added and did not drop.</summary>
    public KnownConstraint? Constraint(string name) =>
        name.Length == 0 ? null : Constraints.FindLast(constraint => constraint.Name == name && !constraint.Dropped);
}
