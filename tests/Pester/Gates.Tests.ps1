# Gates and phases as a script sees them.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox

    # A rename as it lies in the graph: the next feature hangs on the expand revision, the contract waits on a branch of its own.
    $rename = @'
--- 20260101000000_users.sql
-- revision: aaaa00000001
-- message: create users
-- phase: expand

-- upgrade
CREATE TABLE users (id int PRIMARY KEY, name text, full_name text);

-- downgrade
DROP TABLE users;
--- 20260102000000_fill.sql
-- revision: bbbb00000002
-- parents: aaaa00000001
-- message: fill full_name
-- phase: migrate

-- upgrade
UPDATE users SET full_name = name;

-- downgrade
UPDATE users SET full_name = NULL;
--- 20260103000000_drop.sql
-- revision: cccc00000003
-- parents: bbbb00000002
-- message: drop name
-- phase: contract
-- gate: approval, unused(users.name)

-- upgrade
ALTER TABLE users DROP COLUMN name;

-- downgrade
ALTER TABLE users ADD COLUMN name text;
--- 20260104000000_orders.sql
-- revision: dddd00000004
-- parents: aaaa00000001
-- message: create orders

-- upgrade
CREATE TABLE orders (id int PRIMARY KEY);

-- downgrade
DROP TABLE orders;
'@
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'A gate' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $rename; Connection = $db }
    }

    It 'holds back its revision, and the run succeeds and says so' {
        $result = Invoke-MigrationUpgrade @at
        $result.Revisions.Id | Should -Be @('aaaa00000001', 'bbbb00000002', 'dddd00000004')
        $result.Held | Should -HaveCount 1
        $result.Held[0].RevisionId | Should -Be 'cccc00000003'
        $result.Held[0].Gate | Should -Be 'approval, unused(users.name)'
        $result.Held[0].Reason | Should -Match 'nobody has approved it'
        $status = Get-MigrationStatus @at -RequireUpToDate
        $status.Held.RevisionId | Should -Be 'cccc00000003'
        $status.Pending | Should -Be @('cccc00000003')
        (Get-MigrationPlan @at).Held[0].Verdicts.Open | Should -Be @($false, $true)
    }

    It 'lets what was approved pass once nothing uses the column' {
        [void](Invoke-MigrationUpgrade @at)
        [void](Invoke-Query $db 'CREATE VIEW names AS SELECT name FROM users')
        $approval = (Get-MigrationStatus @at).Held | Approve-MigrationGate -Reason 'reviewed' -By 'Ada' @at
        $approval.Changed | Should -BeTrue
        $approval.By | Should -Be 'Ada'
        (Invoke-MigrationUpgrade @at).Held[0].Reason | Should -Match 'used by view public\.names'
        [void](Invoke-Query $db 'DROP VIEW names')
        (Invoke-MigrationUpgrade @at).Revisions.Id | Should -Be @('cccc00000003')
        @(Get-MigrationHistory cccc00000003 @at | Where-Object Kind -eq Gate) | Should -HaveCount 3
    }

    It 'is an error when its revision was named, before anything is done' {
        { Invoke-MigrationUpgrade cccc @at } | Should -Throw -ErrorId 'GateClosed*'
        { Invoke-MigrationUpgrade -RequireAll @at } | Should -Throw -ErrorId 'GateClosed*'
        { Get-MigrationPlan cccc @at } | Should -Throw -ErrorId 'GateClosed*'
        Invoke-Query $db "SELECT to_regclass('users') IS NULL" | Should -Be $true
    }

    It 'can be answered for by name' {
        $plan = Get-MigrationPlan cccc @at -IgnoreGate cccc00000003
        $plan.Revisions.Id | Should -Be @('aaaa00000001', 'bbbb00000002', 'cccc00000003')
        $result = Invoke-MigrationUpgrade @at -IgnoreGate approval, unused
        $result.Held | Should -HaveCount 0
        Invoke-Query $db "SELECT count(*) FROM schemamigrate.event WHERE detail->>'action' = 'ignored'" | Should -Be 2
    }

    It 'is not for a script to judge' {
        { ConvertTo-MigrationSql base:heads -ProjectPath $at.ProjectPath } | Should -Throw -ErrorId 'GateClosed*'
        ConvertTo-MigrationSql base:heads -ProjectPath $at.ProjectPath -IgnoreGate * | Should -Match 'the gate approval is ignored'
        ConvertTo-MigrationSql base:dddd -ProjectPath $at.ProjectPath | Should -Match 'CREATE TABLE orders'
    }

    It 'is in the plan that a reviewer saw' {
        [void](Invoke-MigrationUpgrade aaaa @at)
        $plan = Get-MigrationPlan @at
        [void](Approve-MigrationGate cccc -Reason 'later' @at)
        { $plan | Invoke-MigrationUpgrade @at } | Should -Throw -ErrorId 'PlanChanged*'
    }
}

Describe 'Approve-MigrationGate' {
    BeforeEach {
        $db = New-Database $sandbox
        $at = @{ ProjectPath = New-TestProject $rename; Connection = $db }
    }

    It 'approves once, and takes back' {
        (Approve-MigrationGate cccc -Reason one @at).Changed | Should -BeTrue
        (Approve-MigrationGate cccc -Reason two @at).Changed | Should -BeFalse
        $revoked = Approve-MigrationGate cccc -Revoke -Reason 'second thoughts' @at
        $revoked.Changed | Should -BeTrue
        $revoked.Approved | Should -BeFalse
        (Approve-MigrationGate cccc -Revoke -Reason 'again' @at).Changed | Should -BeFalse
    }

    It 'changes nothing under -WhatIf' {
        Approve-MigrationGate cccc -Reason one @at -WhatIf | Should -BeNullOrEmpty
        Invoke-Query $db "SELECT to_regclass('schemamigrate.approval') IS NULL" | Should -Be $true
    }

    It 'refuses a revision that waits for no approval' {
        { Approve-MigrationGate aaaa -Reason one @at } | Should -Throw -ErrorId 'ApprovalNotNeeded*'
        { Approve-MigrationGate cccc -Reason ' ' @at } | Should -Throw -ErrorId 'ParameterInvalid*'
    }
}

Describe 'Phase <phase>' -ForEach @(
    @{ phase = 'Expand'; applied = @('aaaa00000001', 'dddd00000004'); held = @('bbbb00000002', 'cccc00000003') }
    @{ phase = 'Migrate'; applied = @('aaaa00000001', 'bbbb00000002', 'dddd00000004'); held = @('cccc00000003') }
) {
    It 'runs what comes before the next phase' {
        $at = @{ ProjectPath = New-TestProject $rename; Connection = New-Database $sandbox }
        $result = Invoke-MigrationUpgrade @at -Phase $phase -RequireAll
        $result.Revisions.Id | Should -Be $applied
        $result.Held.RevisionId | Should -Be $held
        foreach ($hold in $result.Held) { $hold.Gate | Should -Be 'phase' }
    }
}
