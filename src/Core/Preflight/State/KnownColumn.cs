using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What a source says of a column.</summary>
/// <param name="name">The column.</param>
internal sealed class KnownColumn(string name)
{
    public string Name { get; } = name;

    /// <summary>The <c>TypeName</c> node of its definition; one that does not exist when the source only changes the column.</summary>
    public SqlNode Type { get; set; }

    /// <summary>The statement that adds the column; null when it was there before.</summary>
    public ExaminedStatement? AddedBy { get; set; }

    public bool NotNull { get; set; }

    /// <summary>The statement that gave it a default; null when the source did not.</summary>
    public ExaminedStatement? DefaultedBy { get; set; }
}
