# Tables that are split and merged, from the command to the last phase, with the gates as they are written.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Split-MigrationTable' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject; Connection = $db }
        [void](Invoke-Query $db "CREATE TABLE users (id int PRIMARY KEY, bio text, avatar_url text); INSERT INTO users SELECT n, 'b' || n FROM generate_series(1, 50) n")
        $split = Split-MigrationTable users bio, 'avatar_url = picture' user_profiles -Reference user_id
        $revisions = @($split | New-MigrationRevision 'profiles' -ProjectPath $at.ProjectPath)
    }

    It 'writes one revision for each phase, with gates' {
        $revisions.Phase | Should -Be @('Expand', 'Migrate', 'Contract')
        "$($revisions[2].Gates)" | Should -Be 'backfill(user_profiles.bio+picture) unused(users.bio) unused(users.avatar_url)'
        [IO.File]::ReadAllText($revisions[0].Path).Contains("Sync-MigrationTable 'users' 'user_profiles' 'bio', 'avatar_url = picture' -Reference 'user_id'") | Should -BeTrue
    }

    It 'is applied phase by phase, and back' {
        [void](Invoke-MigrationUpgrade @at -Phase Expand)
        [void](Invoke-Query $db "UPDATE users SET bio = 'old code' WHERE id = 1; INSERT INTO user_profiles VALUES (2, 'new code') ON CONFLICT (user_id) DO UPDATE SET bio = EXCLUDED.bio")
        (Invoke-MigrationUpgrade @at -Phase Migrate).Revisions.Id | Should -Be @($revisions[1].Id)
        (Invoke-MigrationUpgrade @at -Phase Contract).Revisions.Id | Should -Be @($revisions[2].Id)
        Invoke-Query $db "SELECT string_agg(bio, ',' ORDER BY user_id) FROM user_profiles WHERE user_id < 4" | Should -Be 'old code,new code,b3'
        [void](Invoke-MigrationDowngrade base @at -Confirm:$false)
        Invoke-Query $db "SELECT string_agg(bio, ',' ORDER BY id) FROM users WHERE id < 4" | Should -Be 'old code,new code,b3'
        Invoke-Query $db "SELECT to_regclass('user_profiles') IS NULL AND NOT EXISTS (SELECT FROM pg_proc WHERE proname LIKE 'zz%')" | Should -Be $true
    }

    It 'holds the contract back while something uses a column' {
        [void](Invoke-Query $db 'CREATE VIEW bios AS SELECT bio FROM users')
        [void](Invoke-MigrationUpgrade @at -Phase Migrate)
        $held = (Invoke-MigrationUpgrade @at).Held
        $held.RevisionId | Should -Be $revisions[2].Id
        $held.Reason | Should -Match 'used by view public\.bios'
    }

    It 'says what cannot be split' {
        { Split-MigrationTable users id, bio user_profiles } | Should -Throw -ErrorId 'TablePairInvalid*'
        { Split-MigrationTable users 'a b' user_profiles } | Should -Throw -ErrorId 'MalformedName*'
        $sql = Split-MigrationTable users bio other -Reference user_id -Sparse | ConvertTo-MigrationSql
        $sql | Should -Match 'ON CONFLICT DO NOTHING'
        $sql | Should -Match '-- not before: backfill\(other\.bio\), unused\(users\.bio\)'
    }
}

Describe 'Merge-MigrationTable' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject; Connection = $db }
        [void](Invoke-Query $db @'
CREATE TABLE users (id int PRIMARY KEY);
CREATE TABLE profiles (user_id int PRIMARY KEY REFERENCES users, bio text);
INSERT INTO users SELECT generate_series(1, 50); INSERT INTO profiles SELECT n, 'b' || n FROM generate_series(1, 40) n
'@)
        $again = New-MigrationTable profiles 'user_id int PRIMARY KEY REFERENCES users', 'bio text'
        $revisions = @(Merge-MigrationTable profiles bio users -Reference user_id -Restore $again | New-MigrationRevision 'no more profiles' -ProjectPath $at.ProjectPath)
    }

    It 'waits for approval and time, and recreates the rows that there were' {
        $revisions.Phase | Should -Be @('Expand', 'Migrate', 'Contract', 'Contract', 'Contract')
        [void](Invoke-MigrationUpgrade @at -Phase Migrate)
        (Invoke-MigrationUpgrade @at).Held[0].Gate | Should -Match 'approval'
        [void](Approve-MigrationGate $revisions[2].Id -Reason 'the old version is gone' @at)
        $result = Invoke-MigrationUpgrade @at
        $result.Revisions.Id | Should -Be @($revisions[2].Id)
        $result.Held[0].Gate | Should -Match 'soak\(30d\)'
        [void](Invoke-MigrationUpgrade $revisions[3].Id @at -IgnoreGate soak, approval)
        Invoke-Query $db "SELECT to_regclass('profiles') IS NULL AND to_regclass('zz_dropped_profiles') IS NULL" | Should -Be $true
        $plan = Get-MigrationPlan base @at -Downgrade
        $plan.Revisions[0].Grade | Should -Be 'Lossy'
        [void](Invoke-MigrationDowngrade base @at -Confirm:$false)
        Invoke-Query $db "SELECT count(*) || ' ' || max(bio) FILTER (WHERE user_id = 40) FROM profiles" | Should -Be '40 b40'
    }

    It 'says what cannot be merged' {
        { Merge-MigrationTable profiles bio users -Reference user_id -OnMultiple First } | Should -Throw -ErrorId 'IncompleteOperation*'
        { Merge-MigrationTable profiles bio users -Reference user_id -OrderBy id } | Should -Throw -ErrorId 'IncompleteOperation*'
        { Merge-MigrationTable profiles bio profiles -Reference user_id } | Should -Throw -ErrorId 'TablePairInvalid*'
        { Merge-MigrationTable profiles bio users -Reference user_id -Restore (Remove-MigrationTable x) } | Should -Throw -ErrorId 'InvalidRestore*'
    }
}
