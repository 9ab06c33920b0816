using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using SchemaMigrate.Connections;
using SchemaMigrate.Execution.Gates;
using SchemaMigrate.Execution.Journal;
using SchemaMigrate.Planning;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Execution.Offline;

/// <summary>
/// Writes a plan as a script that an administrator runs with psql: the same steps in the same transactions, with the journal's rows, so that
/// the module goes on from there afterwards. What a script cannot do is retry and recover: it stops at the first error.
/// </summary>
public static partial class OfflineScript
{
    /// <summary>The script of a plan.</summary>
    /// <param name="plan">The plan. One that is made without a database begins at the state that its range names.</param>
    /// <param name="startsAtBase">Whether the script creates the journal because nothing was applied before.</param>
    /// <param name="options">Journal schema, lock timeout, role and search_path.</param>
    public static string Write(Plan plan, bool startsAtBase, RunOptions options)
    {
        ArgumentNullException.ThrowIfNull(plan);
        ArgumentNullException.ThrowIfNull(options);
        var schema = new Identifier(options.JournalSchema);
        var sql = new JournalSql(schema);
        var writer = new JournalWriter(sql, ClientIdentity.Current with { OsUser = "psql", Host = "offline script" }, Guid.NewGuid(), 0, options.GitCommit);
        var script = new StringBuilder();
        Header(script, plan, options);
        if (startsAtBase)
        {
            // A database that was taken back to its base has a journal already.
            script.Append(CultureInfo.InvariantCulture, $"SELECT pg_catalog.to_regclass({Literal.Of($"{schema}.revision")}) IS NULL AS schemamigrate_begins;\n\\gset\n")
                .Append("\\if :schemamigrate_begins\nBEGIN;\n").Append(sql["Create"].TrimEnd()).Append('\n')
                .Append(CultureInfo.InvariantCulture, $"INSERT INTO {schema}.journal (version, tool_version) VALUES ({JournalStore.Version}, {Literal.Of(ClientIdentity.Current.ToolVersion)});\nCOMMIT;\n\\endif\n\n");
        }

        Guard(script, plan, schema);

        if (plan.Gates.Count > 0)
        {
            foreach (var verdict in plan.Gates.Where(gates => plan.Revisions.Any(revision => revision.Id == gates.RevisionId)).SelectMany(gates => gates.Verdicts))
            {
                script.Append(CultureInfo.InvariantCulture, $"-- {verdict.RevisionId}: the gate {OneLine(verdict.Gate)} {(verdict.Open ? "was open when this was written" : "is ignored: whoever runs this answers for it")}.\n");
            }

            Transaction(script, GateAudit.Items(writer, plan));
            script.Append('\n');
        }

        var revisions = plan.Revisions.ToDictionary(revision => revision.Id, StringComparer.Ordinal);
        foreach (var step in plan.Steps)
        {
            Step(script, revisions[step.RevisionId], step, plan.Direction, writer, options);
        }

        script.Append("SELECT pg_catalog.pg_advisory_unlock_all();\n");
        return script.ToString();
    }

    private const string ToLoginRole = "RESET SESSION AUTHORIZATION;\nRESET ROLE;\n";

    private static void Header(StringBuilder script, Plan plan, RunOptions options) => script.Append(CultureInfo.InvariantCulture, $"""
        -- SchemaMigrate {plan.Direction.ToString().ToLowerInvariant()} to {plan.Target}, {plan.Revisions.Count} revisions, for PostgreSQL {plan.ServerMajor}.
        -- Plan {plan.Hash}
        -- Run it with psql, connected to the server directly: psql -X -d <database> -f <this file>
        -- It stops at the first error; what was committed before stays, and Invoke-Migration{plan.Direction} goes on from there.
        \set ON_ERROR_STOP on
        SET client_min_messages = warning;

        DO $guard$
        BEGIN
            IF NOT pg_catalog.pg_try_advisory_lock({RunLock.KeyOf(options.JournalSchema)}) THEN
                RAISE EXCEPTION 'Another SchemaMigrate run is working on this database.';
            END IF;
        END
        $guard$;


        """);

    private static void Guard(StringBuilder script, Plan plan, Identifier schema)
    {
        var expected = Literal.Of(string.Join(" ", plan.FromHeads));
        script.Append(CultureInfo.InvariantCulture, $"""
            DO $guard$
            DECLARE
                heads text := (SELECT coalesce(string_agg(id, ' ' ORDER BY id COLLATE "C"), '') FROM {schema}.revision AS head
                               WHERE NOT EXISTS (SELECT FROM {schema}.revision AS child WHERE head.id = ANY (child.parents)));
            BEGIN
                IF heads <> {expected} OR EXISTS (SELECT FROM {schema}.revision WHERE state <> 'Applied') THEN
                    RAISE EXCEPTION 'This script is for a database at "%", and this one is at "%".', {expected}, heads;
                END IF;
            END
            $guard$;


            """);
    }

    private static void Step(
        StringBuilder script, PlannedRevision revision, Step step, PlanDirection direction, JournalWriter writer, RunOptions options)
    {
        script.Append(CultureInfo.InvariantCulture, $"-- {step.RevisionId}, step {step.Ordinal}: {OneLine(revision.Message)}\n");
        if (step.Kind == StepKind.Transaction)
        {
            script.Append("BEGIN;\n").Append(Settings(options, "LOCAL ", options.LockRetry.LockTimeout));
            script.AppendJoin("", step.Settings.Select(setting => setting + "\n;\n"));
            foreach (var statement in step.Statements)
            {
                script.Append(statement.Sql).Append("\n;\n");
            }

            script.Append(ToLoginRole);
            Items(script, writer.StepDone(revision, step, direction, 1, TimeSpan.Zero));
            script.Append("COMMIT;\nRESET ALL;\nDISCARD TEMP;\n\n");
            return;
        }

        Transaction(script, writer.StepRunning(revision, step, direction));
        script.Append(Settings(options, "", TimeSpan.Zero)).AppendJoin("", step.Settings.Select(setting => setting + "\n;\n"))
            .Append(step.Settings.Count > 0 ? "SET lock_timeout = 0;\n" : "").Append(step.Statements[0].Sql)
            .Append(step.Kind == StepKind.Enumerated ? "\n\\gexec\n" : "\n;\n").Append(ToLoginRole + "RESET ALL;\n");
        Transaction(script, writer.StepDone(revision, step, direction, 1, TimeSpan.Zero));
        script.Append('\n');
    }

    private static void Transaction(StringBuilder script, IEnumerable<BatchItem> items)
    {
        script.Append("BEGIN;\n");
        Items(script, items);
        script.Append("COMMIT;\n");
    }

    private static void Items(StringBuilder script, IEnumerable<BatchItem> items)
    {
        foreach (var item in items)
        {
            script.Append(Inline(item)).Append(";\n");
        }
    }

    private static string Settings(RunOptions options, string scope, TimeSpan lockTimeout) =>
        string.Create(CultureInfo.InvariantCulture, $"SET {scope}lock_timeout = {(long)lockTimeout.TotalMilliseconds};\n") +
        (options.SearchPath is { } path ? $"SET {scope}search_path = {string.Join(", ", path)};\n" : "") +
        (options.Role is { } role ? $"SET {scope}ROLE {new Identifier(role)};\n" : "");

    private static string Inline(BatchItem item) => Parameter().Replace(
        Comment().Replace(item.Sql, "").Trim(),
        match => item.Parameters[int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture) - 1] switch
        {
            null => "NULL",
            string text => Literal.Of(text).ToString(),
            Guid id => Literal.Of(id.ToString()).ToString() + "::uuid",
            IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
            var other => throw new InvalidOperationException($"A journal value of type {other.GetType()} has no literal."),
        });

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");

    [GeneratedRegex(@"\$(\d+)")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"^--.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();
}
