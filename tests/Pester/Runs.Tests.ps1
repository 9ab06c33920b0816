# Upgrade and downgrade as a script sees them: results, what is left when it fails, exit codes.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Invoke-MigrationUpgrade' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
    }

    It 'applies everything and says what it did' {
        $result = Invoke-MigrationUpgrade @at
        $result.Changed | Should -BeTrue
        $result.Revisions.Id | Should -Be @('aaaa00000001', 'bbbb00000002', 'cccc00000003')
        $result.ToHeads | Should -Be @('cccc00000003')
        $result.GetType().FullName | Should -Be 'SchemaMigrate.Execution.RunResult'
        Invoke-Query $db "SELECT attname FROM pg_attribute WHERE attrelid = 'users'::regclass AND attnum > 0 ORDER BY attnum" | Should -Be @('id', 'name', 'phone')
        Invoke-Query $db "SELECT indisvalid FROM pg_index WHERE indexrelid = 'ix_orders_user_id'::regclass" | Should -Be $true
    }

    It 'is content when there is nothing to do' {
        [void](Invoke-MigrationUpgrade @at)
        $before = Get-Catalog $db
        $result = Invoke-MigrationUpgrade @at -WarningVariable warnings -ErrorVariable problems
        $result.Changed | Should -BeFalse
        $result.Revisions | Should -HaveCount 0
        $warnings | Should -HaveCount 0
        $problems | Should -HaveCount 0
        Get-Catalog $db | Should -Be $before
    }

    It 'goes to <target> when asked' -ForEach @(
        @{ target = 'aaaa'; heads = 'aaaa00000001' }
        @{ target = '+2'; heads = 'bbbb00000002' }
        @{ target = 'head'; heads = 'cccc00000003' }
        @{ target = 'cccc-1'; heads = 'bbbb00000002' }
    ) {
        (Invoke-MigrationUpgrade $target @at).ToHeads | Should -Be @($heads)
    }

    It 'changes nothing under -WhatIf, gives the plan, and writes no error' {
        $before = Get-Catalog $db
        $plan = Invoke-MigrationUpgrade @at -WhatIf -ErrorVariable problems
        $plan.GetType().FullName | Should -Be 'SchemaMigrate.Planning.Plan'
        $plan.Steps | Should -HaveCount 4
        $plan.Hash | Should -Be (Get-MigrationPlan @at).Hash
        $problems | Should -HaveCount 0
        Get-Catalog $db | Should -Be $before
    }

    It 'runs a plan that came down the pipeline, and only that' {
        $plan = Get-MigrationPlan aaaa @at
        ($plan | Invoke-MigrationUpgrade @at).ToHeads | Should -Be @('aaaa00000001')
        $stale = Get-MigrationPlan @at
        [void](Invoke-MigrationUpgrade bbbb @at)
        { $stale | Invoke-MigrationUpgrade @at } | Should -Throw -ErrorId 'PlanChanged,*'
        (Get-MigrationStatus @at).Current | Should -Be @('bbbb00000002')
    }

    It 'refuses the plan of a downgrade' {
        [void](Invoke-MigrationUpgrade @at)
        $plan = Get-MigrationPlan -Downgrade aaaa @at
        { $plan | Invoke-MigrationUpgrade @at } | Should -Throw -ErrorId 'PlanDirectionMismatch,*'
        (Get-MigrationStatus @at).AppliedCount | Should -Be 3
    }

    It 'tells milestones in the information stream, and statements only in the debug stream' {
        $text = @(Invoke-MigrationUpgrade @at -InformationVariable milestones -Verbose 4>&1 | ForEach-Object { "$_" }) -join "`n"
        $milestones | Should -HaveCount 3
        $milestones[0].Tags | Should -Contain 'SchemaMigrate'
        "$($milestones[0])" | Should -Match 'aaaa00000001 create users'
        $text | Should -Match 'Plan [0-9a-f]{12}: 3 revisions in 4 steps'
        $text | Should -Not -Match 'CREATE TABLE'
    }

    It 'names file, line, column and SQLSTATE of what fails, keeps what was done before, and goes on when it is mended' {
        $file = [IO.Path]::Combine($at.ProjectPath, 'migrations', '20260102000000_orders.sql')
        $text = [IO.File]::ReadAllText($file)
        [IO.File]::WriteAllText($file, $text.Replace('REFERENCES users)', 'REFERENCES customers)'))
        $problem = { Invoke-MigrationUpgrade @at } | Should -Throw -ErrorId 'StepFailed,*' -PassThru
        $problem.Exception.SqlState | Should -Be '42P01'
        $problem.Exception.Line | Should -Be 6
        $problem.Exception.Path | Should -Be $file
        $problem.Exception.Kept | Should -Be @('aaaa00000001')
        $problem.CategoryInfo.Category | Should -Be 'InvalidOperation'
        $problem.ErrorDetails.RecommendedAction | Should -Match 'docs/errors/StepFailed.md'
        (Get-MigrationStatus @at).Current | Should -Be @('aaaa00000001')
        [IO.File]::WriteAllText($file, $text)
        (Invoke-MigrationUpgrade @at).Revisions.Id | Should -Be @('bbbb00000002', 'cccc00000003')
    }

    It 'gives up within its budget when a session does not leave, and names it' {
        [void](Invoke-MigrationUpgrade bbbb @at)
        $other = [Activator]::CreateInstance([Runtime.Loader.AssemblyLoadContext]::GetLoadContext([SchemaMigrate.Errors.ErrorKind].Assembly).LoadFromAssemblyName('Npgsql').GetType('Npgsql.NpgsqlConnection'), [object[]]@("$db;Pooling=false;Application Name=reporting"))
        try {
            $other.Open()
            $command = $other.CreateCommand()
            $command.CommandText = 'BEGIN; SELECT * FROM users'
            [void]$command.ExecuteNonQuery()
            $clock = [Diagnostics.Stopwatch]::StartNew()
            $problem = { Invoke-MigrationUpgrade @at -LockTimeout '00:00:00.2' -LockRetryBudget '00:00:02' -WarningVariable +warnings -WarningAction SilentlyContinue } |
                Should -Throw -ErrorId 'LockBudgetExhausted,*' -PassThru
            $clock.Elapsed.TotalSeconds | Should -BeLessThan 10
            $problem.Exception.Blockers[0].Application | Should -Be 'reporting'
            $problem.Exception.Blockers[0].State | Should -Be 'idle in transaction'
            $problem.Exception.Message | Should -Match 'reporting'
        }
        finally { $other.Dispose() }
        (Get-MigrationStatus @at).Current | Should -Be @('bbbb00000002')
        Invoke-Query $db "SELECT count(*) FROM pg_stat_activity WHERE state LIKE 'idle in transaction%'" | Should -Be 0
        (Invoke-MigrationUpgrade @at).Changed | Should -BeTrue
    }

    It 'works in two runspaces at once on two databases, and once in all on the same one' {
        $same = @(1, 2 | ForEach-Object { @{ Project = $at.ProjectPath; Db = $db } })
        $other = @{ Project = $at.ProjectPath; Db = New-Database $sandbox }
        $runs = foreach ($item in $same + $other) {
            $shell_ = [powershell]::Create([initialsessionstate]::CreateDefault2())
            [void]$shell_.AddScript({
                param($module, $project, $db)
                $ErrorActionPreference = 'Stop'
                Import-Module $module
                Connect-MigrationDatabase -Connection $db | Out-Null
                [void]$ExecutionContext.SessionState.Path.SetLocation($project)
                Invoke-MigrationUpgrade -WarningAction SilentlyContinue | ForEach-Object Changed
            }.ToString()).AddArgument($package).AddArgument($item.Project).AddArgument($item.Db)
            @{ Shell = $shell_; Run = $shell_.BeginInvoke() }
        }
        $changed = foreach ($run in $runs) { $run.Shell.EndInvoke($run.Run)[0]; $run.Shell.Dispose() }
        @($changed[0, 1] | Where-Object { $_ }) | Should -HaveCount 1
        $changed[2] | Should -BeTrue
    }
}

Describe 'Invoke-MigrationDowngrade' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
        [void](Invoke-MigrationUpgrade @at)
    }

    It 'has no default target' {
        (Get-Command Invoke-MigrationDowngrade).Parameters.Target.ParameterSets.Target.IsMandatory | Should -BeTrue
    }

    It 'goes back to a revision and up again' {
        $full = Get-Catalog $db
        $result = Invoke-MigrationDowngrade aaaa @at -Confirm:$false -WarningAction SilentlyContinue
        $result.Direction | Should -Be 'Downgrade'
        $result.Revisions.Id | Should -Be @('cccc00000003', 'bbbb00000002')
        Invoke-Query $db "SELECT to_regclass('orders') IS NULL" | Should -Be $true
        (Invoke-MigrationUpgrade @at).Changed | Should -BeTrue
        Get-Catalog $db | Should -Be $full
    }

    It 'goes back to nothing only when base is named' {
        (Invoke-MigrationDowngrade base @at -Confirm:$false -WarningAction SilentlyContinue).ToHeads | Should -HaveCount 0
        Invoke-Query $db "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace" | Should -Be 0
    }

    It 'changes nothing under -WhatIf and gives the plan' {
        $before = Get-Catalog $db
        $plan = Invoke-MigrationDowngrade base @at -WhatIf -ErrorVariable problems -WarningAction SilentlyContinue
        $plan.Direction | Should -Be 'Downgrade'
        $plan.Destructive | Should -BeTrue
        $problems | Should -HaveCount 0
        Get-Catalog $db | Should -Be $before
    }

    It 'does nothing in a session that cannot answer, and says how to answer' {
        $before = Get-Catalog $db
        $result = Invoke-Script "Invoke-MigrationDowngrade -1 -Connection '$db'" $at.ProjectPath
        $result.Code | Should -Be 1
        $result.Output | Should -Match 'not interactive'
        Get-Catalog $db | Should -Be $before
    }

    It 'refuses to undo what others stand on' {
        { Invoke-MigrationDowngrade bbbb-1 @at -Confirm:$false } | Should -Throw -ErrorId 'DependentRevisionsApplied,*'
        (Invoke-MigrationDowngrade bbbb-1 @at -IncludeDependents -Confirm:$false -WarningAction SilentlyContinue).Revisions | Should -HaveCount 2
    }
}

Describe 'The exit code of a script' {
    BeforeAll { $project = New-TestProject $threeRevisions }

    It 'is 0 when the state was reached, and when it was there already' {
        $db = New-Database $sandbox
        foreach ($time in 1, 2) { (Invoke-Script "Invoke-MigrationUpgrade -Connection '$db'" $project).Code | Should -Be 0 }
    }

    It 'is 1 after <name>' -ForEach @(
        @{ name = 'a failed upgrade'; script = "Invoke-MigrationUpgrade nnnn -Connection '{0}'" }
        @{ name = 'a status that is not up to date'; script = "Get-MigrationStatus -RequireUpToDate -Connection '{0}'" }
        @{ name = 'a server that is not there'; script = "Invoke-MigrationUpgrade -Connection 'host=127.0.0.1 port=1 dbname=x user=x'" }
    ) {
        $db = New-Database $sandbox
        (Invoke-Script ($script -f $db) $project).Code | Should -Be 1
    }
}

Describe 'A script that handles no errors' {
    It 'ends where a command failed' {
        $result = Invoke-Script "'before'; Invoke-MigrationUpgrade -ProjectPath /; 'after'"
        $result.Code | Should -Be 1
        $result.Output | Should -Match 'before'
        $result.Output | Should -Not -Match '(?m)^after'
        $result.Output | Should -Match 'schemamigrate.json'
    }

    It 'goes on when it catches' {
        $result = Invoke-Script "try { Invoke-MigrationUpgrade -ProjectPath / } catch [SchemaMigrate.Errors.MigrationException] { `$_.FullyQualifiedErrorId }; 'after'"
        $result.Code | Should -Be 0
        $result.Output | Should -Be "ProjectNotFound,SchemaMigrate.Cmdlets.InvokeMigrationUpgradeCommand`nafter"
    }
}
