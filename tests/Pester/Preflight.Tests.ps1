# Preflight as a user calls it: any SQL, pending revisions, operations; what only a database knows; rehearsal; reports; and how a pipeline fails.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Test-MigrationPreflight on text' {
    BeforeAll {
        $sql = New-Folder
        [IO.File]::WriteAllText([IO.Path]::Combine($sql, 'a.sql'), "SET lock_timeout = '2s';`n`nCREATE INDEX i ON t (a);`n")
        [IO.File]::WriteAllText([IO.Path]::Combine($sql, 'b.sql'), "SET lock_timeout = '2s';`nALTER TABEL t ADD b int;`nALTER TABLE t ADD c int NOT NULL;`n")
        $files = [IO.DirectoryInfo]::new($sql).GetFiles('*.sql')
        [Array]::Sort([string[]]$files.Name, $files)
    }

    It 'examines a folder of SQL with no project and no database, and points to line and column' {
        $findings = $files | Test-MigrationPreflight
        @($findings | ForEach-Object { "$($_.RuleId) $([IO.Path]::GetFileName($_.Path)):$($_.Line):$($_.Column)" }) | Should -Be @('SM031 a.sql:3:1', 'SM000 b.sql:2:7', 'SM004 b.sql:3:19')
        $findings[0].BlocksWrites | Should -BeTrue
        $findings[0].SafeAlternative | Should -Be 'CREATE INDEX CONCURRENTLY.'
    }

    It 'ends in one error for -FailOn, after every finding was emitted' {
        $seen = [Collections.Generic.List[string]]::new()
        { $files | Test-MigrationPreflight -FailOn Error | ForEach-Object { $seen.Add($_.RuleId) } } | Should -Throw -ErrorId 'PreflightFailed,*'
        $seen | Should -Be @('SM031', 'SM000', 'SM004')
        { $files[0] | Test-MigrationPreflight -FailOn Error } | Should -Not -Throw
        { $files[0] | Test-MigrationPreflight -FailOn Warning } | Should -Throw -ErrorId 'PreflightFailed,*'
    }

    It 'leaves a rule out when there is a reason' {
        $files[0] | Test-MigrationPreflight -SkipRule SM031 -Reason 'a table of twelve rows' | Should -HaveCount 0
        ($files[0] | Test-MigrationPreflight -SkipRule SM031 -Reason 'a table of twelve rows' -IncludeIgnored).IgnoredBecause | Should -Be 'a table of twelve rows'
    }

    It 'takes operations from the pipeline' {
        (Add-MigrationColumn users phone text | Test-MigrationPreflight | Where-Object Severity -GE Warning) | Should -HaveCount 0
        (Remove-MigrationColumn users phone | Test-MigrationPreflight).RuleId | Should -Contain 'SM057'
    }

    It 'knows what differs between server versions' {
        (Test-MigrationPreflight -Sql 'CREATE INDEX CONCURRENTLY i ON t (a);' -ServerVersion 14.2).RuleId | Should -Contain 'SM035'
        (Test-MigrationPreflight -Sql 'CREATE INDEX CONCURRENTLY i ON t (a);' -ServerVersion 14.5).RuleId | Should -Not -Contain 'SM035'
    }
}

Describe 'Test-MigrationPreflight with a database' {
    BeforeAll {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
        [void](Invoke-MigrationUpgrade @at)
        [void](Invoke-Query $db 'CREATE TABLE goods (id int PRIMARY KEY, price int)')
        [void](Invoke-Query $db 'INSERT INTO goods SELECT i, CASE WHEN i > 7 THEN i END FROM generate_series(1, 50) i')
        [void]("ALTER TABLE goods ALTER COLUMN price SET NOT NULL;" | New-MigrationRevision 'prices are there' -ProjectPath $at.ProjectPath)
        $before = Get-Catalog $db
    }

    It 'examines what is pending against the rows, and changes nothing' {
        $finding = Test-MigrationPreflight @at | Where-Object RuleId -EQ SM133
        $finding.Severity | Should -Be 'Error'
        $finding.Evidence[0].Count | Should -Be 7
        $finding.Evidence[0].Samples[1] | Should -Be '2'
        Invoke-Query $db $finding.Evidence[0].Query.TrimEnd(';') | Should -HaveCount 7
        Get-Catalog $db | Should -Be $before
    }

    It 'is silent about it once the rows are mended' {
        [void](Invoke-Query $db 'UPDATE goods SET price = 0 WHERE price IS NULL')
        (Test-MigrationPreflight @at).RuleId | Should -Not -Contain 'SM133'
    }

    It 'rehearses on a copy and says what the statement did there' {
        $finding = Test-MigrationPreflight @at -Rehearse | Where-Object RuleId -EQ SM011
        @($finding.Evidence | Where-Object Source -EQ rehearsal)[0].Text | Should -Match 'ACCESS EXCLUSIVE on public.goods; read public.goods'
        Get-Catalog $db | Should -Be $before
    }
}

Describe 'Reports' {
    BeforeAll {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
        $findings = Test-MigrationPreflight -Sql "SET lock_timeout = '2s'; CREATE INDEX i ON t (a);"
        $plan = Get-MigrationPlan @at
        $run = Invoke-MigrationUpgrade @at
    }

    It 'renders findings, plans and results of runs in every format' {
        $json = [Text.Json.JsonDocument]::Parse(($findings, $plan, $run | ForEach-Object { $_ } | ConvertTo-MigrationReport Json)).RootElement
        $json.GetProperty('findings').GetArrayLength() | Should -Be 1
        $json.GetProperty('plans').GetArrayLength() | Should -Be 1
        $json.GetProperty('runs').GetArrayLength() | Should -Be 1
        $junit = [xml]($findings, $plan, $run | ForEach-Object { $_ } | ConvertTo-MigrationReport JUnit)
        $junit.SelectNodes('//failure').Count | Should -Be 1
        $junit.SelectNodes('//testsuite').Count | Should -BeGreaterThan 1
        $sarif = [Text.Json.JsonDocument]::Parse(($findings, $plan, $run | ForEach-Object { $_ } | ConvertTo-MigrationReport Sarif)).RootElement
        $sarif.GetProperty('version').GetString() | Should -Be '2.1.0'
        foreach ($format in 'AzureDevOps', 'GitHub', 'Markdown') {
            $text = $findings, $plan, $run | ForEach-Object { $_ } | ConvertTo-MigrationReport $format
            $text | Should -Match 'SM031'
            $text | Should -Match $plan.Hash
            $text | Should -Match '3 revisions in'
        }
    }

    It 'chooses the format by the build agent that it runs on' {
        $agents = @{ TF_BUILD = $env:TF_BUILD; GITHUB_ACTIONS = $env:GITHUB_ACTIONS }
        try {
            $env:TF_BUILD = $null; $env:GITHUB_ACTIONS = 'true'
            $findings | ConvertTo-MigrationReport | Should -Match '^::error '
            $env:TF_BUILD = 'True'; $env:GITHUB_ACTIONS = $null
            $findings | ConvertTo-MigrationReport | Should -Match '^##vso\[task.logissue type=error'
        }
        finally {
            $env:TF_BUILD = $agents.TF_BUILD; $env:GITHUB_ACTIONS = $agents.GITHUB_ACTIONS
        }
    }

    It 'lists the rules with what there is to say of them' {
        $rules = Get-MigrationRule
        $rules.Count | Should -BeGreaterThan 130
        @($rules | Where-Object { $null -ne $_.AntiPattern } | ForEach-Object AntiPattern) | Should -Contain 'Mixed schema and data'
        $rule = Get-MigrationRule SM031
        $rule.Lock | Should -Be 'Share'
        [IO.File]::Exists([IO.Path]::Combine($package, $rule.DocsPath)) | Should -BeTrue
    }
}
