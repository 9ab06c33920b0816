using System.Collections.Frozen;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Preflight;

/// <summary>The static SQL that a statement runs out of a body: a DO block, or a routine of the same source that it calls.</summary>
internal static class EmbeddedStatements
{
    private static readonly IReadOnlyList<(SqlStatement Statement, StatementFacts Facts, StatementPlace Place)> None = [];

    private static readonly FrozenSet<string> Verbs = new[]
    {
        "ALTER", "CREATE", "DROP", "INSERT", "UPDATE", "DELETE", "MERGE", "TRUNCATE", "LOCK", "WITH", "COMMENT", "GRANT", "REVOKE", "REINDEX",
        "CLUSTER", "REFRESH", "SET", "RESET", "ANALYZE", "SELECT", "PERFORM", "CALL",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static IReadOnlyList<(SqlStatement Statement, StatementFacts Facts, StatementPlace Place)> Of(
        SqlStatement statement, TransactionState state, StatementPlace place, int serverMajor)
    {
        var body = statement.Kind switch
        {
            StatementKind.Do => RoutineBody.Of(statement.Node, place.Outer.Text),
            StatementKind.Call => Called(statement.Node["funccall"], state, place),
            StatementKind.Select => CalledBySelect(statement.Node, state, place),
            _ => null,
        };
        return body is null ? None : Read(body, place, serverMajor, ownBody: statement.Kind == StatementKind.Do);
    }

    private static List<(SqlStatement, StatementFacts, StatementPlace)> Read(RoutineBody body, StatementPlace place, int serverMajor, bool ownBody)
    {
        var statements = new List<(SqlStatement, StatementFacts, StatementPlace)>();
        if (body.Language is not ("plpgsql" or "sql"))
        {
            return statements;
        }

        foreach (var piece in BodyScanner.Cut(body.Text))
        {
            if (piece.Dynamic || !Verbs.Contains(piece.Verb) || Parse(piece) is not { } parsed)
            {
                continue;
            }

            foreach (var statement in parsed)
            {
                var facts = StatementClassifier.Classify(statement, serverMajor);
                statements.Add((statement, facts, place with { BaseOffset = Math.Max(0, body.Offset) + (body.Offset < 0 ? 0 : piece.Offset) }));
            }
        }

        return statements;
    }

    /// <summary>Reads a piece as SQL; what PL/pgSQL adds to it (PERFORM, INTO) is taken away without moving the rest.</summary>
    public static IReadOnlyList<SqlStatement>? Parse(BodyPiece piece)
    {
        var text = piece.Verb == "PERFORM" ? string.Concat("SELECT ", piece.Text.AsSpan("PERFORM".Length)) : piece.Text;
        var parsed = SqlScript.ParseTolerant(text);
        if (parsed.Errors.Count == 0)
        {
            return parsed.Script.Statements;
        }

        var returning = text.LastIndexOf("RETURNING", StringComparison.OrdinalIgnoreCase);
        var shorter = returning > 0 ? SqlScript.ParseTolerant(text[..returning]) : null;
        return shorter is { Errors.Count: 0 } ? shorter.Script.Statements : null;
    }

    private static RoutineBody? CalledBySelect(SqlNode select, TransactionState state, StatementPlace place)
    {
        foreach (var target in select.List("targetList"))
        {
            if (target["val"].Is("FuncCall") && Called(target["val"], state, place) is { } body)
            {
                return body;
            }
        }

        return null;
    }

    private static RoutineBody? Called(SqlNode call, TransactionState state, StatementPlace place) =>
        call.List("funcname").NameOf() is { } name && state.Routines.TryGet(name, out var routine) ? RoutineBody.Of(routine.Node, place.Outer.Text) : null;
}
