namespace SchemaMigrate.Sql;

/// <summary>What lies between two borders of a script.</summary>
internal enum BorderKind
{
    /// <summary>One statement.</summary>
    Statement,

    /// <summary>COPY … FROM STDIN with the data lines that follow it.</summary>
    CopyWithData,

    /// <summary>A backslash command of psql, to the end of its line.</summary>
    PsqlCommand,
}
