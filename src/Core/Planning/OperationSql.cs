using System.Text;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Planning;

/// <summary>The SQL that operations lower to, as a text to read or to run by hand.</summary>
public static class OperationSql
{
    /// <summary>
    /// The statements, each with a semicolon; a comment line marks where what came before must be committed. Recipes come phase by phase, each under a heading
    /// with its gates: the phases are for different deployments.
    /// </summary>
    /// <param name="operations">The operations.</param>
    /// <param name="serverMajor">The server that the SQL is for.</param>
    public static string Of(IEnumerable<Operation> operations, int serverMajor)
    {
        IReadOnlyList<Operation> all = [.. operations];
        if (!all.Any(operation => operation is Recipe))
        {
            return Lowered(all, serverMajor);
        }

        var text = new StringBuilder();
        foreach (var phase in RecipeExpansion.Of(all))
        {
            text.Append(text.Length > 0 ? "\n" : "").Append("-- ").Append(phase.Kind.ToString().ToLowerInvariant()).Append(": ").Append(phase.Title);
            text.Append(phase.Gates.Count > 0 ? $"\n-- not before: {string.Join(", ", phase.Gates)}\n" : "\n").Append(Lowered(phase.Upgrade, serverMajor));
        }

        return text.ToString();
    }

    private static string Lowered(IReadOnlyList<Operation> operations, int serverMajor) =>
        BodyText.Write(BodyLowering.Lower("(operations)", operations, new LoweringContext(serverMajor))) + "\n";
}
