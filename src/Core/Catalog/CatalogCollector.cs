namespace SchemaMigrate.Catalog;

/// <summary>Takes the rows of the catalog queries, in the order of <see cref="CatalogReader"/>, and puts them together by table.</summary>
internal sealed class CatalogCollector
{
    private readonly Dictionary<long, Relation> relations = [];
    private readonly Topic<TableColumn> columns = new();
    private readonly Topic<TableIndex> indexes = new();
    private readonly Topic<TableConstraint> constraints = new();
    private readonly Topic<TableTrigger> triggers = new();
    private readonly Topic<Dependent> dependents = new();
    private readonly Topic<RoutineText> routines = new();
    private readonly Topic<OwnedSequence> sequences = new();

    public IReadOnlyCollection<Relation> Relations => relations.Values;

    public Dictionary<long, NamedType> Types { get; } = [];

    public List<TakenName> Taken { get; } = [];

    public DatabaseFacts? Database { get; private set; }

    public void Add(int topic, long key, string json)
    {
        switch (topic)
        {
            case 0:
                relations[key] = CatalogJson.Read<Relation>(json);
                break;
            case 1:
                columns.Add(key, json);
                break;
            case 2:
                indexes.Add(key, json);
                break;
            case 3:
                constraints.Add(key, json);
                break;
            case 4:
                triggers.Add(key, json);
                break;
            case 5:
                dependents.Add(key, json);
                break;
            case 6:
                routines.Add(key, json);
                break;
            case 7:
                sequences.Add(key, json);
                break;
            case 8:
                Types[key] = CatalogJson.Read<NamedType>(json);
                break;
            case 9:
                Taken.Add(CatalogJson.Read<TakenName>(json));
                break;
            default:
                Database = CatalogJson.Read<DatabaseFacts>(json);
                break;
        }
    }

    public void Count(long oid, long rows, bool isExact) => relations[oid] = relations[oid] with { Rows = rows, RowsCounted = isExact };

    public TableFacts? Table(long oid) => relations.TryGetValue(oid, out var relation)
        ? new TableFacts
        {
            Relation = relation,
            Columns = columns[oid],
            Indexes = indexes[oid],
            Constraints = [.. constraints[oid].Where(constraint => constraint.Schema == relation.Schema && constraint.Table == relation.Name)],
            ReferencedBy = [.. constraints[oid].Where(constraint => constraint.ReferencedSchema == relation.Schema && constraint.ReferencedTable == relation.Name)],
            Triggers = triggers[oid],
            Dependents = dependents[oid],
            Routines = routines[oid],
            Sequences = sequences[oid],
        }
        : null;

    private sealed class Topic<T>
    {
        private readonly Dictionary<long, List<T>> rows = [];

        public IReadOnlyList<T> this[long key] => rows.TryGetValue(key, out var list) ? list : [];

        public void Add(long key, string json)
        {
            if (!rows.TryGetValue(key, out var list))
            {
                rows.Add(key, list = []);
            }

            list.Add(CatalogJson.Read<T>(json));
        }
    }
}
