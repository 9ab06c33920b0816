using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>The text of a DO block or a routine.</summary>
/// <param name="Text">The body.</param>
/// <param name="Offset">Where the body begins in the statement's script; -1 when it is written as a quoted string with escapes, or not known.</param>
/// <param name="Language">The language, in lower case.</param>
internal sealed record RoutineBody(string Text, int Offset, string Language)
{
    /// <summary>The body of a <c>DoStmt</c> or <c>CreateFunctionStmt</c>; null when it has none as text.</summary>
    /// <param name="node">The statement.</param>
    /// <param name="script">The whole script, to find the body's place in; null when that does not matter.</param>
    public static RoutineBody? Of(SqlNode node, string? script = null)
    {
        string? text = null;
        var language = node.Is("DoStmt") ? "plpgsql" : "";
        var at = -1;
        foreach (var option in node.List(node.Is("DoStmt") ? "args" : "options"))
        {
            switch (option.Text("defname"))
            {
                case "as":
                    text = option["arg"].Is("List") ? option["arg"].List("items").First.Text("sval") : option["arg"].Text("sval");
                    at = option.Offset;
                    break;
                case "language":
                    language = (option["arg"].Text("sval") ?? "").ToLowerInvariant();
                    break;
            }
        }

        return string.IsNullOrEmpty(text) ? null : new RoutineBody(text, at < 0 || script is null || at > script.Length ? -1 : script.IndexOf(text, at, StringComparison.Ordinal), language);
    }
}
