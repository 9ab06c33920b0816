using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>One command of an ALTER TABLE.</summary>
/// <param name="Node">The <c>AlterTableCmd</c>.</param>
internal readonly record struct AlterCommand(SqlNode Node)
{
    /// <summary>For example <c>AT_AddColumn</c>.</summary>
    public string Subtype => Node.Text("subtype") ?? "";

    /// <summary>The column or constraint that the command names; empty when none.</summary>
    public string Name => Node.Text("name") ?? "";

    public SqlNode Def => Node["def"];

    public bool Cascades => Node.Text("behavior") == "DROP_CASCADE";
}
