# Values of an enum as a script changes them.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
    $setup = @'
--- 20260101000000_users.sql
-- revision: aaaa00000001
-- message: create users

-- upgrade
CREATE TYPE status AS ENUM ('pending', 'active', 'banned');
CREATE TABLE users (id int PRIMARY KEY, status status NOT NULL DEFAULT 'pending');
INSERT INTO users VALUES (1, 'pending'), (2, 'active'), (3, 'banned');

-- downgrade
DROP TABLE users;
DROP TYPE status;
'@
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Set-MigrationEnum' {
    BeforeEach {
        $database = New-Database $sandbox
        $place = Get-Location_
        Set-Location_ (New-TestProject $setup)
    }
    AfterEach { Set-Location_ $place }

    It 'adds values at their places' {
        Set-MigrationEnum status new, pending, active, idle, banned -From pending, active, banned | New-MigrationRevision 'more'
        Invoke-MigrationUpgrade -Connection $database
        Invoke-Query $database 'SELECT enum_range(NULL::status)::text' | Should -Be '{new,pending,active,idle,banned}'
    }

    It 'takes the map as a hashtable and rewrites the table in place' {
        $operation = Set-MigrationEnum status active, gone -From pending, active, banned -Map @{ pending = 'active'; banned = 'gone' } -Column users.status -InPlace
        $operation.Inverse.Grade | Should -Be 'Lossy'
        $operation | New-MigrationRevision 'fewer'
        $plan = Get-MigrationPlan -Connection $database
        @($plan.Steps.Where{ $_.Rewrites }).Count | Should -Be 1
        Invoke-MigrationUpgrade -Connection $database
        (Invoke-Query $database 'SELECT status::text FROM users ORDER BY id') -join ',' | Should -Be 'active,active,gone'
    }

    It 'names the value that is still in use, how often and where' {
        Set-MigrationEnum status pending, active -From pending, active, banned -Column users.status -InPlace | New-MigrationRevision 'fewer'
        { Invoke-MigrationUpgrade -Connection $database } | Should -Throw -ExpectedMessage "*'banned' of status cannot go: users.status has it in 1 rows, for example id=3*"
        Invoke-Query $database 'SELECT enum_range(NULL::status)::text' | Should -Be '{pending,active,banned}'
    }

    It 'is a recipe without -InPlace' {
        $phases = @(Set-MigrationEnum status active, banned -From pending, active, banned -Map @{ pending = 'active' } -Column users.status | New-MigrationRevision 'fewer')
        ($phases | ForEach-Object { "$($_.Phase)" }) -join ' ' | Should -Be 'Expand Migrate Contract Contract'
    }

    It 'asks for the columns when values go' {
        { Set-MigrationEnum status active -From pending, active } | Should -Throw -ExpectedMessage '*-Column*'
    }
}
