using SchemaMigrate.Errors;

namespace SchemaMigrate.Revisions;

/// <summary>Refuses drafts that could not be written so that they read back the same.</summary>
internal static class DraftCheck
{
    public static void Check(RevisionDraft draft)
    {
        ArgumentNullException.ThrowIfNull(draft);
        Require(RevisionId.IsValid(draft.Id ?? ""), $"'{draft.Id}' cannot be a revision id: it must be {RevisionId.Rule}, and not a word that selectors use.");
        Require(IsOneLine(draft.Message), "The message must be one line of text.");
        Require(draft.IrreversibleReason is null || (IsOneLine(draft.IrreversibleReason) && draft.IrreversibleReason.AsSpan().Trim(" .…").Length > 0), "The reason why there is no way back must be one line of text.");
        Require(draft.IrreversibleReason is null || draft.Downgrade is null, "A revision has either a downgrade or a reason why there is none.");
        Require(draft.Verify is null || draft.Format == RevisionFormat.Sql, "Only SQL revisions have a verify section.");
        foreach (var label in draft.Labels)
        {
            Require(RevisionId.IsValid(label), $"'{label}' cannot be a label: it must be {RevisionId.Rule}, and not a word that selectors use.");
        }

        foreach (var id in draft.Parents.Concat(draft.Requires))
        {
            Require(RevisionId.IsValid(id), $"'{id}' cannot be a revision id: it must be {RevisionId.Rule}, and not a word that selectors use.");
        }

        foreach (var soak in draft.Gates.OfType<SoakGate>())
        {
            Require(soak.Time >= TimeSpan.FromMilliseconds(1), "The time of a soak gate must be a millisecond or longer.");
        }
    }

    /// <summary>Reads the text back and compares.</summary>
    public static void CheckRendered(RevisionDraft draft, string text)
    {
        Revision revision;
        SqlSections? sections;
        try
        {
            revision = Revision.Parse(draft.Format == RevisionFormat.Sql ? "new revision.sql" : "new revision.ps1", text);
            sections = revision.Sections;
        }
        catch (RevisionException e)
        {
            throw new MigrationException(RevisionErrors.RevisionDraftInvalid, "The new revision would not be readable. " + e.Message, e);
        }

        Require(
            revision.Parents.SequenceEqual(draft.Parents) && revision.Requires.SequenceEqual(draft.Requires)
            && revision.Labels.SequenceEqual(draft.Labels) && revision.Gates.SequenceEqual(draft.Gates)
            && revision.Message == draft.Message.Trim() && revision.Phase == draft.Phase,
            "The header of the new revision would not read back as it was asked for.");
        Require(
            sections is null
            || (Same(sections.Upgrade, draft.Upgrade)
                && (draft.IrreversibleReason is not null || Same(sections.Downgrade, draft.Downgrade))
                && sections.IrreversibleReason == draft.IrreversibleReason?.Trim()
                && sections.Verify.Count == (draft.Verify is null ? 0 : 1)),
            "The SQL holds a line that is a section marker, so the new revision would be cut in the wrong place.");
    }

    private static bool Same(SqlSection? section, IReadOnlyList<string>? lines) =>
        section is not null && section.Text.Trim('\n') == RevisionTemplate.Join(lines ?? []);

    private static bool IsOneLine(string text) => !string.IsNullOrWhiteSpace(text) && !text.Any(char.IsControl);

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new MigrationException(RevisionErrors.RevisionDraftInvalid, message);
        }
    }
}
