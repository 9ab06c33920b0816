<#
.SYNOPSIS
    Runs the Pester files of this folder: with Pester 5 where it is installed, else with the small runner beside this file.
.PARAMETER Path
    Test files; all of this folder when left out.
.PARAMETER ResultFile
    Where to write {"Passed": n, "Failed": n}.
#>
param(
    [string[]] $Path,
    [string] $ResultFile
)

$ErrorActionPreference = 'Stop'
if (-not $Path) { $Path = [IO.Directory]::GetFiles($PSScriptRoot, '*.Tests.ps1') }
$Path = @($Path | ForEach-Object { [IO.Path]::GetFullPath($_) })
[Array]::Sort($Path, [StringComparer]::Ordinal)

$pester = Get-Module -ListAvailable Pester | Where-Object { $_.Version.Major -ge 5 }
# Pester itself needs the cmdlets of a full PowerShell.
if ($pester -and (Get-Command Select-Object -ErrorAction Ignore)) {
    Import-Module Pester -MinimumVersion 5.0
    $configuration = New-PesterConfiguration
    $configuration.Run.Path = $Path
    $configuration.Run.PassThru = $true
    $configuration.Output.Verbosity = 'Detailed'
    $run = Invoke-Pester -Configuration $configuration
    $count = @{ Passed = $run.PassedCount; Failed = $run.FailedCount + $run.FailedContainersCount }
    # A failed AfterAll fails a block, not a test.
    if ($run.Result -ne 'Passed' -and $count.Failed -eq 0) { $count.Failed = 1 }
}
else {
    . ([IO.Path]::Combine($PSScriptRoot, 'runner', 'Discovery.ps1'))
    . ([IO.Path]::Combine($PSScriptRoot, 'runner', 'Should.ps1'))
    . ([IO.Path]::Combine($PSScriptRoot, 'runner', 'Run.ps1'))
    $count = Invoke-TestFile $Path
}

if ($ResultFile) { [IO.File]::WriteAllText($ResultFile, "{""Passed"": $($count.Passed), ""Failed"": $($count.Failed)}") }
$Host.UI.WriteLine("$($count.Passed) passed, $($count.Failed) failed in the module's tests")
if ($count.Failed -gt 0 -or $count.Passed -eq 0) { exit 1 }
exit 0
