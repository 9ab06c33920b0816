using SchemaMigrate.Sql;

namespace SchemaMigrate.Catalog;

/// <summary>What to read of the catalog.</summary>
/// <param name="Relations">Relations as statements name them; an index brings its table.</param>
/// <param name="Types">Types as statements name them.</param>
/// <param name="NewNames">Names that are to be given to new relations or types.</param>
public sealed record CatalogRequest(IReadOnlyCollection<QualifiedName> Relations, IReadOnlyCollection<QualifiedName> Types, IReadOnlyCollection<QualifiedName> NewNames)
{
    /// <summary>Asks for relations alone.</summary>
    /// <param name="relations">The relations.</param>
    public static CatalogRequest Of(params QualifiedName[] relations) => new(relations, [], []);
}
