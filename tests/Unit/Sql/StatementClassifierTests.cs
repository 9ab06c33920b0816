using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class StatementClassifierTests
{
    [Theory]
    [InlineData("begin", TransactionNeed.Control)]
    [InlineData("commit and chain", TransactionNeed.Control)]
    [InlineData("rollback to savepoint a", TransactionNeed.Control)]
    [InlineData("prepare transaction 'x'", TransactionNeed.Control)]
    [InlineData("start transaction isolation level serializable", TransactionNeed.Control)]
    [InlineData("set local lock_timeout = '1s'", TransactionNeed.Any)]
    [InlineData("create index i on t (a)", TransactionNeed.Any)]
    [InlineData("alter type e add value 'x'", TransactionNeed.Alone)]
    [InlineData("alter type e rename value 'x' to 'y'", TransactionNeed.Any)]
    [InlineData("create subscription s connection '' publication p with (create_slot = false)", TransactionNeed.Any)]
    [InlineData("create subscription s connection '' publication p with (connect = off)", TransactionNeed.Any)]
    [InlineData("alter subscription s refresh publication", TransactionNeed.Forbidden)]
    [InlineData("alter subscription s disable", TransactionNeed.Any)]
    [InlineData("reindex (concurrently false) table t", TransactionNeed.Any)]
    [InlineData("vacuum (analyze) t", TransactionNeed.Forbidden)]
    [InlineData("analyze t", TransactionNeed.Any)]
    public void The_need_for_a_transaction_is_known(string sql, TransactionNeed need) => Assert.Equal(need, Classify(sql, 15).Transaction);

    [Fact]
    public void A_new_enum_label_may_not_share_a_transaction_before_version_12() =>
        Assert.Equal(TransactionNeed.Forbidden, Classify("alter type e add value 'x'", 11).Transaction);

    [Theory]
    [InlineData("drop table t", "table")]
    [InlineData("alter table t drop column a", "column")]
    [InlineData("truncate t", "rows")]
    [InlineData("delete from t where id = 1", "rows")]
    [InlineData("with d as (delete from t returning *) insert into u select * from d", "rows")]
    [InlineData("merge into t using u on t.id = u.id when matched then delete", "rows")]
    [InlineData("drop schema s cascade", "CASCADE")]
    [InlineData("drop type e cascade", "CASCADE")]
    [InlineData("drop database d", "database")]
    public void Loss_of_data_is_said(string sql, string reason)
    {
        var facts = Classify(sql, 15);

        Assert.True(facts.Destructive);
        Assert.Contains(reason, facts.DestructiveReason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("drop index i")]
    [InlineData("drop view v")]
    [InlineData("drop function f(int)")]
    [InlineData("alter table t drop constraint c")]
    [InlineData("alter table t alter column a type bigint")]
    [InlineData("update t set a = 1")]
    [InlineData("explain delete from t")]
    public void What_loses_nothing_is_not_destructive(string sql) => Assert.False(Classify(sql, 15).Destructive);

    [Theory]
    [InlineData("alter table t add column n int default 1", false)]
    [InlineData("alter table t add column n timestamptz default now()", false)]
    [InlineData("alter table t add column n timestamptz default current_timestamp", false)]
    [InlineData("alter table t add column n text default 'a' || lower('B')", false)]
    [InlineData("alter table t add column n uuid default gen_random_uuid()", true)]
    [InlineData("alter table t add column n int default my.now()", true)]
    [InlineData("alter table t add column n int default coalesce(1, f())", true)]
    [InlineData("alter table t add column n bigserial", true)]
    public void A_default_rewrites_unless_it_is_known_not_to(string sql, bool rewrites) => Assert.Equal(rewrites, Classify(sql, 15).Rewrites);

    [Theory]
    [InlineData("select 1", true)]
    [InlineData("table t", true)]
    [InlineData("show all", true)]
    [InlineData("explain update t set a = 1", true)]
    [InlineData("explain analyze update t set a = 1", false)]
    [InlineData("explain (analyze) select 1", true)]
    [InlineData("select * from t for update", false)]
    [InlineData("select 1 into x", false)]
    [InlineData("with i as (insert into t values (1) returning *) select * from i", false)]
    [InlineData("copy t to stdout", false)]
    public void Reading_is_told_from_writing(string sql, bool readsOnly) => Assert.Equal(readsOnly, Classify(sql, 15).ReadsOnly);

    [Theory]
    [InlineData("with t as (select 1) select * from t", "")]
    [InlineData("with t as (select * from t) select * from t", "t AccessShare")]
    [InlineData("with a as (select 1), b as (select * from a) select * from b, a", "")]
    [InlineData("with b as (select * from a), a as (select 1) select * from b", "a AccessShare")]
    [InlineData("with recursive b as (select * from a), a as (select * from b) select * from b", "")]
    [InlineData("with t as (select 1) select * from s.t", "s.t AccessShare")]
    [InlineData("with t as (select 1) insert into t select * from t", "t RowExclusive")]
    [InlineData("select * from a where exists (with a as (select 1) select * from a)", "a AccessShare")]
    [InlineData("select * from (select * from a) x, b as y for update of x", "a RowShare, b AccessShare")]
    [InlineData("update a set x = (select max(x) from b)", "a RowExclusive, b AccessShare")]
    [InlineData("insert into a select * from a", "a RowExclusive")]
    public void Relations_of_queries_are_told_from_the_names_of_with(string sql, string locks) =>
        Assert.Equal(locks, string.Join(", ", Classify(sql, 15).Locks.Select(held => $"{held.Relation.Display} {held.Mode}")));

    [Fact]
    public void One_statement_with_several_commands_takes_the_strongest_lock_on_each_relation()
    {
        var facts = Classify("alter table t add constraint f foreign key (a) references p, validate constraint v, add column n int", 15);

        Assert.Equal("t AccessExclusive, p ShareRowExclusive", string.Join(", ", facts.Locks.Select(held => $"{held.Relation.Display} {held.Mode}")));
        Assert.True(facts.Scans);
        Assert.Equal(LockMode.AccessExclusive, facts.StrongestLock);
    }

    [Theory]
    [InlineData(11, LockMode.AccessExclusive)]
    [InlineData(12, LockMode.ShareUpdateExclusive)]
    [InlineData(99, LockMode.ShareUpdateExclusive)]
    public void Versions_differ(int major, LockMode mode) =>
        Assert.Equal(mode, Classify("alter table p attach partition c for values in (1)", major).Locks[0].Mode);

    [Theory]
    [InlineData("drop index i", LockMode.AccessExclusive, "table")]
    [InlineData("do $$ begin end $$", LockMode.AccessExclusive, "code block")]
    [InlineData("alter domain d add constraint c check (value > 0)", LockMode.Share, "domain")]
    public void What_is_locked_without_a_name_is_said(string sql, LockMode strongest, string words)
    {
        var facts = Classify(sql, 15);

        Assert.Equal(strongest, facts.StrongestLock);
        Assert.Contains(words, Assert.Single(facts.Unnamed), StringComparison.Ordinal);
        Assert.True(facts.Known);
    }

    [Fact]
    public void Every_statement_kind_has_its_row()
    {
        var matrix = LockMatrix.For(15);
        string[] others = ["Select", "Insert"];
        var missing = Enum.GetValues<StatementKind>().Except([StatementKind.Other])
            .Where(kind => !matrix.Forms.Any(form => form == kind.ToString() || form.StartsWith($"{kind}.", StringComparison.Ordinal)
                || form.StartsWith(kind.ToString(), StringComparison.Ordinal) || others.Contains(form)));

        // These are read as what is within them, or under a name of their own.
        StatementKind[] inner = [StatementKind.AlterView, StatementKind.AlterMaterializedView, StatementKind.AlterIndex, StatementKind.Prepare, StatementKind.DeclareCursor];
        Assert.Equal([], missing.Except(inner));
    }

    [Fact]
    public void An_unknown_form_is_feared_and_says_so()
    {
        // A view accepts few forms of ALTER TABLE; the grammar accepts all.
        var facts = Classify("alter view v disable trigger all", 15);

        Assert.False(facts.Known);
        Assert.Equal(LockMode.AccessExclusive, facts.StrongestLock);
        Assert.Contains("not in the lock matrix", Assert.Single(facts.Unnamed), StringComparison.Ordinal);
        Assert.Equal("v AccessExclusive", string.Join(", ", facts.Locks.Select(held => $"{held.Relation.Display} {held.Mode}")));
    }

    [Fact]
    public void A_query_of_any_depth_is_classified()
    {
        var sql = "select * from t where " + string.Join(" or ", Enumerable.Range(0, 5000).Select(i => $"a = {i}")) + " or b in (select c from u)";

        Assert.Equal(["t", "u"], Classify(sql, 15).Locks.Select(held => held.Relation.Name.Name));
    }

    private static StatementFacts Classify(string sql, int major) => StatementClassifier.Classify(SqlScript.Parse(sql).Statements.Single(), major);
}
