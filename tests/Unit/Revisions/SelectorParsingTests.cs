using SchemaMigrate.Errors;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class SelectorParsingTests
{
    [Theory]
    [InlineData("head", TargetSymbol.Head, null, 0, null)]
    [InlineData("HEADS", TargetSymbol.Heads, null, 0, null)]
    [InlineData(" base ", TargetSymbol.Base, null, 0, null)]
    [InlineData("base+2", TargetSymbol.Base, null, 2, null)]
    [InlineData("current", TargetSymbol.Current, null, 0, null)]
    [InlineData("current-1", TargetSymbol.Current, null, -1, null)]
    [InlineData("+2", TargetSymbol.Relative, null, 2, null)]
    [InlineData("-1", TargetSymbol.Relative, null, -1, null)]
    [InlineData("ae10", TargetSymbol.Revision, "ae10", 0, null)]
    [InlineData("ae10+1", TargetSymbol.Revision, "ae10", 1, null)]
    [InlineData("V1.2_x-12", TargetSymbol.Revision, "V1.2_x", -12, null)]
    [InlineData("head-2", TargetSymbol.Head, null, -2, null)]
    [InlineData("billing@head", TargetSymbol.Head, null, 0, "billing")]
    [InlineData("billing@heads", TargetSymbol.Heads, null, 0, "billing")]
    [InlineData("billing@+1", TargetSymbol.Relative, null, 1, "billing")]
    [InlineData("billing@ae10-1", TargetSymbol.Revision, "ae10", -1, "billing")]
    [InlineData("billing@base", TargetSymbol.Base, null, 0, "billing")]
    [InlineData("header", TargetSymbol.Revision, "header", 0, null)]
    public void Selectors_are_read_and_spelled_back(string text, TargetSymbol symbol, string? id, int offset, string? label)
    {
        var selector = TargetSelector.Parse(text);

        Assert.Equal(new TargetSelector(symbol, id, offset, label), selector);
        Assert.Equal(selector, TargetSelector.Parse(selector.ToString()));
    }

    [Theory]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("+")]
    [InlineData("-0")]
    [InlineData("+1x")]
    [InlineData("+-1")]
    [InlineData("ae10+")]
    [InlineData("ae10--1")]
    [InlineData("ae10+1+1")]
    [InlineData("ae10^")]
    [InlineData("ae 10")]
    [InlineData("+99999999999")]
    [InlineData("heads-1")]
    [InlineData("base-1")]
    [InlineData("head+1")]
    [InlineData("@head")]
    [InlineData("billing@")]
    [InlineData("a@b@head")]
    [InlineData("head@head")]
    [InlineData("bil-ling@head")]
    [InlineData("a:b")]
    public void What_is_no_selector_is_an_error(string text)
    {
        var error = Assert.Throws<MigrationException>(() => TargetSelector.Parse(text));

        Assert.Equal("InvalidTarget", error.ErrorId);
        Assert.Contains($"'{text}'", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("base:head", "base:head")]
    [InlineData("ae10 : +2", "ae10:+2")]
    [InlineData(":head", "base:head")]
    [InlineData("ae10:", "ae10:heads")]
    [InlineData("ae10", "base:ae10")]
    public void Ranges_are_read_with_their_defaults(string text, string full) => Assert.Equal(full, TargetRange.Parse(text).ToString());

    [Theory]
    [InlineData("")]
    [InlineData(":")]
    [InlineData("a:b:c")]
    [InlineData("a:b c")]
    public void What_is_no_range_is_an_error(string text) =>
        Assert.Equal("InvalidTarget", Assert.Throws<MigrationException>(() => TargetRange.Parse(text)).ErrorId);
}
