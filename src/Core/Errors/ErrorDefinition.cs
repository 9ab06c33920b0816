namespace SchemaMigrate.Errors;

/// <summary>One row of the table of stable errors: what scripts may branch on.</summary>
/// <param name="Id">Stable identifier, never reused with another meaning; also the name of the help page docs/errors/&lt;Id&gt;.md.</param>
/// <param name="Kind">The sort of trouble.</param>
/// <param name="RecommendedAction">What the user should do next, one or two sentences.</param>
public sealed record ErrorDefinition(string Id, ErrorKind Kind, string RecommendedAction)
{
    /// <summary>The page that explains this error, relative to the repository and to the module's folder.</summary>
    public string HelpTopic => $"docs/errors/{Id}.md";
}
