using SchemaMigrate.Operations;

namespace SchemaMigrate.Preflight;

/// <summary>What cannot be examined.</summary>
[RuleFamily]
internal static class OpaqueRules
{
    public static Rule Dynamic { get; } = new(new RuleMetadata("SM104", Severity.Warning, "SQL that is only known when it runs",
        "EXECUTE runs a text that the block puts together, or the block is in another language.",
        "Its locks and its data changes cannot be foreseen from the text.",
        "Write the statements out; or let a rehearsal (Test-MigrationPreflight -Rehearse) see what they do."),
        ["DoStmt", "CreateFunctionStmt"], context =>
        {
            if (RoutineBody.Of(context.Node) is not { } body)
            {
                return null;
            }

            if (KnownBlocks.Contain(body.Text))
            {
                return null;
            }

            Severity? severity = context.Node.Is("DoStmt") ? null : Severity.Info;
            return body.Language switch
            {
                "plpgsql" => BodyScanner.Cut(body.Text).FirstOrDefault(piece => piece.Dynamic) is { } piece
                    ? new RuleHit($"The block runs a text that it puts together: {Shorten(piece.Text)}.") { Severity = severity }
                    : null,
                "sql" => null,
                var language => context.Node.Is("DoStmt") ? new RuleHit($"The block is in {language}.") : null,
            };
        });

    private static string Shorten(string text)
    {
        var line = string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
        return line.Length <= 60 ? line : line[..60] + "…";
    }
}
