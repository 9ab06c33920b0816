namespace SchemaMigrate.Preflight;

/// <summary>What rules may look at besides node types.</summary>
internal static class RuleTriggers
{
    /// <summary>Every statement.</summary>
    public const string EveryStatement = "*";

    /// <summary>A column in CREATE TABLE or ADD COLUMN.</summary>
    public const string Column = "ColumnDef";

    /// <summary>A constraint in CREATE TABLE, ADD COLUMN or ADD CONSTRAINT.</summary>
    public const string Constraint = "Constraint";

    /// <summary>The end of the source; the context has its last statement.</summary>
    public const string End = "end";
}
