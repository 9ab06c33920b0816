using SchemaMigrate.Cmdlets.Pipeline;

namespace SchemaMigrate.Tests.Cmdlets;

public sealed class ConfirmationTests : IDisposable
{
    private readonly ScriptSession _session = new();

    public void Dispose() => _session.Dispose();

    [Theory]
    [InlineData(0, "removed")]
    [InlineData(2, "kept")]
    public void A_question_from_another_thread_is_answered_by_the_person(int answer, string outcome)
    {
        _session.Host.Person.Answer = answer;

        Assert.Equal([outcome], _session.Run("Remove-Thing"));
        Assert.Contains("remove", Assert.Single(_session.Host.Person.Questions), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Remove-Thing")]
    [InlineData("Remove-Thing -Confirm")]
    [InlineData("$ConfirmPreference = 'Low'; Remove-Thing")]
    public void Where_nobody_can_answer_the_error_comes_before_the_work(string script)
    {
        using var session = new ScriptSession("Default Host");

        var error = session.Error(script);

        Assert.Equal("ConfirmationUnavailable,SchemaMigrate.Tests.Cmdlets.RemoveThingCommand", error.FullyQualifiedErrorId);
        Assert.Contains("-Confirm:$false", error.ErrorDetails.RecommendedAction, StringComparison.Ordinal);
        Assert.Empty(session.Host.Person.Questions);
    }

    [Theory]
    [InlineData("Remove-Thing -Confirm:$false", "removed")]
    [InlineData("Remove-Thing -Force", "removed")]
    [InlineData("$ConfirmPreference = 'None'; Remove-Thing", "removed")]
    [InlineData("Remove-Thing -WhatIf", "kept")]
    [InlineData("$WhatIfPreference = $true; Remove-Thing", "kept")]
    public void What_asks_nothing_needs_nobody(string script, string outcome)
    {
        using var session = new ScriptSession("Default Host");

        Assert.Equal([outcome], session.Run(script));
    }

    [Theory]
    [InlineData(true, "pwsh.dll", "-NoProfile", "-NonInteractive", "-File", "x.ps1")]
    [InlineData(true, "pwsh.dll", "-noni", "x.ps1")]
    [InlineData(true, "pwsh.dll", "/NonInter", "-c", "1")]
    [InlineData(true, "pwsh.dll", "--noninteractive")]
    [InlineData(false, "pwsh.dll", "-NoProfile", "-File", "x.ps1", "-NonInteractive")]
    [InlineData(false, "pwsh.dll", "-nop")]
    [InlineData(false, "pwsh.dll", "-noninteractivity")]
    [InlineData(false, "-noni")]
    public void The_switch_of_pwsh_is_recognised_where_it_is_one(bool expected, params string[] commandLine) =>
        Assert.Equal(expected, SessionHost.SaysNonInteractive(commandLine));
}
