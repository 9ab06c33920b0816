using SchemaMigrate.Sql;

namespace SchemaMigrate.Catalog;

/// <summary>What was read of the catalog. Names are found as the statement writes them.</summary>
public sealed class CatalogFacts
{
    private readonly IReadOnlyDictionary<QualifiedName, TableFacts> tables;
    private readonly IReadOnlyDictionary<QualifiedName, NamedType> types;

    internal CatalogFacts(
        DatabaseFacts database, IReadOnlyDictionary<QualifiedName, TableFacts> tables, IReadOnlyDictionary<QualifiedName, NamedType> types,
        IReadOnlyList<TakenName> taken) =>
        (Database, this.tables, this.types, Taken) = (database, tables, types, taken);

    /// <summary>The database.</summary>
    public DatabaseFacts Database { get; }

    /// <summary>The relations that exist, each once.</summary>
    public IReadOnlyList<TableFacts> Tables => [.. tables.Values.DistinctBy(table => table.Relation.Oid)];

    /// <summary>Which of the names that are to be created exist already.</summary>
    public IReadOnlyList<TakenName> Taken { get; }

    /// <summary>Finds a relation; the name of an index finds its table.</summary>
    /// <param name="name">The name as it was asked for.</param>
    /// <returns>The facts; null when there is no such relation or it was not asked for.</returns>
    public TableFacts? Find(QualifiedName name) => tables.GetValueOrDefault(name);

    /// <summary>Finds an index.</summary>
    /// <param name="name">The name as it was asked for.</param>
    /// <returns>The index and its table; null when there is no such index.</returns>
    public (TableFacts Table, TableIndex Index)? FindIndex(QualifiedName name) =>
        Find(name) is { } table && table.Indexes.FirstOrDefault(index =>
            index.Name == name.Name.Name && (name.Schema is null || index.Schema == name.Schema.Value.Name)) is { } index
            ? (table, index)
            : null;

    /// <summary>Finds a type.</summary>
    /// <param name="name">The name as it was asked for.</param>
    /// <returns>The type; null when there is none or it was not asked for.</returns>
    public NamedType? FindType(QualifiedName name) => types.GetValueOrDefault(name);

    /// <summary>Finds what has a name already.</summary>
    /// <param name="family">relation or type.</param>
    /// <param name="name">The name; without a schema, that of the schema in which objects are created.</param>
    /// <returns>What has it; null when the name is free or was not asked for.</returns>
    public TakenName? FindTaken(string family, QualifiedName name) => Taken.FirstOrDefault(taken =>
        taken.Family == family && taken.Name == name.Name.Name && taken.Schema == (name.Schema?.Name ?? Database.CurrentSchema));
}
