# Status and history; recording without running; bringing journal and files in line.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Get-MigrationStatus' {
    BeforeAll {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
    }

    It 'tells of a database that was never touched' {
        $status = Get-MigrationStatus @at
        $status.UpToDate | Should -BeFalse
        $status.Current | Should -HaveCount 0
        $status.Pending | Should -Be @('aaaa00000001', 'bbbb00000002', 'cccc00000003')
        $status.LastAppliedAt | Should -BeNullOrEmpty
    }

    It 'fails with -RequireUpToDate, after giving the status' {
        $status = $null
        $problem = { Get-MigrationStatus @at -RequireUpToDate -OutVariable +seen } | Should -Throw -ErrorId 'NotUpToDate,*' -PassThru
        $problem.Exception.Message | Should -Match '3 revisions are pending'
    }

    It 'tells of one that is up to date' {
        [void](Invoke-MigrationUpgrade @at)
        $status = Get-MigrationStatus @at -RequireUpToDate
        $status.UpToDate | Should -BeTrue
        $status.AppliedCount | Should -Be 3
        $status.LastAppliedBy | Should -Be $sandbox.Username
    }

    It 'tells what the project does not know' {
        $other = New-TestProject ($threeRevisions -replace '(?s)--- 20260103.*', '')
        (Get-MigrationStatus -ProjectPath $other -Connection $db).Unknown | Should -Be @('cccc00000003')
    }
}

Describe 'Get-MigrationHistory' {
    BeforeAll {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
        [void](Invoke-MigrationUpgrade @at)
        [void](Invoke-MigrationDowngrade -1 @at -Confirm:$false -WarningAction SilentlyContinue)
    }

    It 'is empty for a database that was never touched' {
        @(Get-MigrationHistory -Connection (New-Database $sandbox)) | Should -HaveCount 0
    }

    It 'tells the newest first, who it was, and from where' {
        $events = @(Get-MigrationHistory -Connection $db)
        $events.Kind | Should -Be @('Downgrade', 'Upgrade', 'Upgrade', 'Upgrade')
        $events[0].RevisionId | Should -Be 'cccc00000003'
        $events[0].Role | Should -Be $sandbox.Username
        $events[0].Host | Should -Be ([Environment]::MachineName)
        $events[1].Run | Should -Be $events[3].Run
        $events[0].Run | Should -Not -Be $events[1].Run
        @(Get-MigrationHistory -Connection $db -First 2) | Should -HaveCount 2
    }

    It 'tells how long a revision of several steps ran, up and down' {
        $slow = New-TestProject @'
--- 20260101000000_slow.sql
-- revision: aaaa00000001
-- message: several steps

-- upgrade
SELECT pg_sleep(0.12);
CREATE TABLE slow (id int PRIMARY KEY, name text);
CREATE INDEX CONCURRENTLY slow_name ON slow (name);

-- downgrade
DROP INDEX CONCURRENTLY slow_name;
SELECT pg_sleep(0.12);
DROP TABLE slow;
'@
        $other = New-Database $sandbox
        [void](Invoke-MigrationUpgrade -ProjectPath $slow -Connection $other)
        [void](Invoke-MigrationDowngrade base -ProjectPath $slow -Connection $other -Confirm:$false -WarningAction SilentlyContinue)
        $events = @(Get-MigrationHistory -Connection $other)
        $events.Kind | Should -Be @('Downgrade', 'Upgrade')
        $events[0].Duration.TotalMilliseconds | Should -BeGreaterThan 119
        $events[1].Duration.TotalMilliseconds | Should -BeGreaterThan 119
    }

    It 'takes revisions from the pipeline, and its events go on to Get-MigrationRevision' {
        @(Get-MigrationRevision cccc @at | Get-MigrationHistory -Connection $db) | Should -HaveCount 2
        (Get-MigrationHistory -Connection $db -First 1 | Get-MigrationRevision -ProjectPath $at.ProjectPath).Id | Should -Be 'cccc00000003'
    }
}

Describe 'Set-MigrationBaseline' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
    }

    It 'records without running' {
        $result = Set-MigrationBaseline bbbb @at -Reason 'it was there'
        $result.Changed | Should -BeTrue
        $result.Recorded | Should -Be @('aaaa00000001', 'bbbb00000002')
        Invoke-Query $db "SELECT to_regclass('users') IS NULL" | Should -Be $true
        (Get-MigrationStatus @at).Pending | Should -Be @('cccc00000003')
        (Get-MigrationHistory -Connection $db -First 1).Kind | Should -Be 'Stamp'
        (Set-MigrationBaseline bbbb @at).Changed | Should -BeFalse
    }

    It 'does not forget what stands beyond it, unless -Remove says so' {
        [void](Set-MigrationBaseline heads @at)
        { Set-MigrationBaseline aaaa @at } | Should -Throw -ErrorId 'AppliedBeyondBaseline,*'
        (Set-MigrationBaseline aaaa @at -Remove).Removed | Should -HaveCount 2
        (Get-MigrationStatus @at).Current | Should -Be @('aaaa00000001')
    }

    It 'records nothing under -WhatIf' {
        $before = Get-Catalog $db
        Set-MigrationBaseline heads @at -WhatIf -ErrorVariable problems | Should -BeNullOrEmpty
        $problems | Should -HaveCount 0
        Get-Catalog $db | Should -Be $before
    }
}

Describe 'Repair-MigrationHistory' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }
        [void](Invoke-MigrationUpgrade @at)
        $file = [IO.Path]::Combine($at.ProjectPath, 'migrations', '20260101000000_users.sql')
    }

    It 'has nothing to say when all is well' {
        Repair-MigrationHistory @at -WhatIf | Should -BeNullOrEmpty
    }

    It 'accepts a file whose meaning was changed; before that an upgrade refuses it' {
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('name text', 'name varchar'))
        (Get-MigrationStatus @at).Changed | Should -Be @('aaaa00000001')
        [void](New-MigrationRevision more -ProjectPath $at.ProjectPath)
        { Invoke-MigrationUpgrade @at } | Should -Throw -ErrorId 'RevisionChanged,*'
        $shown = Repair-MigrationHistory @at -WhatIf
        $shown.Problem | Should -Match 'meaning'
        $shown.Repaired | Should -BeFalse
        { Invoke-MigrationUpgrade @at } | Should -Throw -ErrorId 'RevisionChanged,*'
        (Repair-MigrationHistory @at -Confirm:$false -Reason 'typo').Repaired | Should -BeTrue
        (Invoke-MigrationUpgrade @at).Changed | Should -BeTrue
        @(Get-MigrationHistory -Connection $db | Where-Object Kind -eq Repair) | Should -HaveCount 1
    }

    It 'does not mind a file whose formatting alone was changed' {
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('(id int', "(`n    id int") + "-- a comment`n")
        [void](New-MigrationRevision more -ProjectPath $at.ProjectPath)
        (Invoke-MigrationUpgrade @at).Changed | Should -BeTrue
    }

    It 'forgets a revision without a file only with -RemoveMissing' {
        [IO.File]::Delete([IO.Path]::Combine($at.ProjectPath, 'migrations', '20260103000000_phone.ps1'))
        (Repair-MigrationHistory @at -Confirm:$false).Repaired | Should -BeFalse
        (Repair-MigrationHistory @at -Confirm:$false -RemoveMissing).Repaired | Should -BeTrue
        (Get-MigrationStatus @at).Unknown | Should -HaveCount 0
        Invoke-Query $db "SELECT count(*) FROM pg_attribute WHERE attrelid = 'users'::regclass AND attname = 'phone'" | Should -Be 1
    }

    It 'does nothing in a session that cannot answer' {
        [IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('name text', 'name varchar'))
        (Invoke-Script "Repair-MigrationHistory -Connection '$db'" $at.ProjectPath).Code | Should -Be 1
        (Get-MigrationStatus @at).Changed | Should -HaveCount 1
    }
}
