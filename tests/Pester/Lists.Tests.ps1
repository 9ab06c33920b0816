# Lists of results are of kinds that scripts can index: $status.Pending[0].

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox
    $db = New-Database $sandbox
    $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = $db }

    # The properties, down to some depth, that hold a list which a script cannot index.
    function Find-OpaqueList($Object, [int] $Depth = 4) {
        if ($null -eq $Object -or $Depth -eq 0 -or $Object -is [string] -or $Object.GetType().IsPrimitive) { return }
        if ($Object -is [Collections.IEnumerable]) {
            foreach ($item in $Object) { Find-OpaqueList $item ($Depth - 1); break }
            return
        }
        if ($Object.GetType().Namespace -notlike 'SchemaMigrate*') { return }
        foreach ($property in $Object.GetType().GetProperties()) {
            if ($property.GetIndexParameters().Length -gt 0) { continue }
            $value = $property.GetValue($Object)
            if ($value -is [Collections.IEnumerable] -and -not $value.GetType().IsVisible) { "$($Object.GetType().Name).$($property.Name)" }
            Find-OpaqueList $value ($Depth - 1)
        }
    }
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Lists of results' {
    It 'can be indexed in a status' {
        $status = Get-MigrationStatus @at
        $status.Pending[0] | Should -Be 'aaaa00000001'
        $status.Heads[0] | Should -Be 'cccc00000003'
        Find-OpaqueList $status | Should -HaveCount 0
    }

    It 'can be indexed in a plan' {
        $plan = Get-MigrationPlan @at
        $plan.Steps[0].Statements[0].Sql | Should -Match '^CREATE TABLE users'
        $plan.Steps[1].Relations[0] | Should -Be 'users'
        Find-OpaqueList $plan | Should -HaveCount 0
    }

    It 'can be indexed in what runs, revisions, backfills and baselines give' {
        $run = Invoke-MigrationUpgrade bbbb @at
        $run.Revisions[1].Id | Should -Be 'bbbb00000002'
        Find-OpaqueList $run | Should -HaveCount 0
        (Get-MigrationRevision aaaa @at).Children[0] | Should -Be 'bbbb00000002'
        Find-OpaqueList (Get-MigrationRevision @at) | Should -HaveCount 0
        Find-OpaqueList (Start-Backfill users @{ name = "'x'" } 'name IS NULL' @at) | Should -HaveCount 0
        Find-OpaqueList (Get-Backfill @at -Receipt) | Should -HaveCount 0
        $plan = Start-Backfill users @{ name = "'y'" } "name = 'x'" -Name again @at -WhatIf
        Find-OpaqueList $plan | Should -HaveCount 0
        $baseline = Set-MigrationBaseline heads @at -Confirm:$false
        $baseline.Recorded[0] | Should -Be 'cccc00000003'
        Find-OpaqueList $baseline | Should -HaveCount 0
        Find-OpaqueList (Get-MigrationRule SM001) | Should -HaveCount 0
        Find-OpaqueList (Test-MigrationPreflight @at) | Should -HaveCount 0
    }
}
