using System.Globalization;
using SchemaMigrate.Catalog;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>Values that do not fit a column's new type: refused, cut, rounded, or of an enum value that is gone.</summary>
internal static class TypeQuestions
{
    private static readonly string[] Told = ["SM043", "SM046", "SM049", "SM079", "SM122"];

    public static IEnumerable<DataQuestion> Of(LiveCase live, TableFacts table, AlterCommand command)
    {
        var change = new TypeChange(command);
        if (live.UntouchedColumn(change.Column) is not { } column
            || TypeStorage.IsAlike(column, change.Type, change.Using.Exists, live.World.Catalog.Database.TimeZone) == true)
        {
            return [];
        }

        var name = new Identifier(column.Name).ToString();
        var plain = !change.Using.Exists || change.IsRedundantUsing || change.IsRecast;
        var word = change.Type.TypeWord();
        if (plain && !change.Type.IsArray())
        {
            if (word is "varchar" or "bpchar" && change.Type.FirstModifier() is { } length && column.TypeCategory == "S")
            {
                var cut = change.Using.Exists;
                var measured = cut ? name : $"pg_catalog.rtrim({name}::pg_catalog.text)";
                return [Question(live, table, column, $"pg_catalog.char_length({measured}) > {Literal.Of(length)}",
                    $"longer than {length} characters and {(cut ? "cut without a word" : "refused")}", $"No value is longer than {length} characters now.")];
            }

            if (word is "int2" or "int4" && column.TypeName is "int4" or "int8" or "numeric" or "float8" or "float4")
            {
                var limit = word == "int2" ? short.MaxValue : (long)int.MaxValue;
                return [Question(live, table, column, $"{name} NOT BETWEEN {Literal.Of(-limit - 1)} AND {Literal.Of(limit)}", $"beyond {change.TypeText}", $"Every value fits {change.TypeText} now.")];
            }

            if (word == "numeric" && change.Type.FirstModifier() is { } precision && column.TypeCategory == "N")
            {
                return Numeric(live, table, column, name, precision, Scale(change.Type));
            }

            if (Labels(live, change.Type) is { } labels && column.TypeClass == "e" | column.TypeCategory == "S")
            {
                var list = string.Join(", ", labels.Select(label => Literal.Of(label).ToString()));
                return [Question(live, table, column, labels.Count == 0 ? $"{name} IS NOT NULL" : $"{name}::pg_catalog.text NOT IN ({list})", $"not among the values of {change.TypeText}", $"Every value is among those of {change.TypeText}.")];
            }
        }

        return Attempt(live, table, column, change, name);
    }

    private static DataQuestion[] Attempt(LiveCase live, TableFacts table, TableColumn column, TypeChange change, string name)
    {
        // A type that is not there yet cannot be cast to.
        if (live.Written.TypeText(change.Type) is not { } type || (change.Type.NameOf() is { } typeName && live.Pending.Creates(typeName)))
        {
            return [];
        }

        if (!change.Using.Exists && column.TypeCategory == "S" && live.World.Major >= 16)
        {
            return [Question(live, table, column, $"{name} IS NOT NULL AND NOT pg_catalog.pg_input_is_valid({name}::pg_catalog.text, {Literal.Of(type)})", $"not valid as {type}", $"Every value is valid as {type} now.")];
        }

        var expression = change.Using.Exists ? live.Written.UsingExpression(change.Type) : name;
        return expression is null
            ? []
            : [Question(live, table, column, $"{name} IS NOT NULL", $"not convertible to {type}", $"Every value converts to {type} now.") with
            {
                Attempt = $"({expression})::{type}",
                Functions = change.Using.Exists ? CheckQuestions.Functions(change.Using) : [],
            }];
    }

    private static IEnumerable<DataQuestion> Numeric(LiveCase live, TableFacts table, TableColumn column, string name, int precision, int scale)
    {
        var limit = "1" + new string('0', Math.Max(0, precision - scale));
        var rounded = $"pg_catalog.round({name}::pg_catalog.numeric, {scale.ToString(CultureInfo.InvariantCulture)})";
        yield return Question(live, table, column, $"pg_catalog.abs({rounded}) >= {limit}", $"beyond numeric({precision},{scale})", $"Every value fits numeric({precision},{scale}) now.");
        yield return Question(
            live, table, column, $"{name}::pg_catalog.numeric <> {rounded}", $"rounded to {scale} digits", "No value is rounded.", Severity.Warning);
    }

    private static DataQuestion Question(LiveCase live, TableFacts table, TableColumn column, string condition, string what, string none, Severity? severity = null)
    {
        DataQuestion? question = null;
        var place = $"{table.Relation.QualifiedName.Display}.{column.Name}";
        question = new DataQuestion(table, condition) { Apply = _ => { } };
        question = question with
        {
            Apply = Verdicts.Foretell(
                live, DataRowsRules.Uncastable, () => question!, column.Name,
                answer => $"{Quantity.Of(answer.Count, "value", "values")} of {place} {(answer.Count == 1 ? "is" : "are")} {what}.", none, severity, Told),
        };
        return question;
    }

    private static int Scale(SqlNode type)
    {
        var scale = 0;
        var index = 0;
        foreach (var modifier in type.List("typmods"))
        {
            scale = index++ == 1 && int.TryParse(ConstText.Of(modifier), CultureInfo.InvariantCulture, out var value) ? value : scale;
        }

        return scale;
    }

    private static IReadOnlyList<string>? Labels(LiveCase live, SqlNode type) => type.NameOf() is not { } name ? null
        : live.Pending.LabelsOf(name) ?? (live.Catalog.FindType(name) is { Class: "e" } known ? known.Labels : null);
}
