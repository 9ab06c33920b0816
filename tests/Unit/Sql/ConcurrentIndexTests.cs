using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Sql;

public sealed class ConcurrentIndexTests
{
    [Fact]
    public void A_build_is_read()
    {
        Assert.Equal(
            new ConcurrentIndexBuild(QualifiedName.Of("s", "T"), "i", Unique: true, IfNotExists: true),
            ConcurrentIndexBuild.TryRead(Parse("create unique index concurrently if not exists i on s.\"T\" (a)")));
        Assert.Equal(
            new ConcurrentIndexBuild(QualifiedName.Of(null, "t"), null, Unique: false, IfNotExists: false),
            ConcurrentIndexBuild.TryRead(Parse("create index concurrently on t (a)")));
    }

    [Theory]
    [InlineData("drop index concurrently i", "i", false)]
    [InlineData("drop index concurrently if exists s.i", "s.i", true)]
    public void A_drop_is_read(string sql, string index, bool ifExists)
    {
        var drop = ConcurrentIndexDrop.TryRead(Parse(sql));

        Assert.Equal((index, ifExists), (Assert.Single(drop!.Indexes).Display, drop.IfExists));
    }

    [Theory]
    [InlineData("reindex index concurrently s.i", ConcurrentReindexScope.Index, "s.i", null)]
    [InlineData("reindex (concurrently, verbose) table t", ConcurrentReindexScope.Table, "t", null)]
    [InlineData("reindex (concurrently on) schema s", ConcurrentReindexScope.Schema, null, "s")]
    [InlineData("reindex database concurrently d", ConcurrentReindexScope.Database, null, "d")]
    public void A_reindex_is_read(string sql, ConcurrentReindexScope scope, string? relation, string? name)
    {
        var reindex = ConcurrentReindex.TryRead(Parse(sql));

        Assert.Equal((scope, relation, name), (reindex!.Scope, reindex.Relation?.Display, reindex.Name));
    }

    [Theory]
    [InlineData("create index i on t (a)")]
    [InlineData("drop index i")]
    [InlineData("reindex table t")]
    [InlineData("reindex (concurrently off) table t")]
    [InlineData("refresh materialized view concurrently m")]
    public void Other_statements_are_none_of_these(string sql)
    {
        var statement = Parse(sql);

        Assert.Null(ConcurrentIndexBuild.TryRead(statement));
        Assert.Null(ConcurrentIndexDrop.TryRead(statement));
        Assert.Null(ConcurrentReindex.TryRead(statement));
    }

    private static SqlStatement Parse(string sql) => SqlScript.Parse(sql).Statements.Single();
}
