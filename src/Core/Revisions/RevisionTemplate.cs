using System.Text;

namespace SchemaMigrate.Revisions;

/// <summary>Writes the text of a revision file. The result always reads back as what the draft says; a draft for which that is impossible is refused.</summary>
public static class RevisionTemplate
{
    /// <summary>Renders a draft; lines end with LF.</summary>
    /// <param name="draft">What the file shall say, with an id.</param>
    /// <exception cref="Errors.MigrationException"><see cref="RevisionErrors.RevisionDraftInvalid"/>.</exception>
    public static string Render(RevisionDraft draft)
    {
        DraftCheck.Check(draft);
        var text = new StringBuilder();
        AppendHeader(text, draft);
        text.Append('\n');
        if (draft.Format == RevisionFormat.Sql)
        {
            AppendSql(text, draft);
        }
        else
        {
            AppendPowerShell(text, draft);
        }

        var rendered = text.ToString();
        DraftCheck.CheckRendered(draft, rendered);
        return rendered;
    }

    internal static string Join(IReadOnlyList<string> lines) => string.Join('\n', lines).ReplaceLineEndings("\n").Trim('\n');

    private static void AppendHeader(StringBuilder text, RevisionDraft draft)
    {
        AppendKey(HeaderKeys.Revision, draft.Id!);
        AppendKey(HeaderKeys.Parents, string.Join(", ", draft.Parents), always: true);
        AppendKey(HeaderKeys.Message, draft.Message.Trim());
        AppendKey(HeaderKeys.Phase, draft.Phase == RevisionPhase.Unspecified ? "" : draft.Phase.ToString().ToLowerInvariant());
        AppendKey(HeaderKeys.Labels, string.Join(", ", draft.Labels));
        AppendKey(HeaderKeys.Requires, string.Join(", ", draft.Requires));
        AppendKey(HeaderKeys.Gate, string.Join(", ", draft.Gates));

        void AppendKey(string key, string value, bool always = false)
        {
            if (value.Length > 0 || always)
            {
                var line = $"{(draft.Format == RevisionFormat.Sql ? "--" : "#")} {key}:{new string(' ', 9 - key.Length)}{value}";
                text.Append(line.TrimEnd()).Append('\n');
            }
        }
    }

    private static void AppendSql(StringBuilder text, RevisionDraft draft)
    {
        AppendSection("-- upgrade", draft.Upgrade);
        text.Append('\n');
        if (draft.IrreversibleReason is { } reason)
        {
            text.Append("-- downgrade: irreversible because ").Append(reason.Trim()).Append('\n');
        }
        else
        {
            AppendSection("-- downgrade", draft.Downgrade ?? []);
        }

        if (draft.Verify is { } verify)
        {
            text.Append('\n');
            AppendSection("-- verify", verify);
        }

        void AppendSection(string marker, IReadOnlyList<string> lines)
        {
            text.Append(marker).Append('\n');
            if (Join(lines) is { Length: > 0 } body)
            {
                text.Append(body).Append('\n');
            }
        }
    }

    private static void AppendPowerShell(StringBuilder text, RevisionDraft draft)
    {
        AppendBlock("Upgrade", draft.Upgrade, "Operations go here, for example: Add-MigrationColumn users phone_number 'varchar(20)'");
        text.Append('\n');
        if (draft.IrreversibleReason is { } reason)
        {
            text.Append("Irreversible ").Append(PowerShellLiteral.Quote(reason.Trim())).Append('\n');
        }
        else if (draft.Downgrade is { } downgrade)
        {
            AppendBlock("Downgrade", downgrade, "Nothing to undo.");
        }
        else
        {
            text.Append("# No Downgrade block: the inverse of the operations is used.\n");
        }

        void AppendBlock(string name, IReadOnlyList<string> lines, string hint)
        {
            text.Append(name).Append(" {\n");
            var isMerge = draft.Parents.Count > 1;
            foreach (var line in lines.Count > 0 ? PowerShellLiteral.Indent(lines) : [$"    # {(isMerge ? "This revision only joins branches." : hint)}"])
            {
                text.Append(line).Append('\n');
            }

            text.Append("}\n");
        }
    }
}
