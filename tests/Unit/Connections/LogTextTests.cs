using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Connections;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("##vso[task.setvariable variable=x]y", "# #vso[task.setvariable variable=x]y")]
    [InlineData("a ##vso[task.complete]b", "a # #vso[task.complete]b")]
    [InlineData("##[error]x", "# #[error]x")]
    [InlineData("##teamcity[x]", "# #teamcity[x]")]
    [InlineData("::error file=a::b", ": :error file=a::b")]
    [InlineData("a\n   ::set-output name=x::y", "a\n   : :set-output name=x::y")]
    [InlineData("a\r::error::b", "a\n: :error::b")]
    [InlineData("a\u2028::error::b", "a\n: :error::b")]
    [InlineData("\u001b[31mred\u001b[0m", "red")]
    [InlineData("\u001b]0;title\u0007text", "text")]
    [InlineData("\u001b]8;;http://x\u001b\\link", "link")]
    [InlineData("\u009b31mred", "red")]
    [InlineData("##\u001b[0mvso[task.complete]", "# #vso[task.complete]")]
    [InlineData("bell\u0007 back\b nul\0", "bell\\u{7} back\\u{8} nul\\u{0}")]
    [InlineData("\u202Eevil", "\\u{202E}evil")]
    [InlineData("##\u200Bvso[x]", "##\\u{200B}vso[x]")]
    public void What_a_log_would_act_on_is_made_plain(string text, string expected)
    {
        Assert.Equal(expected, LogText.Neutralise(text));
    }

    [Theory]
    [InlineData("SELECT x::int, 'a##b'\n\tFROM t -- ünï ☃ 😀")]
    [InlineData("# heading\n## heading")]
    public void Ordinary_text_stays(string text)
    {
        Assert.Equal(text, LogText.Neutralise(text));
    }

    [Fact]
    public void One_line_is_one_line_and_is_cut_between_characters()
    {
        Assert.Equal("a b c", LogText.NeutraliseLine(" a\r\n\tb\n\n c "));
        Assert.Equal("abc…", LogText.NeutraliseLine("abcdef", 4));
        Assert.Equal("a…", LogText.NeutraliseLine("a😀bc", 3));
        Assert.Equal(": :error::x", LogText.NeutraliseLine("\n::error::x"));
    }
}
