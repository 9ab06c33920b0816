namespace SchemaMigrate.Operations;

/// <summary>Puts a body between dollar quotes that do not occur in it.</summary>
internal static class DollarQuoted
{
    /// <summary>A statement around a body.</summary>
    /// <param name="before">What stands before the body.</param>
    /// <param name="body">The body.</param>
    /// <param name="after">What stands after it.</param>
    public static string Of(string before, string body, string after)
    {
        var text = body.ReplaceLineEndings("\n");
        var tag = "$body$";
        for (var i = 1; text.Contains(tag, StringComparison.Ordinal); i++)
        {
            tag = $"$body{i}$";
        }

        return $"{before}{tag}\n{text}\n{tag}{after}";
    }
}
