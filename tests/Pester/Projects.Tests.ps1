# Projects and revision files. None of these tests has a database.

BeforeAll { . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1')) }
AfterAll { Remove-Folders }

Describe 'Initialize-MigrationProject' {
    It 'makes a project, once' {
        $folder = [IO.Path]::Combine((New-Folder), 'new')
        $result = Initialize-MigrationProject $folder -RevisionsPath db -JournalSchema ops
        $result.Changed | Should -BeTrue
        [IO.Path]::Combine($folder, 'schemamigrate.json') | Should -Exist
        [IO.Path]::Combine($folder, 'db') | Should -Exist
        (Initialize-MigrationProject $folder).Changed | Should -BeFalse
        { Initialize-MigrationProject $folder -JournalSchema other } | Should -Throw -ErrorId 'ProjectSettingsDiffer,*'
    }

    It 'makes nothing under -WhatIf' {
        $folder = [IO.Path]::Combine((New-Folder), 'new')
        Initialize-MigrationProject $folder -WhatIf | Should -BeNullOrEmpty
        [IO.Directory]::Exists($folder) | Should -BeFalse
    }

    It 'takes paths from where the session is, and from the pipeline' {
        $start = Get-Location_
        $folder = New-Folder
        try {
            Set-Location_ $folder
            ('here' | Initialize-MigrationProject).Project.Root | Should -Be ([IO.Path]::Combine($folder, 'here'))
        }
        finally { Set-Location_ $start }
    }
}

Describe 'New-MigrationRevision' {
    BeforeEach { $project = New-TestProject $threeRevisions }

    It 'follows the head of the main line' {
        $new = New-MigrationRevision 'add notes' -ProjectPath $project
        $new.Parents | Should -Be @('cccc00000003')
        $new.Id | Should -Match '^[0-9a-f]{12}$'
        $new.FileName | Should -Match '^\d{14}_add_notes\.sql$'
        (Get-MigrationRevision head -ProjectPath $project).Id | Should -Be $new.Id
    }

    It 'writes piped operations down, and they come back the same' {
        $operations = @(Add-MigrationColumn users email text; Add-MigrationIndex users email -Unique)
        $new = $operations | New-MigrationRevision 'users have an email' -ProjectPath $project
        $new.Format | Should -Be 'PowerShell'
        ConvertTo-MigrationSql "cccc:$($new.Id)" -ProjectPath $project | Should -Match 'CREATE UNIQUE INDEX CONCURRENTLY "ux_users_email"'
        $sql = ($operations | New-MigrationRevision 'the same as SQL' -Format Sql -ProjectPath $project).Path
        [IO.File]::ReadAllText($sql) | Should -Match '(?s)-- upgrade.*ADD COLUMN "email" text.*-- downgrade.*DROP INDEX CONCURRENTLY'
    }

    It 'writes piped SQL with its way back' {
        $new = 'CREATE TABLE t ();' | New-MigrationRevision 'create t' -DowngradeSql 'DROP TABLE t;' -ProjectPath $project
        [IO.File]::ReadAllText($new.Path) | Should -Match '(?s)-- upgrade\s+CREATE TABLE t \(\);\s+-- downgrade\s+DROP TABLE t;'
    }

    It 'joins heads with -Merge' {
        $one = New-MigrationRevision one -Parent bbbb -ProjectPath $project
        { Get-MigrationRevision head -ProjectPath $project } | Should -Throw -ErrorId 'MultipleHeads,*'
        (New-MigrationRevision join -Merge -ProjectPath $project).Parents | Should -Contain $one.Id
        (Get-MigrationRevision head -ProjectPath $project).Message | Should -Be 'join'
    }

    It 'writes nothing under -WhatIf' {
        New-MigrationRevision x -ProjectPath $project -WhatIf | Should -BeNullOrEmpty
        [IO.Directory]::GetFiles([IO.Path]::Combine($project, 'migrations')) | Should -HaveCount 3
    }

    It 'refuses <name>' -ForEach @(
        @{ name = 'a parent that is not there'; parameters = @{ Parent = 'ffff' }; id = 'UnknownRevision' }
        @{ name = 'an object that is no operation'; parameters = @{ InputObject = [IO.FileInfo]'x' }; id = 'InputInvalid' }
        @{ name = '-Merge with -Parent'; parameters = @{ Merge = $true; Parent = 'aaaa' }; id = 'InputInvalid' }
    ) {
        { New-MigrationRevision x -ProjectPath $project @parameters } | Should -Throw -ErrorId "$id,*"
        [IO.Directory]::GetFiles([IO.Path]::Combine($project, 'migrations')) | Should -HaveCount 3
    }
}

Describe 'Get-MigrationRevision' {
    BeforeAll { $project = New-TestProject $threeRevisions }

    It 'lists in the order of application, with the graph' {
        $all = @(Get-MigrationRevision -ProjectPath $project)
        $all.Id | Should -Be @('aaaa00000001', 'bbbb00000002', 'cccc00000003')
        $all[1].Parents | Should -Be @('aaaa00000001')
        $all[1].Children | Should -Be @('cccc00000003')
        $all[2].IsHead | Should -BeTrue
        $all[2].State | Should -BeNullOrEmpty
    }

    It 'finds <given>' -ForEach @(
        @{ given = 'aaaa'; found = 'aaaa00000001' }
        @{ given = 'head'; found = 'cccc00000003' }
        @{ given = 'head-1'; found = 'bbbb00000002' }
    ) {
        (Get-MigrationRevision $given -ProjectPath $project).Id | Should -Be $found
        ($given | Get-MigrationRevision -ProjectPath $project).Id | Should -Be $found
    }

    It 'takes an id that PowerShell reads as a number as it was typed' {
        $numbers = New-TestProject "--- 20260101000000_n.sql`n-- revision: 12e400000000`n-- message: n`n`n-- upgrade`nSELECT 1;"
        (Get-MigrationRevision 12e4 -ProjectPath $numbers).Id | Should -Be '12e400000000'
    }
}

Describe 'Bad input' {
    It 'gives <id> for <name>, naming <named>' -ForEach @(
        @{ name = 'a cycle'; id = 'RevisionCycle'; named = 'one.sql'; text = "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- parents: aaaa00000002`n-- message: m`n`n-- upgrade`nSELECT 1;`n--- 20260102000000_two.sql`n-- revision: aaaa00000002`n-- parents: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;" }
        @{ name = 'a duplicate id'; id = 'DuplicateRevision'; named = 'two.sql'; text = "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;`n--- 20260102000000_two.sql`n-- revision: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;" }
        @{ name = 'a missing parent'; id = 'MissingParent'; named = '20260101000000_one.sql'; text = "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- parents: ffff00000000`n-- message: m`n`n-- upgrade`nSELECT 1;" }
        @{ name = 'a header that is wrong'; id = 'RevisionHeaderInvalid'; named = '20260101000000_one.sql'; text = "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- parent: base`n-- message: m`n`n-- upgrade`nSELECT 1;" }
    ) {
        $problem = { Get-MigrationRevision -ProjectPath (New-TestProject $text) } | Should -Throw -ErrorId "$id,*" -PassThru
        $problem.Exception.Message | Should -BeLike "*$named*"
    }

    It 'gives ProjectSettingInvalid for a setting that is unknown, with its line' {
        $project = New-TestProject $threeRevisions "{`n  `"lockTimout`": `"2s`"`n}"
        $problem = { Get-MigrationRevision -ProjectPath $project } | Should -Throw -ErrorId 'ProjectSettingInvalid,*' -PassThru
        $problem.Exception.Message | Should -Match 'lockTimout'
        $problem.Exception.Message | Should -Match '2'
    }

    It 'gives <id> for the target <target>' -ForEach @(
        @{ target = 'aaaa0000'; id = 'AmbiguousRevision' }
        @{ target = '+9'; id = 'TargetOvershoot' }
        @{ target = 'ffff'; id = 'UnknownRevision' }
        @{ target = 'head~'; id = 'InvalidTarget' }
    ) {
        $project = New-TestProject "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;`n--- 20260102000000_two.sql`n-- revision: aaaa00000002`n-- parents: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;"
        { Get-MigrationRevision $target -ProjectPath $project } | Should -Throw -ErrorId "$id,*"
    }

    It 'gives RevisionsPathNotADirectory when the path of the revisions is a file' {
        $project = New-TestProject '' '{ "path": "schemamigrate.json" }'
        { Get-MigrationRevision -ProjectPath $project } | Should -Throw -ErrorId 'RevisionsPathNotADirectory,*'
    }

    It 'gives PathNotFound for a project that is not there' {
        { Get-MigrationRevision -ProjectPath '/no/such/folder' } | Should -Throw -ErrorId 'PathNotFound,*'
    }

    It 'gives SqlSyntax with file and line for SQL that does not parse' {
        $project = New-TestProject "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;`nALTER TABEL x;"
        $problem = { ConvertTo-MigrationSql base:heads -ProjectPath $project } | Should -Throw -ErrorId 'SqlSyntax,*' -PassThru
        $problem.Exception.Message | Should -BeLike '20260101000000_one.sql:6:7:*'
        $problem.Exception.Line | Should -Be 6
    }

    It 'gives TransactionControl for a COMMIT' {
        $project = New-TestProject "--- 20260101000000_one.sql`n-- revision: aaaa00000001`n-- message: m`n`n-- upgrade`nSELECT 1;`nCOMMIT;"
        { ConvertTo-MigrationSql base:heads -ProjectPath $project } | Should -Throw -ErrorId 'TransactionControl,*'
    }

    It 'gives <id> for a PowerShell revision that <name>, naming line <line>' -ForEach @(
        @{ name = 'emits a string'; id = 'RevisionOutputInvalid'; line = 6; body = "    Add-MigrationColumn users a text`n    'done'" }
        @{ name = 'fails'; id = 'RevisionScriptFailed'; line = 6; body = "    Add-MigrationColumn users a text`n    throw 'no'" }
        @{ name = 'calls what does not exist'; id = 'RevisionScriptFailed'; line = 5; body = '    Add-MigrationColum users a text' }
        @{ name = 'does not parse'; id = 'RevisionScriptFailed'; line = 5; body = "    if (" }
    ) {
        $project = New-TestProject "--- 20260101000000_one.ps1`n# revision: aaaa00000001`n# message: m`n`nUpgrade {`n$body`n}"
        $problem = { ConvertTo-MigrationSql base:heads -ProjectPath $project } | Should -Throw -ErrorId "$id,*" -PassThru
        $problem.Exception.Message | Should -BeLike "20260101000000_one.ps1:$line*"
    }
}

Describe 'Completion' {
    BeforeAll {
        $project = New-TestProject $threeRevisions '{ "targets": { "production": { "host": "192.0.2.1", "database": "x" }, "staging": { "host": "192.0.2.1", "database": "x" } } }'
        function Complete([string] $Text) {
            # A completer gives up when a busy machine makes it late; the next key press finds it.
            foreach ($try in 1..5) {
                $found = @([Management.Automation.CommandCompletion]::CompleteInput($Text, $Text.Length, $null).CompletionMatches | ForEach-Object CompletionText)
                if ($found) { return $found }
            }
        }
        $start = Get-Location_
        Set-Location_ $project
        # The first key press pays for loading; it is not what is measured.
        [void](Complete 'Get-MigrationRevision a')
    }
    AfterAll { Set-Location_ $start }

    It 'offers ids by their beginning and by their message' {
        Complete 'Get-MigrationRevision bb' | Should -Contain 'bbbb00000002'
        Complete 'Invoke-MigrationUpgrade phone' | Should -Contain 'cccc00000003'
        Complete 'Get-MigrationPlan -Target he' | Should -Be @('head', 'heads')
    }

    It 'offers names of targets, without connecting to them' {
        $clock = [Diagnostics.Stopwatch]::StartNew()
        Complete 'Get-MigrationStatus -Connection ' | Should -Be @('production', 'staging')
        Complete 'Connect-MigrationDatabase pr' | Should -Be @('production')
        # The address answers nobody; a connection would take seconds.
        $clock.Elapsed.TotalMilliseconds | Should -BeLessThan 1500
    }

    It 'offers nothing, and no error, where nothing is known' {
        Set-Location_ ([IO.Path]::GetTempPath())
        try { @(Complete 'Connect-MigrationDatabase -Target zz') -match 'production' | Should -BeNullOrEmpty } finally { Set-Location_ $project }
    }
}
