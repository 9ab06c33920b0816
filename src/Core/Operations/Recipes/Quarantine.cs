using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// A table that keeps the values which a recipe changes, by the key of their row, and the function through which the change itself puts them there: the copy and
/// the change are one statement, so neither can be without the other.
/// </summary>
/// <param name="Source">The table whose values are kept.</param>
/// <param name="Column">The column.</param>
/// <param name="Key">The columns that identify a row.</param>
internal sealed record Quarantine(QualifiedName Source, Identifier Column, ValueList<Identifier> Key)
{
    private QualifiedName Table => Source.Sibling(DerivedName.Of("zz_kept", [Source.Name.Name, Column.Name]));

    private QualifiedName KeepFunction => Source.Sibling(DerivedName.Of("zz_keep", [Source.Name.Name, Column.Name]));

    private QualifiedName GiveFunction => Source.Sibling(DerivedName.Of("zz_give", [Source.Name.Name, Column.Name]));

    private string Value => $"{Source.Name}.{Column}";

    private string RowKey => $"pg_catalog.jsonb_build_array({string.Join(", ", Key.Select(column => $"{Source.Name}.{column}"))})::text";

    /// <summary>Whether the present value of a row is kept.</summary>
    public string Holds => $"EXISTS (SELECT FROM {Table} kept WHERE kept.source_key = {RowKey} AND kept.value = {Value}::text)";

    /// <summary>Whether a row has, to this day, what took the place of its value.</summary>
    public string Replaced => $"EXISTS (SELECT FROM {Table} kept WHERE kept.source_key = {RowKey} AND kept.replacement IS NOT DISTINCT FROM {Value}::text)";

    /// <summary>The kept value of a row.</summary>
    public string Give => $"{GiveFunction}({RowKey})";

    /// <summary>Keeps the value of a row, and gives what takes its place.</summary>
    /// <param name="reason">Why.</param>
    /// <param name="replacement">What takes its place: an SQL expression that gives text.</param>
    public string Keep(string reason, string replacement = "NULL") => $"{KeepFunction}({RowKey}, {Value}::text, {Literal.Of(reason)}, {replacement})";

    /// <summary>Creates the table and the functions.</summary>
    public InvokeSql Create() => new InvokeSql(string.Join(";\n",
        $"CREATE TABLE {Table} (source_key text PRIMARY KEY, value text, replacement text, reason text NOT NULL, kept_at timestamptz NOT NULL DEFAULT now())",
        $"COMMENT ON TABLE {Table} IS {Literal.Of($"SchemaMigrate: values of {Source.Display}.{Column.Name} that were changed, by the key ({OneLine.Of(Key)}) of their row")}",
        Function(KeepFunction, "text, text, text, text", $"""
            BEGIN
              INSERT INTO {Table} AS kept (source_key, value, reason, replacement) VALUES ($1, $2, $3, $4)
              ON CONFLICT (source_key) DO UPDATE SET value = EXCLUDED.value, reason = EXCLUDED.reason, replacement = EXCLUDED.replacement, kept_at = now();
              RETURN $4;
            END
            """),
        TriggerFunction.CommentAny(KeepFunction, $"keeps values of {Source.Display}.{Column.Name}"),
        Function(GiveFunction, "text", $"""
            BEGIN
              RETURN (SELECT kept.value FROM {Table} kept WHERE kept.source_key = $1);
            END
            """),
        TriggerFunction.CommentAny(GiveFunction, $"gives back values of {Source.Display}.{Column.Name}")))
        .WithDowngrade($"DROP FUNCTION {GiveFunction};\nDROP FUNCTION {KeepFunction};\nDROP TABLE {Table}");

    private string Function(QualifiedName name, string arguments, string body) => DollarQuoted.Of(
        $"CREATE FUNCTION {name}({arguments}) RETURNS {Source}.{Column}%TYPE LANGUAGE plpgsql SET search_path FROM CURRENT AS ", body, "");
}
