using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Writes functions of triggers.</summary>
internal static class TriggerFunction
{
    /// <summary>CREATE FUNCTION. It runs with the search_path of the run that creates it: a writer's own cannot put other functions in the way.</summary>
    /// <param name="name">The function.</param>
    /// <param name="body">Its body in PL/pgSQL.</param>
    /// <param name="asOwner">Whether it runs with the rights of who creates it: writers need not be allowed what it does.</param>
    public static string Create(QualifiedName name, string body, bool asOwner = false) =>
        DollarQuoted.Of($"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql{(asOwner ? " SECURITY DEFINER" : "")} SET search_path FROM CURRENT AS ", body, "");

    /// <summary>
    /// A query without rows over columns and expressions that a function is about to use. A function finds out what there is when it runs: without this the first to learn that something is missing would be
    /// a writer.
    /// </summary>
    /// <param name="table">The table.</param>
    /// <param name="expressions">SQL over its columns.</param>
    public static string Check(QualifiedName table, params string[] expressions) => $"SELECT {string.Join(", ", expressions.Select(expression => $"(\n{expression}\n)"))} FROM {table} LIMIT 0";

    /// <summary>Marks a function as the module's own: what it does with a column is no use of that column.</summary>
    /// <param name="name">The function.</param>
    /// <param name="purpose">What it does.</param>
    public static string Comment(QualifiedName name, string purpose) => $"COMMENT ON FUNCTION {name}() IS {Literal.Of($"SchemaMigrate: {purpose}")}";

    /// <summary>Marks a trigger as the module's own.</summary>
    /// <param name="trigger">The trigger.</param>
    /// <param name="table">Its table.</param>
    /// <param name="purpose">What it does.</param>
    public static string Comment(Identifier trigger, QualifiedName table, string purpose) =>
        $"COMMENT ON TRIGGER {trigger} ON {table} IS {Literal.Of($"SchemaMigrate: {purpose}")}";

    /// <summary>Marks a function whose arguments need not be named, because there is only one of its name, as the module's own.</summary>
    /// <param name="name">The function.</param>
    /// <param name="purpose">What it does.</param>
    public static string CommentAny(QualifiedName name, string purpose) => $"COMMENT ON FUNCTION {name} IS {Literal.Of($"SchemaMigrate: {purpose}")}";
}
