using SchemaMigrate.Planning;
using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Makes sources of revisions.</summary>
public static class RevisionSources
{
    /// <summary>Whether a text is that of a SQL revision: it has the header and the section marker.</summary>
    /// <param name="text">The whole text of a file.</param>
    public static bool IsRevision(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        return HasLine(text, "-- revision:") && HasLine(text, "-- upgrade");
    }

    /// <summary>The upgrade of a SQL revision, to be run by the module's runner.</summary>
    /// <param name="revision">A revision in SQL; the operations of a PowerShell revision must be evaluated and planned first.</param>
    /// <param name="path">How findings shall name the file; null for the revision's own path.</param>
    /// <exception cref="RevisionException">The sections are wrong.</exception>
    public static PreflightSource Of(Revision revision, string? path = null)
    {
        ArgumentNullException.ThrowIfNull(revision);
        var sections = revision.Sections ?? throw new ArgumentException("The revision is not in SQL.", nameof(revision));
        var downgrade = sections.Downgrade is { } section ? new SourcePart(section.Text, section.StartLine) : null;
        return new PreflightSource(Parts(sections.Upgrade), SourceRunner.Module)
        {
            Revision = revision.Id,
            Path = path ?? revision.Path,
            Phase = revision.Phase,
            WayBack = downgrade,
            Downgrade = sections.IrreversibleReason is not null ? SourceDowngrade.Given
                : downgrade is null ? SourceDowngrade.Missing
                : IsEmpty(downgrade.Sql) ? SourceDowngrade.Empty
                : SourceDowngrade.Given,
        };
    }

    /// <summary>The operations that a PowerShell revision's upgrade gave.</summary>
    /// <param name="revision">The revision.</param>
    /// <param name="evaluated">What its blocks gave.</param>
    /// <param name="serverMajor">Major version of the server.</param>
    public static PreflightSource Of(Revision revision, EvaluatedRevision evaluated, int serverMajor)
    {
        ArgumentNullException.ThrowIfNull(revision);
        ArgumentNullException.ThrowIfNull(evaluated);
        var parts = BodyLowering.Lower(revision.FileName, evaluated.Upgrade, new Operations.LoweringContext(serverMajor));
        return new PreflightSource([.. parts.Select(part => new SourcePart(part.Sql, 0, part.StartsTransaction))], SourceRunner.Module)
        {
            Revision = revision.Id,
            Path = revision.Path,
            Phase = revision.Phase,
            FromOperations = true,
            Downgrade = SourceDowngrade.Given,
        };
    }

    private static SourcePart[] Parts(SqlSection section) =>
        [.. BodyText.Read(section.Text, section.StartLine).Select(part => new SourcePart(part.Sql, part.StartLine, part.StartsTransaction))];

    private static bool IsEmpty(string sql) => SqlScript.ParseTolerant(sql) is { Errors.Count: 0, Script.Statements.Count: 0 };

    private static bool HasLine(string text, string start)
    {
        for (var at = text.IndexOf(start, StringComparison.Ordinal); at >= 0; at = text.IndexOf(start, at + 1, StringComparison.Ordinal))
        {
            if (at == 0 || text[at - 1] is '\n' or '\r' or '\uFEFF')
            {
                return true;
            }
        }

        return false;
    }
}
