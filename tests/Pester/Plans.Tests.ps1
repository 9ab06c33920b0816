# Plans: what they say, as objects, files and scripts for psql; and that nothing but them is run.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Get-MigrationPlan' {
    BeforeAll {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
    }

    It 'gives steps with statements, locks and places' {
        $plan = Get-MigrationPlan @at
        $plan.Direction | Should -Be 'Upgrade'
        $plan.FromHeads | Should -HaveCount 0
        $plan.Steps.Kind | Should -Be @('Transaction', 'Transaction', 'NonTransactional', 'Transaction')
        $plan.Steps[2].LockMode | Should -Be 'ShareUpdateExclusive'
        $plan.Steps[2].Statements[0].Line | Should -Be 7
        $plan.Steps[3].LockMode | Should -Be 'AccessExclusive'
        $plan.Steps[3].Relations | Should -Be @('users')
        $plan.Destructive | Should -BeFalse
    }

    It 'has the same hash for the same work, and another for other work' {
        (Get-MigrationPlan @at).Hash | Should -Be (Get-MigrationPlan @at).Hash
        (Get-MigrationPlan aaaa @at).Hash | Should -Not -Be (Get-MigrationPlan @at).Hash
    }

    It 'changes nothing, not even makes the journal' {
        $before = Get-Catalog $db
        [void](Get-MigrationPlan @at)
        Get-Catalog $db | Should -Be $before
        Invoke-Query $db "SELECT to_regnamespace('schemamigrate') IS NULL" | Should -Be $true
    }

    It 'needs a target for a downgrade that was ever applied' {
        { Get-MigrationPlan -Downgrade aaaa @at } | Should -Throw -ErrorId '*,SchemaMigrate.Cmdlets.GetMigrationPlanCommand'
    }

    It 'shows what a downgrade loses' {
        $other = @{ ProjectPath = $at.ProjectPath; Connection = New-Database $sandbox }
        [void](Invoke-MigrationUpgrade @other)
        $plan = Get-MigrationPlan -Downgrade base @other
        $plan.Destructive | Should -BeTrue
        @($plan.Steps | Where-Object Destructive).RevisionId | Should -Contain 'aaaa00000001'
    }

    It 'gives MultipleHeads for head when there are two, and works with heads' {
        $project = New-TestProject $threeRevisions
        [void](New-MigrationRevision other -Parent aaaa -ProjectPath $project)
        $problem = { Get-MigrationPlan head -ProjectPath $project -Connection $db } | Should -Throw -ErrorId 'MultipleHeads,*' -PassThru
        $problem.Exception.Message | Should -Match 'cccc00000003'
        (Get-MigrationPlan heads -ProjectPath $project -Connection $db).Revisions | Should -HaveCount 4
    }
}

Describe 'Export-MigrationPlan' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
        $file = [IO.Path]::Combine((New-Folder), 'plan.json')
        $plan = Get-MigrationPlan @at
    }

    It 'writes what -Plan runs, even without the project' {
        ($plan | Export-MigrationPlan $file).FullName | Should -Be $file
        $start = Get-Location_
        try {
            Set-Location_ ([IO.Path]::GetTempPath())
            (Invoke-MigrationUpgrade -Plan $file -Connection $db).PlanHash | Should -Be $plan.Hash
        }
        finally { Set-Location_ $start }
        (Get-MigrationStatus @at).UpToDate | Should -BeTrue
        (Invoke-MigrationUpgrade -Plan $file @at).Changed | Should -BeFalse
    }

    It 'keeps a file that is there, unless forced' {
        [void]($plan | Export-MigrationPlan $file)
        { $plan | Export-MigrationPlan $file } | Should -Throw -ErrorId 'FileExists,*'
        [void]($plan | Export-MigrationPlan $file -Force)
    }

    It 'writes nothing under -WhatIf' {
        $plan | Export-MigrationPlan $file -WhatIf | Should -BeNullOrEmpty
        [IO.File]::Exists($file) | Should -BeFalse
    }

    It 'is refused when <name>, and nothing is run' -ForEach @(
        @{ name = 'a file was changed since'; id = 'PlanChanged'; change = { $path = [IO.Path]::Combine($at.ProjectPath, 'migrations', '20260101000000_users.sql'); [IO.File]::AppendAllText($path, "-- more`n") } }
        @{ name = 'the database went on'; id = 'PlanChanged'; change = { [void](Invoke-MigrationUpgrade aaaa @at) } }
        @{ name = 'the plan was edited'; id = 'PlanFileInvalid'; change = { [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('CREATE TABLE users', 'CREATE TABLE losers')) } }
    ) {
        [void]($plan | Export-MigrationPlan $file)
        . $change
        $before = Get-Catalog $db
        { Invoke-MigrationUpgrade -Plan $file @at } | Should -Throw -ErrorId "$id,*"
        Get-Catalog $db | Should -Be $before
    }
}

Describe 'ConvertTo-MigrationSql' {
    BeforeAll { $project = New-TestProject $threeRevisions }

    It 'needs no database for a range, and holds the rows of the journal' {
        $sql = ConvertTo-MigrationSql base:heads -ProjectPath $project
        $sql | Should -Match 'CREATE TABLE users'
        $sql | Should -Match 'ADD COLUMN "phone" text'
        $sql | Should -Match 'ON_ERROR_STOP'
        $sql | Should -Match 'aaaa00000001'
    }

    It 'gives the part of the range alone' {
        $sql = ConvertTo-MigrationSql aaaa:bbbb -ProjectPath $project
        $sql | Should -Not -Match 'CREATE TABLE users'
        $sql | Should -Match 'CREATE TABLE orders'
        $sql | Should -Not -Match 'phone'
    }

    It 'writes a script that psql runs, after which the database is up to date' {
        $psql = @([IO.Directory]::GetFiles([IO.Path]::GetDirectoryName([regex]::Match($sandbox.BinariesFrom, '/[^,;() ]+').Value + '/x'), 'psql*')) + '/usr/bin/psql' | Where-Object { [IO.File]::Exists($_) }
        if (-not $psql) { Set-ItResult -Skipped -Because 'there is no psql'; return }
        $db = New-Database $sandbox
        $file = [IO.Path]::Combine((New-Folder), 'upgrade.sql')
        [IO.File]::WriteAllText($file, (ConvertTo-MigrationSql base:heads -ProjectPath $project -ServerVersion ([int]$sandbox.Version.Split('.')[0])))
        $name = [regex]::Match($db, 'Database=([^;]+)$').Groups[1].Value
        & @($psql)[0] -X -q -h $sandbox.Host -p $sandbox.Port -U $sandbox.Username -d $name -f $file 2>&1 | Out-Null
        $LASTEXITCODE | Should -Be 0
        $status = Get-MigrationStatus -ProjectPath $project -Connection $db
        $status.UpToDate | Should -BeTrue
        $status.Changed | Should -HaveCount 0
        (Invoke-MigrationUpgrade -ProjectPath $project -Connection $db).Changed | Should -BeFalse
    }

    It 'gives the SQL of piped operations' {
        $sql = @(Add-MigrationColumn users email text; Add-MigrationIndex users email) | ConvertTo-MigrationSql
        $sql | Should -Match '(?s)ADD COLUMN "email" text.*CREATE INDEX CONCURRENTLY'
    }

    It 'gives the script of a plan' {
        $db = New-Database $sandbox
        Get-MigrationPlan -ProjectPath $project -Connection $db | ConvertTo-MigrationSql | Should -Match 'CREATE TABLE orders'
    }

    It 'refuses what is neither' {
        { Get-Command Get-Command | ConvertTo-MigrationSql } | Should -Throw -ErrorId 'InputInvalid,*'
    }
}
