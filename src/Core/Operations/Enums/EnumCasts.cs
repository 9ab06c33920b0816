using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>
/// The functions that convert the values of an enum forth and back. They know the types by their identity: renaming a type does not touch them.
/// </summary>
/// <param name="Change">The change.</param>
internal sealed record EnumCasts(EnumChange Change)
{
    private string TypeName => Change.Type.Name.Name;

    /// <summary>The function that leads to the new type.</summary>
    /// <param name="many">Whether it converts arrays.</param>
    public QualifiedName Forth(bool many) => Change.Type.Sibling(DerivedName.Of(many ? "zz_forth_many" : "zz_forth", [TypeName]));

    /// <summary>The function that leads back to the old type; a value that the old type never had becomes NULL.</summary>
    /// <param name="many">Whether it converts arrays.</param>
    public QualifiedName Back(bool many) => Change.Type.Sibling(DerivedName.Of(many ? "zz_back_many" : "zz_back", [TypeName]));

    /// <summary>CREATE FUNCTION for those that lead to the new type.</summary>
    /// <param name="old">What the old type is called at this time.</param>
    /// <param name="fresh">What the new type is called at this time.</param>
    public IEnumerable<string> CreateForth(QualifiedName old, QualifiedName fresh) =>
        Both(Forth, old, fresh, Change.From.Select(value => (value, Change.Forth(value))), refuses: true);

    /// <summary>CREATE FUNCTION for those that lead back.</summary>
    /// <param name="old">What the old type is called at this time.</param>
    /// <param name="fresh">What the new type is called at this time.</param>
    public IEnumerable<string> CreateBack(QualifiedName old, QualifiedName fresh) =>
        Both(Back, fresh, old, Change.Values.Select(value => (value, Change.Back(value))), refuses: false);

    /// <summary>DROP FUNCTION for those that lead to the new type.</summary>
    public IEnumerable<string> DropForth => [$"DROP FUNCTION {Forth(many: false)}", $"DROP FUNCTION {Forth(many: true)}"];

    /// <summary>DROP FUNCTION for those that lead back.</summary>
    public IEnumerable<string> DropBack => [$"DROP FUNCTION {Back(many: false)}", $"DROP FUNCTION {Back(many: true)}"];

    private string[] Both(Func<bool, QualifiedName> name, QualifiedName from, QualifiedName to, IEnumerable<(string Value, string? Becomes)> values, bool refuses)
    {
        var changed = values.Where(value => value.Value != value.Becomes).ToArray();
        string Becomes(string value)
        {
            var cases = string.Concat(changed.Select(pair => $" WHEN {Literal.Of(pair.Value)} THEN {(pair.Becomes is { } next ? Literal.Of(next).ToString() : "NULL")}"));
            return cases.Length > 0 ? $"CASE {value}{cases} ELSE {value} END" : value;
        }

        var refused = changed.Where(pair => refuses && pair.Becomes is null).Select(pair => Literal.Of(pair.Value).ToString()).ToArray();
        var one = Refusal("$1::text", refused) + $"\n  RETURN {Becomes("$1::text")};";
        var all = Refusal("e.value", refused, many: true) + $"""

              RETURN coalesce((SELECT array_agg({Becomes("e.value")} ORDER BY e.place) FROM unnest($1::text[]) WITH ORDINALITY e (value, place)), ARRAY[]::text[]);
            """;
        return
        [
            Function(name(false), from.ToString(), to.ToString(), one),
            TriggerFunction.CommentAny(name(false), $"converts values of {Change.Type.Display}"),
            Function(name(true), $"{from}[]", $"{to}[]", all),
            TriggerFunction.CommentAny(name(true), $"converts values of {Change.Type.Display}"),
        ];
    }

    private string Refusal(string value, string[] refused, bool many = false)
    {
        if (refused.Length == 0)
        {
            return "";
        }

        var list = $"ARRAY[{string.Join(", ", refused)}]";
        var found = many ? $"$1::text[] && {list}" : $"{value} = ANY ({list})";
        return $"""

              IF {found} THEN
                RAISE EXCEPTION USING ERRCODE = 'check_violation', MESSAGE = format('The enum %s loses the value in %s, and nothing was said to take its place.', {Literal.Of(Change.Type.Display)}, $1);
              END IF;
            """;
    }

    private static string Function(QualifiedName name, string from, string to, string body) => DollarQuoted.Of(
        $"CREATE FUNCTION {name}({from}) RETURNS {to} LANGUAGE plpgsql STABLE STRICT SET search_path = pg_catalog, pg_temp AS ", $"BEGIN{body}\nEND", "");
}
