using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>SQL from the files beside the operations, for what only the catalog of the target can tell. A placeholder <c>:name</c> becomes a text literal, one that is
/// written <c>$name$</c> in the file and in its name is replaced by SQL.</summary>
internal static class CatalogBlock
{
    /// <summary>The text of a file with its placeholders filled.</summary>
    /// <param name="file">The file below Operations, without its ending.</param>
    /// <param name="values">The placeholders.</param>
    public static string Fill(string file, params (string Name, string Value)[] values)
    {
        // A line "-- include Tables/Other" stands for that file.
        var text = System.Text.RegularExpressions.Regex.Replace(Read(file), "(?m)^-- include (.+)$", match => Read(match.Groups[1].Value));

        // In one pass, so that a value that looks like a placeholder stays what it is.
        return System.Text.RegularExpressions.Regex.Replace(text, "(?<!:):([a-z]+)\\b|(\\$[a-z]+\\$)", match => Array.Find(values, value => value.Name == match.Groups[1].Value || value.Name == match.Groups[2].Value) switch
        {
            { Name: null } => match.Value,
            var found when match.Groups[2].Success => found.Value,
            var found => Literal.Of(found.Value).ToString(),
        });
    }

    private static string Read(string file)
    {
        var name = $"Operations/{file}.sql";
        using var stream = typeof(CatalogBlock).Assembly.GetManifestResourceStream(name) ?? throw new InvalidOperationException($"{name} is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd().ReplaceLineEndings("\n").TrimEnd();
    }

    /// <summary>The text of a file as a DO statement.</summary>
    /// <param name="file">The file below Operations, without its ending: a PL/pgSQL block.</param>
    /// <param name="values">The placeholders.</param>
    public static string Do(string file, params (string Name, string Value)[] values) => DollarQuoted.Of("DO ", Fill(file, values), "");
}
