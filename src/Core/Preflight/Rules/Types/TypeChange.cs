using System.Collections.Frozen;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>What an ALTER COLUMN … TYPE asks for.</summary>
internal sealed class TypeChange(AlterCommand command)
{
    private static readonly FrozenSet<string> Alike = new[] { "text", "varchar", "numeric", "varbit", "inet", "interval" }.ToFrozenSet(StringComparer.Ordinal);

    private string? text;

    public string Column { get; } = command.Name;

    public SqlNode Definition { get; } = command.Def;

    public SqlNode Type { get; } = command.Def["typeName"];

    public string TypeText => text ??= Type.TypeText();

    /// <summary>The USING expression; a node that does not exist when there is none.</summary>
    public SqlNode Using => Definition["raw_default"];

    /// <summary>Whether there are old types from which the change costs nothing, and they are the usual ones.</summary>
    public bool MayBeFree => !Using.Exists && !Type.IsArray() && Alike.Contains(Type.TypeWord());

    public bool IsTimestamp => Type.TypeWord() is "timestamp" or "timestamptz" && !Type.IsArray();

    /// <summary>Whether it is bigint for what looks like a key.</summary>
    public bool IsKey => Type.TypeWord() == "int8" && !Type.IsArray() && (Column == "id" || Column.EndsWith("_id", StringComparison.Ordinal));

    /// <summary>USING column::text::type.</summary>
    public bool IsRecast => Using.Is("TypeCast") && Using["arg"].Is("TypeCast") && Using["arg"]["typeName"].TypeWord() is "text" or "varchar";

    /// <summary>USING column::type, with the type that the column gets.</summary>
    public bool IsRedundantUsing => Using.Is("TypeCast") && Using["arg"].Is("ColumnRef") && Using["arg"].List("fields").Texts() is [.., var column] && column == Column
        && Using["typeName"].TypeText() == TypeText;
}
