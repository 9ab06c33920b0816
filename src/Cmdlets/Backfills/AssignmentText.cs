using System.Collections;
using System.Management.Automation;
using SchemaMigrate.Backfills;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Cmdlets.Backfills;

/// <summary>Reads what a -Set or -Select parameter was given: a table of columns and expressions, or texts <c>column = expression</c>.</summary>
internal static class AssignmentText
{
    /// <summary>The columns with their expressions, in the order given; those of a plain hashtable, which has none, sorted.</summary>
    /// <exception cref="MigrationException"><see cref="BackfillErrors.InvalidBackfill"/>.</exception>
    public static IReadOnlyList<BackfillAssignment> Read(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        IDictionary table => FromTable(table),
        string text => [FromText(text)],
        IEnumerable items => [.. items.Cast<object?>().SelectMany(Read)],
        _ => throw Invalid(value),
    };

    private static IReadOnlyList<BackfillAssignment> FromTable(IDictionary table)
    {
        var pairs = table.Keys.Cast<object>().Select(key => new BackfillAssignment($"{key}", Text(table[key], $"{key}")));
        return [.. table is Hashtable ? pairs.OrderBy(pair => pair.Column, StringComparer.Ordinal) : pairs];
    }

    private static BackfillAssignment FromText(string text)
    {
        // A quoted name may hold an equals sign.
        var inQuotes = false;
        for (var i = 0; i < text.Length; i++)
        {
            inQuotes ^= text[i] == '"';
            if (text[i] == '=' && !inQuotes)
            {
                return new BackfillAssignment(text[..i].Trim(), text[(i + 1)..].Trim());
            }
        }

        throw Invalid(text);
    }

    private static string Text(object? value, string column) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text when !string.IsNullOrWhiteSpace(text) => text,
        null => "NULL",
        bool truth => truth ? "true" : "false",
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal =>
            Convert.ToString(value is PSObject number ? number.BaseObject : value, System.Globalization.CultureInfo.InvariantCulture)!,
        _ => throw new MigrationException(
            BackfillErrors.InvalidBackfill, $"The column {column} needs an SQL expression as text: 'lower(name)'; a text constant as \"'new'\".") { Target = column },
    };

    private static MigrationException Invalid(object? value) =>
        new(BackfillErrors.InvalidBackfill, $"'{value}' does not say which column gets what: use @{{ column = 'expression' }}.") { Target = value };
}
