namespace SchemaMigrate.Preflight;

/// <summary>
/// Examines SQL without a database: each statement against each rule, with a memory of what came before. Pure, and safe to use from several
/// threads at once.
/// </summary>
public sealed class PreflightEngine
{
    private readonly RuleSet rules;

    /// <summary>Makes an engine.</summary>
    /// <param name="options">How to examine; null for all defaults.</param>
    public PreflightEngine(PreflightOptions? options = null)
    {
        Options = options ?? new PreflightOptions();
        rules = new RuleSet(Options);
    }

    /// <summary>How it examines.</summary>
    public PreflightOptions Options { get; }

    /// <summary>Examines sources in the order in which they will be applied.</summary>
    /// <param name="sources">The sources; findings come in their order.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    public Examination Examine(IEnumerable<PreflightSource> sources, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(sources);
        var findings = new List<Finding>();
        var statements = new List<ExaminedStatement>();
        foreach (var (source, parts) in ParsedAhead(sources, cancellationToken))
        {
            var examination = new SourceExaminer(source, rules, Options).Examine(parts, cancellationToken);
            findings.AddRange(examination.Findings);
            statements.AddRange(examination.Statements);
        }

        return new Examination(findings, statements);
    }

    /// <summary>The parser works on the next source while the rules look at this one.</summary>
    private IEnumerable<(PreflightSource Source, IReadOnlyList<ParsedPart> Parts)> ParsedAhead(IEnumerable<PreflightSource> sources, CancellationToken cancellationToken)
    {
        (PreflightSource Source, Task<IReadOnlyList<ParsedPart>> Parts)? ahead = null;
        foreach (var source in sources)
        {
            var next = (source, Task.Run(() => SourceExaminer.Parse(source, Options, cancellationToken), cancellationToken));
            if (ahead is var (ready, parts))
            {
                yield return (ready, parts.GetAwaiter().GetResult());
            }

            ahead = next;
        }

        if (ahead is var (last, lastParts))
        {
            yield return (last, lastParts.GetAwaiter().GetResult());
        }
    }

    /// <summary>Examines one source.</summary>
    /// <param name="source">The source.</param>
    /// <param name="cancellationToken">Stops between statements.</param>
    public Examination Examine(PreflightSource source, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(source);
        return new SourceExaminer(source, rules, Options).Examine(SourceExaminer.Parse(source, Options, cancellationToken), cancellationToken);
    }
}
