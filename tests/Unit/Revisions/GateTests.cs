using SchemaMigrate.Revisions;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Revisions;

public sealed class GateTests
{
    [Fact]
    public void Each_kind_is_read_with_its_argument()
    {
        Assert.Equal(new BackfillGate("users.full_name"), Gate.Parse("backfill( users.full_name )"));
        Assert.Equal(new SoakGate(TimeSpan.FromHours(36)), Gate.Parse("soak(1d12h)"));
        Assert.Equal(new ApprovalGate(), Gate.Parse(" Approval "));
        Assert.Equal(new UnusedGate(QualifiedName.Of(null, "users"), new Identifier("name")), Gate.Parse("unused(Users.NAME)"));
        Assert.Equal(new UnusedGate(QualifiedName.Of("App", "a.b"), new Identifier("c\"d")), Gate.Parse("unused(\"App\".\"a.b\".\"c\"\"d\")"));
    }

    [Theory]
    [InlineData("backfill(users.full_name)")]
    [InlineData("soak(7d)")]
    [InlineData("soak(1m30s)")]
    [InlineData("approval")]
    [InlineData("unused(users.name)")]
    [InlineData("unused(\"App\".\"a.b\".\"c\"\"d, (e)\")")]
    public void The_spelling_of_a_gate_reads_back(string text) => Assert.Equal(text, Gate.Parse(text).ToString());

    [Fact]
    public void A_list_is_split_outside_parentheses_and_quotes_only()
    {
        var revision = Sample.Revision("abcd", gate: "unused(\"a,b\".\"c)\"), approval ,soak(2h)");

        Assert.Equal(["unused(\"a,b\".\"c)\")", "approval", "soak(2h)"], revision.Gates.Select(gate => gate.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("backfill")]
    [InlineData("backfill()")]
    [InlineData("backfill(a b)")]
    [InlineData("backfill(a")]
    [InlineData("soak")]
    [InlineData("soak(0s)")]
    [InlineData("soak(10)")]
    [InlineData("soak(1s1h)")]
    [InlineData("soak(1h1h)")]
    [InlineData("approval(me)")]
    [InlineData("unused(users)")]
    [InlineData("unused(a.b.c.d)")]
    [InlineData("unused(.b)")]
    [InlineData("unused(a.)")]
    [InlineData("unused(\"a.b)")]
    [InlineData("unused(a b.c)")]
    [InlineData("deploy(x)")]
    public void What_is_no_gate_is_an_error(string text) =>
        Assert.Equal("RevisionHeaderInvalid", Assert.Throws<RevisionException>(() => Gate.Parse(text)).ErrorId);
}
