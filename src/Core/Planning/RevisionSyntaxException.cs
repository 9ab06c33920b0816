using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Planning;

/// <summary>The SQL of a revision cannot be parsed; tells the place in the file.</summary>
public sealed class RevisionSyntaxException : MigrationException
{
    internal RevisionSyntaxException(string fileName, int line, SqlSyntaxException cause)
        : base(cause.Definition, $"{fileName}:{line}:{cause.Column}: {cause.Problem}", cause)
    {
        (FileName, Line, Column, Near) = (fileName, line, cause.Column, cause.Near);
        Target = fileName;
    }

    /// <summary>Name of the revision's file.</summary>
    public string FileName { get; }

    /// <summary>Line in the file, from 1.</summary>
    public int Line { get; }

    /// <summary>Column in the line, from 1.</summary>
    public int Column { get; }

    /// <summary>The text at the place.</summary>
    public string Near { get; }
}
