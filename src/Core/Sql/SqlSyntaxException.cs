using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>SQL that cannot be parsed, with the place.</summary>
public sealed class SqlSyntaxException : MigrationException
{
    internal SqlSyntaxException(ErrorDefinition definition, string problem, string script, int offset, SourceLocation location)
        : base(definition, $"{problem} (line {location.Line}, column {location.Column})")
    {
        Problem = problem;
        (Position, Line, Column) = (offset + 1, location.Line, location.Column);
        Near = NearTo(script, offset);
    }

    /// <summary>What PostgreSQL's parser said, without the place.</summary>
    public string Problem { get; }

    /// <summary>Line in the script, from 1.</summary>
    public int Line { get; }

    /// <summary>Column in the line, from 1, in chars.</summary>
    public int Column { get; }

    /// <summary>Position in the script, from 1, in chars.</summary>
    public int Position { get; }

    /// <summary>The text at the place, up to the end of its line and at most 40 chars; empty at the end of the script.</summary>
    public string Near { get; }

    private static string NearTo(string script, int offset)
    {
        var rest = script.AsSpan(Math.Min(offset, script.Length));
        var end = rest.IndexOfAny('\r', '\n');
        rest = end < 0 ? rest : rest[..end];
        var length = Math.Min(rest.Length, 40);
        return rest[..(length > 0 && length < rest.Length && char.IsHighSurrogate(rest[length - 1]) ? length - 1 : length)].ToString();
    }
}
