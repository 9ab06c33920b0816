using System.Text.RegularExpressions;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Steps;

/// <summary>Tells which statements may leave something behind in the session, so that no revision runs under another one's settings.</summary>
internal static partial class SessionHygiene
{
    /// <summary>
    /// Whether the session must be reset behind a statement. Definition and data statements leave nothing, unless they call set_config or
    /// make a temporary relation, which would hide the real one of that name from the next revision.
    /// </summary>
    internal static bool IsNeededAfter(PlannedStatement statement) =>
        statement.Kind is StatementKind.Set or StatementKind.Reset or StatementKind.Select or StatementKind.Do or StatementKind.Call or
            StatementKind.Execute or StatementKind.Explain or StatementKind.Discard or StatementKind.Load or StatementKind.Other ||
        Leftover().IsMatch(statement.Sql);

    [GeneratedRegex(@"\b(?:set_config|temp|temporary|pg_temp)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex Leftover();
}
