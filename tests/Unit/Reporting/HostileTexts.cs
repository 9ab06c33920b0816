namespace SchemaMigrate.Tests.Reporting;

/// <summary>Names and texts as an attacker would put them into a migration or a database.</summary>
internal static class HostileTexts
{
    public static TheoryData<string> All => new(
        "orders",
        ReportSamples.Attack,
        "##vso[task.setvariable variable=PATH]/tmp/evil",
        "x\r\n##vso[task.uploadfile]/etc/passwd",
        "x\n  ##[error]not so",
        "x\r##vso[task.complete result=Succeeded;]",
        "x\u2028##vso[task.complete result=Succeeded;]\u0085::set-env name=A::b",
        "##\u200Bvso[task.complete] #\u001B[0m#vso[task.complete]",
        "::set-output name=token::1\n::add-mask::x\n   ::stop-commands::pause",
        "a::error file=b.sql,line=1::c",
        "%0A##vso[task.complete]%0D%0A::error::x %25 %AZP25 %3B%5D",
        "a;type=warning;code=X]##vso[b] a,line=9,title=x",
        "]]></failure><testcase name='x'/> & \"quoted\" 'too' \uFFFE\uD800 \u0000\u0008\u001B]0;title\u0007",
        "| a | b |\n\n# heading\n```\n<img src=x onerror=alert(1)>[link](javascript:alert(1)) @team #1",
        "\u202Egnitset\u202C \u2066hidden\u2069 \U000E0041",
        "$(rm -rf /) `whoami` ${{ secrets.TOKEN }} $env:TOKEN",
        "/a b/c%20d/\u00FCml\u00E4ut?q#f;x:y.sql",
        "C:\\work\\x.sql");
}
