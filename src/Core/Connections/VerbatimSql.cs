using System.Reflection;
using Npgsql;

namespace SchemaMigrate.Connections;

/// <summary>
/// Sends SQL to the server exactly as it is. The driver rewrites a command that has no parameters: it splits it at semicolons, and cuts a
/// function body of the form BEGIN ATOMIC … CASE … END; … END in the wrong place. Commands with positional parameters are sent untouched,
/// so a command without parameters is marked as one of these. The driver's public means is a switch for the whole process, which is not ours to set.
/// </summary>
internal static class VerbatimSql
{
    private static readonly Action<NpgsqlParameterCollection>? MarkPositional = FindMark();

    /// <summary>False when the driver no longer has the mark; then its own splitting applies. A test watches this.</summary>
    public static bool IsAvailable => MarkPositional is not null;

    public static void Apply(NpgsqlParameterCollection parameters) => MarkPositional?.Invoke(parameters);

    private static Action<NpgsqlParameterCollection>? FindMark()
    {
        var property = typeof(NpgsqlParameterCollection).GetProperty("PlaceholderType", BindingFlags.Instance | BindingFlags.NonPublic);
        if (property?.SetMethod is null || !property.PropertyType.IsEnum
            || !Enum.TryParse(property.PropertyType, "Positional", out var positional))
        {
            return null;
        }

        return parameters => property.SetValue(parameters, positional);
    }
}
