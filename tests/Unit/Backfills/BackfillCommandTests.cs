using System.Management.Automation;
using System.Management.Automation.Runspaces;
using SchemaMigrate.Backfills;
using SchemaMigrate.Cmdlets.Backfills;

namespace SchemaMigrate.Tests.Backfills;

/// <summary>The cmdlets in a real PowerShell engine.</summary>
public sealed class BackfillCommandTests : IDisposable
{
    private readonly Runspace runspace;

    public BackfillCommandTests()
    {
        var state = InitialSessionState.CreateDefault2();
        foreach (var type in typeof(BackfillCmdlet).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(BackfillCmdlet)) && !type.IsAbstract))
        {
            var attribute = (CmdletAttribute)type.GetCustomAttributes(typeof(CmdletAttribute), inherit: false).Single();
            state.Commands.Add(new SessionStateCmdletEntry($"{attribute.VerbName}-{attribute.NounName}", type, helpFileName: null));
        }

        runspace = RunspaceFactory.CreateRunspace(state);
        runspace.Open();
        runspace.SessionStateProxy.SetVariable("ErrorActionPreference", ActionPreference.Stop);
    }

    public void Dispose() => runspace.Dispose();

    [Fact]
    public async Task WhatIf_gives_the_plan_and_changes_nothing_and_the_run_gives_the_status()
    {
        var ground = await GroundAsync();

        var plan = Assert.IsType<BackfillPlan>(Assert.Single(Run("Start-Backfill users @{ full_name = 'upper(name)' } 'full_name IS NULL' -Connection $c -WhatIf")));
        Assert.Equal(0, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name IS NOT NULL"));
        var status = Assert.IsType<BackfillStatus>(Assert.Single(Run("Start-Backfill users @{ full_name = 'upper(name)' } 'full_name IS NULL' -Connection $c -BatchSize 50")));

        Assert.Equal(("(id)", true, 300L), (plan.Key, plan.Converges, plan.EstimatedRows));
        Assert.Contains("UPDATE ONLY", plan.BatchSql, StringComparison.Ordinal);
        Assert.Equal(["k"], plan.NamedColumns);
        Assert.Equal(("users.full_name", BackfillState.Completed, 300L), (status.Name, status.State, status.RowsDone));
        Assert.Equal(300, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name = upper(name)"));
        Assert.True(Assert.IsType<BackfillReceipt>(Assert.Single(Run("Get-Backfill users.* -Receipt -Connection $c"))).IsWhole);
        Assert.NotEmpty(Run("Get-Backfill users.full_name -Decision -Connection $c"));
    }

    [Fact]
    public async Task It_is_controlled_down_the_pipeline()
    {
        var ground = await GroundAsync();

        Run("Start-Backfill users 'full_name = upper(name)' -Name slow -BatchSize 10 -MaxRate 30 -NoWait -Connection $c");
        Run("Get-Backfill slow -Connection $c | Suspend-Backfill -Reason lunch -Connection $c");
        var suspended = Assert.IsType<BackfillStatus>(Assert.Single(Run("Get-Backfill slow -Connection $c")));
        var error = Assert.ThrowsAny<RuntimeException>(() => Run("Wait-Backfill slow -Connection $c"));
        Run("Set-Backfill slow -MaxRate 0 -BatchSize 100 -Connection $c");
        var end = Assert.IsType<BackfillStatus>(Assert.Single(Run("Resume-Backfill slow -Connection $c")));
        var refused = Assert.ThrowsAny<RuntimeException>(() => Run("Stop-Backfill slow -Confirm:$false -Connection $c"));

        Assert.Equal((BackfillState.Suspended, "lunch"), (suspended.State, suspended.Reason));
        Assert.StartsWith("BackfillInterrupted", error.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(BackfillState.Completed, end.State);
        Assert.StartsWith("BackfillStateConflict", refused.ErrorRecord.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.Equal(300, await ground.ScalarAsync<long>("SELECT count(*) FROM users WHERE full_name = upper(name)"));
    }

    private async Task<BackfillGround> GroundAsync()
    {
        var ground = await BackfillGround.CreateAsync(
            "CREATE TABLE users (id int PRIMARY KEY, k int, name text, full_name text); CREATE INDEX users_k ON users (k); "
            + "INSERT INTO users SELECT i, (random() * 1e6)::int, 'n' || i, NULL FROM generate_series(1, 300) i; ANALYZE users");
        runspace.SessionStateProxy.SetVariable("c", ground.ConnectionString);
        return ground;
    }

    private IReadOnlyList<object?> Run(string script)
    {
        using var shell = PowerShell.Create(runspace);
        return [.. shell.AddScript(script).Invoke().Select(item => item?.BaseObject)];
    }
}
