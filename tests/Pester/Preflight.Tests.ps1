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
        $findings[0].SafeAlternative | Should -Be 'CREATE INDEX CONCURRENTLY i ON t (a).'
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

    It 'takes SQL from the pipeline, as a whole or line by line, and paths' {
        ('CREATE INDEX i ON t (a)' | Test-MigrationPreflight).RuleId | Should -Contain 'SM031'
        $lines = 'CREATE TABLE n (', '    id bigint PRIMARY KEY', ');', '', 'CREATE INDEX i', '    ON t (a);'
        $finding = $lines | Test-MigrationPreflight | Where-Object RuleId -EQ SM031
        "$($finding.Line):$($finding.Column)" | Should -Be '5:1'
        ($files[0].FullName | Test-MigrationPreflight).RuleId | Should -Contain 'SM031'
        { 'missing.sql' | Test-MigrationPreflight } | Should -Throw -ErrorId 'PathNotFound,*'
        { 'missing' | Test-MigrationPreflight } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'examines a revision that comes as text by its upgrade alone' {
        $text = "-- revision: 0123456789ab`n-- parents:  none`n-- message:  x`n`n-- upgrade`nCREATE INDEX i ON t (a);`n`n-- downgrade`nDROP TABLE t;`n"
        $findings = @($text | Test-MigrationPreflight)
        $findings.RuleId | Should -Be @('SM031')
        $findings[0].Line | Should -Be 6
    }

    It 'ignores with a reason, and tells comments that have none, that are of no use, or that name no rule' {
        $text = "SET lock_timeout = '1s';`n-- ignore SM031: twelve rows`nCREATE INDEX a ON t (a);`n-- ignore SM031`nCREATE INDEX b ON t (b);`n-- ignore SM999: what`nSELECT 1;`n-- ignore SM031: no index here`nSELECT 2;`n"
        $findings = @($text | Test-MigrationPreflight -IncludeIgnored)
        $seen = [string[]]@($findings | ForEach-Object { "$($_.RuleId):$($_.Line)" })
        [Array]::Sort($seen, [StringComparer]::Ordinal)
        $seen | Should -Be @('SM031:3', 'SM031:5', 'SM901:8', 'SM902:4', 'SM903:6')
        @($findings | Where-Object Line -EQ 3)[0].IgnoredBecause | Should -Be 'twelve rows'
        @($findings | Where-Object Line -EQ 5)[0].IgnoredBecause | Should -BeNullOrEmpty
    }

    It 'takes severities from the project, and knows the rules that they name' {
        $project = New-TestProject '' '{ "ruleSeverities": { "SM031": "info", "SM102": "warning" } }'
        $findings = @('CREATE INDEX i ON t (a)' | Test-MigrationPreflight -ProjectPath $project)
        @($findings | Where-Object RuleId -EQ SM031)[0].Severity | Should -Be 'Info'
        $findings.RuleId | Should -Contain 'SM102'
        $project = New-TestProject '' '{ "ruleSeverities": { "SM31": "off" } }'
        { 'SELECT 1;' | Test-MigrationPreflight -ProjectPath $project } | Should -Throw -ErrorId 'RuleUnknown,*'
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

    It 'examines a plan, a revision and a way back as they are piped in' {
        (Get-MigrationPlan @at | Test-MigrationPreflight).RuleId | Should -Contain 'SM011'
        (Get-MigrationPlan @at | Test-MigrationPreflight -Connection $db | Where-Object RuleId -EQ SM011).Verdict | Should -Be 'Dismissed'
        (Get-MigrationRevision @at | Where-Object Message -EQ 'prices are there' | Test-MigrationPreflight).RuleId | Should -Contain 'SM011'
        (Test-MigrationPreflight -Revision head @at -Static).RuleId | Should -Contain 'SM011'
        (Get-MigrationPlan @at -Downgrade base | Test-MigrationPreflight).RuleId | Should -Contain 'SM061'
    }

    It 'rehearses on a copy and says what the statement did there' {
        $finding = Test-MigrationPreflight @at -Rehearse | Where-Object RuleId -EQ SM011
        @($finding.Evidence | Where-Object Source -EQ rehearsal)[0].Text | Should -Match 'ACCESS EXCLUSIVE on public.goods; read public.goods'
        Get-Catalog $db | Should -Be $before
    }
}

Describe 'A rehearsal without a database' {
    It 'applies first what a revision builds on' {
        $project = New-TestProject
        [void]('CREATE TABLE users (id bigint PRIMARY KEY);' | New-MigrationRevision 'users' -Downgrade 'DROP TABLE users;' -ProjectPath $project)
        [void]('ALTER TABLE users ADD COLUMN phone text;' | New-MigrationRevision 'phone' -Downgrade 'SELECT 1;' -ProjectPath $project)
        $named = Test-MigrationPreflight -Revision head -Rehearse -ProjectPath $project
        $named.RuleId | Should -Contain 'SM140'
        $named.RuleId | Should -Not -Contain 'SM141'
        $piped = Get-MigrationRevision -ProjectPath $project | Where-Object Message -EQ 'phone' | Test-MigrationPreflight -Rehearse -ProjectPath $project
        $piped.RuleId | Should -Contain 'SM140'
        $piped.RuleId | Should -Not -Contain 'SM141'
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
