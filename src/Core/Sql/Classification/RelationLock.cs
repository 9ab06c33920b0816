namespace SchemaMigrate.Sql;

/// <summary>A lock that a statement takes on a relation it names.</summary>
/// <param name="Relation">The relation as the statement names it; without a schema, the search_path decides.</param>
/// <param name="Mode">The strongest mode it takes there.</param>
public sealed record RelationLock(QualifiedName Relation, LockMode Mode);
