using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Turns offsets of a statement's script into places of the file.</summary>
/// <param name="Outer">The script of the source part.</param>
/// <param name="BaseOffset">Where the statement's own script begins in it: 0, or the offset of a body's piece.</param>
/// <param name="Part">The part.</param>
internal readonly record struct StatementPlace(SqlScript Outer, int BaseOffset, SourcePart Part)
{
    public SourceLocation Locate(int offset)
    {
        if (Part.StartLine == 0)
        {
            return default;
        }

        var location = Outer.LocationOf(Math.Clamp(BaseOffset + offset, 0, Outer.Text.Length));
        return location with { Line = Part.StartLine + location.Line - 1 };
    }
}
