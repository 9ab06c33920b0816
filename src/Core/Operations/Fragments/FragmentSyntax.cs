using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Decides whether a text is exactly one type, one expression and so on, and gives the form in which it is placed in SQL.</summary>
internal static class FragmentSyntax
{
    /// <summary>One data type.</summary>
    public static string Type(string sql) => Balanced("type", sql, allowComma: false);

    /// <summary>One scalar expression.</summary>
    public static string Expression(string sql) => Balanced("expression", sql, allowComma: false);

    /// <summary>One element of an index.</summary>
    public static string IndexElement(string sql)
    {
        ArgumentNullException.ThrowIfNull(sql);
        try
        {
            return Identifier.Parse(sql).ToString();
        }
        catch (MigrationException error) when (error.Definition == SqlErrors.MalformedName)
        {
            return Balanced("index element", sql, allowComma: false);
        }
    }

    /// <summary>One element of CREATE TABLE.</summary>
    public static string TableElement(string sql) => Balanced("table element", sql, allowComma: false);

    /// <summary>What follows PARTITION BY.</summary>
    public static string PartitionKey(string sql) => Balanced("partition key", sql, allowComma: false);

    /// <summary>One query.</summary>
    public static string Query(string sql) => Balanced("query", sql, allowComma: true);

    private static string Balanced(string kind, string sql, bool allowComma)
    {
        ArgumentNullException.ThrowIfNull(sql);
        var text = sql.Trim();
        var depth = 0;
        for (var i = 0; i < text.Length; i++)
        {
            switch (text[i])
            {
                case '\'' or '"':
                    i = text.IndexOf(text[i], i + 1);
                    if (i < 0)
                    {
                        throw Invalid(kind, text, "opens a quote that is not closed");
                    }

                    break;
                case '(' or '[':
                    depth++;
                    break;
                case ')' or ']':
                    depth--;
                    break;
                case ';':
                    throw Invalid(kind, text, "holds a semicolon");
                case '-' when text.AsSpan(i).StartsWith("--"):
                case '/' when text.AsSpan(i).StartsWith("/*"):
                    throw Invalid(kind, text, "holds a comment");
                case ',' when depth == 0 && !allowComma:
                    throw Invalid(kind, text, "holds a comma outside parentheses");
                case '$':
                    throw Invalid(kind, text, "holds a dollar sign");
                default:
                    break;
            }

            if (depth < 0)
            {
                throw Invalid(kind, text, "closes a parenthesis that it did not open");
            }
        }

        return text.Length > 0 && depth == 0 ? text : throw Invalid(kind, text, depth == 0 ? "is empty" : "leaves a parenthesis open");
    }

    private static MigrationException Invalid(string kind, string sql, string what) =>
        new(OperationsErrors.InvalidSqlFragment, $"The {kind} '{sql}' {what}.") { Target = sql };
}
