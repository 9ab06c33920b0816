using System.Text.RegularExpressions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>
/// The safe form of a statement, with its own names, ready to be copied. Null where the statement has something about it that would need thought; the
/// rule's general advice stands then.
/// </summary>
internal static partial class SafeForms
{
    private const int Longest = 500;

    /// <summary>The same index statement with CONCURRENTLY.</summary>
    public static string? Concurrently(RuleContext context)
    {
        var text = context.Examined.Statement.Text;
        var several = context.Node.Is("DropStmt") && (context.Node.List("objects").Count > 1 || context.Node.Text("behavior") == "DROP_CASCADE");
        return text.Length > Longest || several || !IndexWords().IsMatch(text) ? null
            : IndexWords().Replace(text, match => $"{match.Groups["words"].Value.TrimEnd()} CONCURRENTLY{match.Groups["if"].Value}", 1) + ".";
    }

    /// <summary>A constraint added NOT VALID and validated apart.</summary>
    public static string? NotValid(RuleContext context)
    {
        var text = context.Examined.Statement.Text;
        return text.Length > Longest || context.Node.List("cmds").Count != 1 || context.Command.Def.Text("conname") is not { Length: > 0 } name ? null
            : $"{text} NOT VALID; then, in a transaction of its own, ALTER TABLE {context.Table} VALIDATE CONSTRAINT {new Identifier(name)}.";
    }

    /// <summary>NOT NULL by a proof.</summary>
    public static string? NotNull(RuleContext context, string column)
    {
        if (context.Table is not { } table || column.Length > 50)
        {
            return null;
        }

        var (name, quoted) = (new Identifier(column), new Identifier($"{column}_not_null"));
        var steps = context.Major >= 18
            ? $"ALTER TABLE {table} ADD CONSTRAINT {quoted} NOT NULL {name} NOT VALID; ALTER TABLE {table} VALIDATE CONSTRAINT {quoted}"
            : $"ALTER TABLE {table} ADD CONSTRAINT {quoted} CHECK ({name} IS NOT NULL) NOT VALID; ALTER TABLE {table} VALIDATE CONSTRAINT {quoted}; "
                + $"ALTER TABLE {table} ALTER COLUMN {name} SET NOT NULL; ALTER TABLE {table} DROP CONSTRAINT {quoted}";
        return $"{Command($"Set-MigrationColumn {table.Spelling} {name.Spelling} -NotNull")}{steps}; each committed before the next.";
    }

    /// <summary>A unique index built concurrently, then made a constraint.</summary>
    public static string? UsingIndex(RuleContext context)
    {
        var constraint = context.Command.Def;
        var keys = constraint.List("keys").Texts();
        if (context.Table is not { } table || keys.Count == 0 || constraint.Flag("deferrable") || constraint.Flag("nulls_not_distinct") || constraint.Flag("without_overlaps")
            || constraint.Has("including") || constraint.Has("options") || constraint.Has("indexspace"))
        {
            return null;
        }

        var kind = constraint.Text("contype") == "CONSTR_PRIMARY" ? "PRIMARY KEY" : "UNIQUE";
        var text = constraint.Text("conname") is { Length: > 0 } given ? given
            : kind == "UNIQUE" ? $"{table.Name.Name}_{string.Join('_', keys)}_key" : $"{table.Name.Name}_pkey";
        if (text.Length > 60)
        {
            return null;
        }

        var name = new Identifier(text);
        return $"CREATE UNIQUE INDEX CONCURRENTLY {name} ON {table} ({string.Join(", ", keys.Select(key => new Identifier(key)))}); ALTER TABLE {table} ADD CONSTRAINT {name} {kind} USING INDEX {name}.";
    }

    /// <summary>A column under both names for a while.</summary>
    public static string? RenameOnline(QualifiedName table, string column, string newName) => IsPlain(table.Spelling) && IsPlain(column) && IsPlain(newName)
        ? $"Rename-MigrationColumn {table.Spelling} {column} {newName} -Online keeps both names in step until no client uses the old one."
        : null;

    /// <summary>A command of this module, when the names need no quotes in PowerShell.</summary>
    private static string Command(string text) => IsPlain(text) ? $"{text} does it without a long lock. By hand: " : "";

    private static bool IsPlain(string text) => PlainWords().IsMatch(text);

    [GeneratedRegex(@"^(?<words>CREATE\s+(?:UNIQUE\s+)?INDEX\b|DROP\s+INDEX\b|REINDEX\s+(?:\([^)]*\)\s*)?(?:INDEX|TABLE|SCHEMA|DATABASE)\b)(?:(?<=CREATE\s+(?:UNIQUE\s+)?INDEX)\s+IF\s+NOT\s+EXISTS|(?<if>\s+IF\s+EXISTS))?", RegexOptions.IgnoreCase)]
    private static partial Regex IndexWords();

    [GeneratedRegex(@"^[A-Za-z0-9_. -]+$")]
    private static partial Regex PlainWords();
}
