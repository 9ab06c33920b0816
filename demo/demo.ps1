#requires -Version 7.4
<#
.SYNOPSIS
    Shows the product on a throwaway PostgreSQL: status, plan, upgrade, history, downgrade, and a session that is in the way.
.DESCRIPTION
    Works on a copy of demo/project. What is printed is what a user sees; each command stands above its output. Nothing stays behind.
#>
$ErrorActionPreference = 'Stop'
$demo = $PSScriptRoot
Import-Module ([IO.Path]::Combine($demo, '..', 'out', 'SchemaMigrate'))

# A title above each scene, each command above what it gives.
function Scene([string] $Title) { $Host.UI.WriteLine(''); $Host.UI.WriteLine("=== $Title ==="); $Host.UI.WriteLine('') }
function Show([scriptblock] $Command) {
    $Host.UI.WriteLine("PS> $("$Command".Trim())")
    $script:last = & $Command
    $script:last | Out-Default
}

function Copy-Project([string] $To) {
    $from = [IO.Path]::Combine($demo, 'project')
    foreach ($file in [IO.Directory]::GetFiles($from, '*', 'AllDirectories')) {
        $target = [IO.Path]::Combine($To, [IO.Path]::GetRelativePath($from, $file))
        [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
        [IO.File]::Copy($file, $target)
    }
}

# Somebody else's transaction, in a runspace of its own: it reads a table for a while and then ends.
function Start-Report([string] $Folder, $Connection, [double] $Seconds) {
    $shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
    [void]$shell.AddScript({
        param($module, $folder, $connection, $seconds)
        $ErrorActionPreference = 'Stop'
        Import-Module $module
        [void](Initialize-MigrationProject $folder -JournalSchema nightly_report)
        [void]("SET LOCAL application_name = 'nightly report';`nSELECT count(*) FROM shop.customers;`nSELECT pg_sleep($seconds);" | New-MigrationRevision 'nightly report' -ProjectPath $folder)
        Invoke-MigrationUpgrade -ProjectPath $folder -Connection $connection
    }.ToString()).AddArgument([IO.Path]::Combine($demo, '..', 'out', 'SchemaMigrate')).AddArgument($Folder).AddArgument($Connection.GetConnectionString()).AddArgument($Seconds)
    @{ Shell = $shell; Run = $shell.BeginInvoke() }
}

$work = [IO.Directory]::CreateTempSubdirectory('schemamigrate-demo-').FullName
$start = $ExecutionContext.SessionState.Path.CurrentLocation
$report = $null
try {
    $project = [IO.Path]::Combine($work, 'shop')
    Copy-Project $project
    [void]$ExecutionContext.SessionState.Path.SetLocation($project)

    Scene 'A throwaway PostgreSQL'
    Show { Start-MigrationSandbox -Connect }
    $sandbox = $last

    Scene 'What the project holds, and where the database is'
    Show { Get-MigrationRevision }
    Show { Get-MigrationStatus }

    Scene 'The plan: what an upgrade would do, with its locks'
    Show { Get-MigrationPlan }
    Show { (ConvertTo-MigrationSql base:heads).Split("`n")[0..14] }

    Scene 'The upgrade'
    Show { Invoke-MigrationUpgrade -InformationAction Continue }
    Show { Get-MigrationStatus }
    Show { Invoke-MigrationUpgrade | ForEach-Object Changed }
    Show { Get-MigrationHistory -First 6 }

    Scene 'Some of it undone, and done again'
    Show { Invoke-MigrationDowngrade d5c5 -WhatIf }
    Show { Invoke-MigrationDowngrade d5c5 -Confirm:$false }
    Show { Get-MigrationRevision -Pending }
    Show { Invoke-MigrationUpgrade }

    Scene 'A new revision, and a session that is in its way'
    Show { Add-MigrationColumn shop.customers birthday date | New-MigrationRevision 'customers have a birthday' }
    Show { Get-MigrationPlan }
    $Host.UI.WriteLine('(a nightly report begins to read shop.customers)')
    $report = Start-Report ([IO.Path]::Combine($work, 'report')) $sandbox 4
    [Threading.Thread]::Sleep(1500)
    Show { Invoke-MigrationUpgrade -LockTimeout '00:00:00.5' -LockRetryBudget '00:00:30' }
    $run = $last
    Show { $run.LockMisses }
    Show { $run.LockMisses[0].Blockers }
    [void]$report.Shell.EndInvoke($report.Run)

    Scene 'A mistake: what fails is named, what was done before stays'
    Show { 'ALTER TABLE shop.customers ADD COLUMN shoe_size int;', 'UPDATE shop.customers SET shoe_sice = 42;' | New-MigrationRevision 'shoe sizes' }
    $Host.UI.WriteLine('PS> Invoke-MigrationUpgrade')
    try { Invoke-MigrationUpgrade | Out-Default; throw 'The mistake was not noticed.' }
    catch [SchemaMigrate.Errors.MigrationException] {
        $Host.UI.WriteLine("$($_.FullyQualifiedErrorId): $($_.Exception.Message)")
        $Host.UI.WriteLine("Recommended: $($_.ErrorDetails.RecommendedAction)")
    }
    Show { Get-MigrationHistory -First 2 }
}
finally {
    if ($report) { $report.Shell.Dispose() }
    Stop-MigrationSandbox
    [void]$ExecutionContext.SessionState.Path.SetLocation($start)
    [IO.Directory]::Delete($work, $true)
}
exit 0
