using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Revisions;

public sealed class DurationTests
{
    [Theory]
    [InlineData("500ms", 500)]
    [InlineData("2s", 2_000)]
    [InlineData("1m30s", 90_000)]
    [InlineData("1m5ms", 60_005)]
    [InlineData("24h", 86_400_000)]
    [InlineData("7D", 604_800_000)]
    [InlineData(" 00:00:02 ", 2_000)]
    [InlineData("1:02:03", 3_723_000)]
    [InlineData("1.00:00:00", 86_400_000)]
    [InlineData("00:00:00.25", 250)]
    [InlineData("0s", 0)]
    public void Durations_are_read(string text, long milliseconds)
    {
        Assert.True(Duration.TryParse(text, out var duration));
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), duration);
    }

    [Theory]
    [InlineData("")]
    [InlineData("2")]
    [InlineData("s")]
    [InlineData("2 s")]
    [InlineData("-2s")]
    [InlineData("-00:00:02")]
    [InlineData("2s1m")]
    [InlineData("2s2s")]
    [InlineData("1.5s")]
    [InlineData("2sec")]
    [InlineData("00:99:00")]
    [InlineData("999999999999999d")]
    [InlineData("9999999999999999999s")]
    public void What_is_no_duration_is_refused(string text) => Assert.False(Duration.TryParse(text, out _));

    [Theory]
    [InlineData(0, "0s")]
    [InlineData(90_000, "1m30s")]
    [InlineData(86_400_000, "1d")]
    [InlineData(3_600_001, "1h1ms")]
    public void The_shortest_exact_spelling_is_written_and_reads_back(long milliseconds, string text)
    {
        var duration = TimeSpan.FromMilliseconds(milliseconds);

        Assert.Equal(text, Duration.Format(duration));
        Assert.True(Duration.TryParse(text, out var back));
        Assert.Equal(duration, back);
    }
}
