using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>The SQL that operations lower to, as a text to read or to run by hand.</summary>
public static class OperationSql
{
    /// <summary>The statements, each with a semicolon; a comment line marks where what came before must be committed.</summary>
    /// <param name="operations">The operations.</param>
    /// <param name="serverMajor">The server that the SQL is for.</param>
    public static string Of(IEnumerable<Operation> operations, int serverMajor) =>
        BodyText.Write(BodyLowering.Lower("(operations)", operations, new LoweringContext(serverMajor))) + "\n";
}
