using SchemaMigrate.Errors;
using SchemaMigrate.Preflight;
using SchemaMigrate.Projects;

namespace SchemaMigrate.Tests.Preflight;

public class PreflightEngineTests
{
    [Fact]
    public void A_statement_that_cannot_be_read_is_one_finding_and_the_rest_is_examined()
    {
        var findings = ByModule("CREATE INDEX a ON t (a);\n\nCREATE TABEL x (id int);\nCREATE INDEX b ON t (b);");

        Assert.Equal(["SM031:1", "SM000:3", "SM031:4"], findings.Select(finding => $"{finding.RuleId}:{finding.Line}").Order(StringComparer.Ordinal).OrderBy(text => text[^1]));
        Assert.Equal(Severity.Error, findings.Single(finding => finding.RuleId == "SM000").Severity);
        Assert.Equal(8, findings.Single(finding => finding.RuleId == "SM000").Column);
    }

    [Fact]
    public void What_is_never_closed_is_quoted_by_its_beginning()
    {
        var finding = Assert.Single(ByModule("SELECT 1;\nSELECT 'open;\n" + string.Concat(Enumerable.Repeat("SELECT 2;\n", 5000))), finding => finding.RuleId == "SM000");

        Assert.Equal((2, 8), (finding.Line, finding.Column));
        Assert.True(finding.Message.Length < 300, finding.Message);
        Assert.DoesNotContain('\n', finding.Message);
    }

    [Fact]
    public void What_psql_understands_is_an_error_in_a_revision_and_a_remark_in_a_script()
    {
        const string sql = "\\set x 1\nCOPY t FROM stdin;\n1\n\\.\nCREATE INDEX a ON t (a);";

        Assert.Equal(["SM000 Info 1", "SM000 Info 2", "SM031 Danger 5"], ByScript(sql).Where(finding => finding.RuleId != "SM097").Select(finding => $"{finding.RuleId} {finding.Severity} {finding.Line}").Order());
        Assert.Equal(2, ByModule(sql).Count(finding => finding is { RuleId: "SM000", Severity: Severity.Error }));
    }

    [Fact]
    public void What_the_source_creates_is_safe_to_lock()
    {
        Assert.Empty(ByModule("CREATE TABLE t (id bigint PRIMARY KEY, a text);\nCREATE INDEX t_a ON t (a);\nALTER TABLE public.t ALTER COLUMN a SET NOT NULL;"));
        Assert.Equal("SM031", Assert.Single(ByModule("CREATE TABLE app.t (id bigint PRIMARY KEY);\nCREATE INDEX t_a ON other.t (id);")).RuleId);
    }

    [Fact]
    public void A_table_of_an_earlier_source_is_not_new_any_more()
    {
        var engine = new PreflightEngine();
        var examination = engine.Examine(
        [
            new PreflightSource([new SourcePart("CREATE TABLE t (id bigint PRIMARY KEY);")], SourceRunner.Module),
            new PreflightSource([new SourcePart("CREATE INDEX t_id ON t (id);")], SourceRunner.Module),
        ]);

        Assert.Equal("SM031", Assert.Single(examination.Findings).RuleId);
        Assert.Equal(2, examination.Statements.Count);
    }

    [Fact]
    public void A_reason_keeps_a_rule_silent_on_the_statement_below_and_on_no_other()
    {
        var findings = ByModule("-- ignore SM031: twelve rows\nCREATE INDEX a ON t (a);\nCREATE INDEX b ON t (b);");

        Assert.Equal(["twelve rows", null], findings.Select(finding => finding.IgnoredBecause));
        Assert.Equal([false, true], findings.Select(finding => finding.Counts));
    }

    [Fact]
    public void A_comment_within_a_string_ignores_nothing()
    {
        Assert.All(ByModule("SELECT '\n-- ignore SM031: no\n';\nCREATE INDEX a ON t (a);"), finding => Assert.Null(finding.IgnoredBecause));
    }

    [Fact]
    public void Several_rules_may_be_ignored_at_once()
    {
        var findings = ByModule("-- ignore SM009, SM118: imported as it is\nALTER TABLE t ADD a json, ADD b timestamp;");

        Assert.Equal(["SM009", "SM118"], findings.Select(finding => finding.RuleId).Order());
        Assert.All(findings, finding => Assert.False(finding.Counts));
    }

    [Fact]
    public void A_project_may_turn_a_rule_off_or_give_it_another_severity()
    {
        const string sql = "CREATE INDEX a ON t (a);";
        Assert.Empty(ByModule(sql, "SM031", ConfiguredSeverity.Off));
        Assert.Equal(Severity.Error, Assert.Single(ByModule(sql, "sm031", ConfiguredSeverity.Error)).Severity);
        Assert.Equal(Severity.Info, Assert.Single(ByModule(sql, "SM031", ConfiguredSeverity.Info)).Severity);
        Assert.Equal(Severity.Danger, Assert.Single(ByModule(sql, "SM031", ConfiguredSeverity.Danger)).Severity);
    }

    [Fact]
    public void Statements_of_a_block_are_examined_at_their_place()
    {
        var findings = ByModule("DO $$\nBEGIN\n    IF true THEN\n        CREATE INDEX a\n            ON t (a);\n    END IF;\nEND $$;");

        var finding = Assert.Single(findings);
        Assert.Equal(("SM031", 4, 9), (finding.RuleId, finding.Line, finding.Column));
    }

    [Fact]
    public void A_function_is_examined_where_it_is_called()
    {
        const string function = "CREATE FUNCTION fill() RETURNS void LANGUAGE plpgsql AS $$\nBEGIN\n    UPDATE t SET a = 1;\nEND $$;\n";

        Assert.Empty(ByModule(function));
        Assert.Equal("SM089", Assert.Single(ByModule(function + "SELECT fill();")).RuleId);
    }

    [Fact]
    public void Names_that_are_swapped_in_one_commit_break_nobody_and_those_that_are_not_do()
    {
        Assert.Empty(ByModule("ALTER TABLE t RENAME COLUMN a TO a_old;\nALTER TABLE t RENAME COLUMN a_new TO a;"));
        Assert.DoesNotContain(ByModule("ALTER TABLE t RENAME TO t_old;\nALTER TABLE t_new RENAME TO t;"), finding => finding.RuleId == "SM055");
        Assert.Equal(2, ByModule("ALTER TABLE t RENAME COLUMN a TO a_old;\nALTER TABLE u RENAME COLUMN a_new TO a;").Count(finding => finding.RuleId == "SM055"));
        Assert.Equal(2, ByModule("ALTER TABLE t RENAME COLUMN a TO a_old;\nCREATE INDEX CONCURRENTLY i ON t (b);\nALTER TABLE t RENAME COLUMN a_new TO a;").Count(finding => finding.RuleId == "SM055"));
    }

    [Fact]
    public void Dynamic_SQL_of_our_own_operations_is_known_by_its_text_and_not_by_its_looks()
    {
        var ours = new SchemaMigrate.Operations.CopyColumn(SchemaMigrate.Sql.QualifiedName.Parse("t"), new("it's"), new("b"), SchemaMigrate.Operations.CopyPart.Shape)
            .Lower(new SchemaMigrate.Operations.LoweringContext(18)).OfType<SchemaMigrate.Operations.SqlOperationStep>().Single().Sql;

        Assert.Empty(ByModule(ours));
        Assert.Equal("SM104", Assert.Single(ByModule(ours.Replace("'b'", "b", StringComparison.Ordinal))).RuleId);
        Assert.Equal("SM104", Assert.Single(ByModule(ours.Replace("'b'", "'a' || f() || 'b'", StringComparison.Ordinal))).RuleId);
        Assert.Equal("SM104", Assert.Single(ByModule(ours.Replace("  comment text;", "  comment text := f();", StringComparison.Ordinal))).RuleId);
    }

    [Fact]
    public void The_runner_takes_hazards_away_that_a_script_has()
    {
        const string sql = "ALTER TABLE t ADD a text;\nALTER TYPE mood ADD VALUE 'x' BEFORE 'y';\nUPDATE t SET mood = 'x' WHERE id = 1;\nCREATE INDEX CONCURRENTLY t_a ON t (a);";

        Assert.Empty(ByModule(sql));
        var script = new PreflightEngine().Examine(PreflightSource.OfText($"BEGIN;\n{sql}\nCOMMIT;")).Findings;
        Assert.Equal(["SM032", "SM076", "SM097"], script.Select(finding => finding.RuleId).Order());
    }

    [Fact]
    public void Findings_come_by_step_and_the_worst_first()
    {
        var findings = ByModule("ALTER TABLE t ADD a json;\nALTER TABLE t ADD b int NOT NULL;\nCREATE INDEX CONCURRENTLY i ON t (a);\nCREATE INDEX j ON t (b);");

        Assert.Equal(["1 SM004", "1 SM009", "3 SM031"], findings.Select(finding => $"{finding.Step} {finding.RuleId}"));
    }

    [Fact]
    public void Facts_confirm_escalate_and_dismiss()
    {
        var finding = Assert.Single(ByModule("CREATE INDEX a ON t (a);"));
        Assert.Equal((FindingVerdict.Presumed, Severity.Danger), (finding.Verdict, finding.Severity));

        var confirmed = finding.Weigh(new Evidence("catalog", EvidenceWeight.Confirms, "The table has 4 million rows."));
        Assert.Equal((FindingVerdict.Confirmed, Severity.Danger, true), (confirmed.Verdict, confirmed.Severity, confirmed.Counts));
        var escalated = confirmed.Weigh(new Evidence("data", EvidenceWeight.Escalates, "37 rows are equal.") { Count = 37 });
        Assert.Equal((Severity.Error, 2), (escalated.Severity, escalated.Evidence.Count));
        var dismissed = finding.Weigh(new Evidence("catalog", EvidenceWeight.Dismisses, "The table has 12 rows."));
        Assert.Equal((FindingVerdict.Dismissed, Severity.Info, false), (dismissed.Verdict, dismissed.Severity, dismissed.Counts));
    }

    [Fact]
    public void Only_what_is_left_of_a_revision_is_reported_but_all_of_it_is_known()
    {
        var source = new PreflightSource([new SourcePart("CREATE INDEX a ON t (a);\nCREATE TABLE n (id bigint PRIMARY KEY);\nCREATE INDEX b ON n (id);\nCREATE INDEX c ON t (c);", 1, false, 2)], SourceRunner.Module);

        Assert.Equal(4, Assert.Single(new PreflightEngine().Examine(source).Findings).Line);
    }

    [Fact]
    public void A_severity_for_a_rule_that_there_is_not_is_an_error()
    {
        var error = Assert.Throws<MigrationException>(() => ByModule("SELECT 1", "SM31", ConfiguredSeverity.Off));

        Assert.Equal("RuleUnknown", error.ErrorId);
        Assert.Contains("'SM31'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("UPDATE t SET a = 1 WHERE id = 5", false)]
    [InlineData("UPDATE t SET a = 1 WHERE id IN (1, 2, 3) AND b > 0", false)]
    [InlineData("UPDATE t SET a = 1 WHERE 5 = id", false)]
    [InlineData("UPDATE t SET a = 1 WHERE id = ANY ('{1,2}'::int[])", false)]
    [InlineData("UPDATE t SET a = 1 WHERE id >= 10 AND id < 20", false)]
    [InlineData("UPDATE t SET a = 1 WHERE id > 10", true)]
    [InlineData("UPDATE t SET a = 1 WHERE id = 5 OR b = 2", true)]
    [InlineData("UPDATE t SET a = u.a FROM u WHERE t.id = u.id", true)]
    [InlineData("UPDATE t SET a = u.a FROM u JOIN w ON w.id = u.w_id WHERE u.t_id = t.id", true)]
    [InlineData("UPDATE t SET a = v.a FROM (VALUES (1, 2), (3, 4)) AS v (id, a) WHERE v.id = t.id", false)]
    [InlineData("UPDATE t SET a = v.a FROM unnest(ARRAY[1, 2], ARRAY[3, 4]) AS v (id, a) WHERE v.id = t.id", false)]
    [InlineData("WITH b AS (SELECT id FROM t WHERE a IS NULL LIMIT 500 FOR UPDATE) UPDATE t SET a = 0 FROM b WHERE b.id = t.id", false)]
    [InlineData("WITH b AS (SELECT id FROM t WHERE a IS NULL) UPDATE t SET a = 0 FROM b WHERE b.id = t.id", true)]
    [InlineData("WITH b AS (SELECT id FROM t WHERE a IS NULL LIMIT 5000000) UPDATE t SET a = 0 FROM b WHERE b.id = t.id", true)]
    [InlineData("UPDATE t SET a = 1 WHERE id = parent_id", true)]
    [InlineData("UPDATE t SET a = 1 WHERE id = (SELECT max(id) FROM t)", false)]
    [InlineData("UPDATE t SET a = 1 WHERE id IN (SELECT id FROM u)", true)]
    [InlineData("UPDATE t SET a = 1 WHERE id NOT IN (SELECT id FROM u LIMIT 10)", true)]
    [InlineData("DELETE FROM t USING u WHERE t.id = u.t_id AND u.id = 7", false)]
    [InlineData("DELETE FROM t WHERE ctid IN (SELECT ctid FROM t WHERE a IS NULL LIMIT 100)", false)]
    [InlineData("DO $$ DECLARE x int := 5; BEGIN UPDATE t SET a = 1 WHERE id = x; END $$", false)]
    [InlineData("DO $$ DECLARE r record; BEGIN FOR r IN SELECT id FROM u LOOP UPDATE t SET a = 1 WHERE t.id = r.id; END LOOP; END $$", false)]
    [InlineData("DO $$ BEGIN UPDATE t SET a = u.a FROM u WHERE t.id = u.id; END $$", true)]
    [InlineData("UPDATE alembic_version SET version_num = 'b' WHERE version_num = 'a'", false)]
    public void A_statement_that_holds_a_key_to_few_values_changes_few_rows(string sql, bool many)
    {
        Assert.Equal(many, ByModule(sql).Any(finding => finding.RuleId == "SM089"));
    }

    [Fact]
    public void A_batch_that_a_loop_finds_by_LIMIT_is_told_though_each_of_them_is_small()
    {
        const string loop = "DO $$ BEGIN LOOP UPDATE t SET a = 0 WHERE id IN (SELECT id FROM t WHERE a IS NULL LIMIT 500); EXIT WHEN NOT FOUND; END LOOP; END $$";

        Assert.Equal(["SM091", "SM092"], ByModule(loop).Select(finding => finding.RuleId).Order());
    }

    [Fact]
    public void A_new_table_under_the_old_name_breaks_nobody()
    {
        const string swap = "CREATE TABLE n (id bigint PRIMARY KEY);\nALTER TABLE t RENAME TO t_old;\nALTER TABLE n RENAME TO t;";

        Assert.DoesNotContain(ByModule(swap), finding => finding.RuleId == "SM055");
        Assert.Contains(ByModule(swap.Replace("RENAME TO t;", "RENAME TO m;", StringComparison.Ordinal)), finding => finding.RuleId == "SM055");
    }

    [Fact]
    public void What_the_source_makes_or_renames_itself_is_nobody_elses()
    {
        Assert.DoesNotContain(ByScript("CREATE SEQUENCE s; ALTER SEQUENCE s OWNED BY NONE;"), finding => finding.RuleId == "SM097");
        Assert.Contains(ByScript("ALTER SEQUENCE s OWNED BY NONE;"), finding => finding.RuleId == "SM097");
        Assert.DoesNotContain(ByModule("ALTER TYPE mood RENAME TO mood_old; DROP TYPE mood_old;"), finding => finding.RuleId == "SM130");
        Assert.Contains(ByModule("DROP TYPE mood_old;"), finding => finding.RuleId == "SM130");
    }

    private static IReadOnlyList<Finding> ByScript(string sql) => new PreflightEngine().Examine(PreflightSource.OfText(sql)).Findings;

    private static IReadOnlyList<Finding> ByModule(string sql, string? rule = null, ConfiguredSeverity severity = default)
    {
        var options = new PreflightOptions();
        if (rule is not null)
        {
            options = options with { RuleSeverities = new Dictionary<string, ConfiguredSeverity>(StringComparer.OrdinalIgnoreCase) { [rule] = severity } };
        }

        return new PreflightEngine(options).Examine(new PreflightSource([new SourcePart(sql)], SourceRunner.Module)).Findings;
    }
}
