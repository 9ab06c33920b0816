#!/usr/bin/env pwsh
#requires -Version 7.4
<#
.SYNOPSIS
    Builds, tests and packages SchemaMigrate.
.DESCRIPTION
    Uses the language, .NET and native programs alone, so that it runs where only PowerShell's engine exists (see build.sh).
.PARAMETER Task
    Build, Test, Demo, Bench, Package, Clean; several separated by commas. Each builds what it needs, once.
#>
param(
    [string[]] $Task = @('Build'),
    [string] $Configuration = 'Release'
)

$ErrorActionPreference = 'Stop'
# Exit codes of programs are looked at here.
$PSNativeCommandUseErrorActionPreference = $false
$root = $PSScriptRoot
$solution = [IO.Path]::Combine($root, 'SchemaMigrate.sln')
$package = [IO.Path]::Combine($root, 'out', 'SchemaMigrate')
$results = [IO.Path]::Combine($root, 'out', 'test-results')
$shell = [Environment]::ProcessPath
$done = @{}

$env:DOTNET_NOLOGO = '1'
$env:DOTNET_CLI_TELEMETRY_OPTOUT = '1'
$env:DOTNET_SKIP_FIRST_TIME_EXPERIENCE = '1'
# No compile server or build node stays behind when this script ends.
$env:MSBUILDDISABLENODEREUSE = '1'
$env:UseSharedCompilation = 'false'

function Say([string] $text) { $Host.UI.WriteLine($text) }

function Invoke-Program([string] $name, [string[]] $words) {
    & $name @words | ForEach-Object { Say $_ }
    if ($LASTEXITCODE -ne 0) { throw "'$name $($words -join ' ')' ended with exit code $LASTEXITCODE." }
}

function Reset-Folder([string] $path) {
    if ([IO.Directory]::Exists($path)) { [IO.Directory]::Delete($path, $true) }
    [void][IO.Directory]::CreateDirectory($path)
}

function Copy-Folder([string] $from, [string] $to, [scriptblock] $where) {
    foreach ($file in [IO.Directory]::GetFiles($from, '*', 'AllDirectories')) {
        $relative = [IO.Path]::GetRelativePath($from, $file)
        if (-not (& $where $relative)) { continue }
        $target = [IO.Path]::Combine($to, $relative)
        [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
        [IO.File]::Copy($file, $target, $true)
    }
}

function Get-OutputFolder([string] $project) { [IO.Path]::Combine($root, 'src', $project, 'bin', $Configuration, 'net8.0') }

function Step-Build { Build-Project $solution }

function Build-Project([string] $path) { Invoke-Program dotnet @('build', $path, '-c', $Configuration, '-v', 'quiet', '--nologo') }

function Step-Package {
    # The module alone is a fraction of the solution; a build of all has it already.
    if (-not $done['Build']) {
        foreach ($project in 'Loader', 'Cmdlets') { Build-Project ([IO.Path]::Combine($root, 'src', $project)) }
    }
    # The session loads these two; everything else is loaded apart from it (docs/adr).
    $loader = Get-OutputFolder Loader
    $cmdlets = Get-OutputFolder Cmdlets
    Reset-Folder $package
    [IO.File]::Copy([IO.Path]::Combine($loader, 'SchemaMigrate.Loader.dll'), [IO.Path]::Combine($package, 'SchemaMigrate.Loader.dll'))
    [IO.File]::Copy([IO.Path]::Combine($cmdlets, 'SchemaMigrate.Cmdlets.dll'), [IO.Path]::Combine($package, 'SchemaMigrate.Cmdlets.dll'))
    Copy-Folder $cmdlets ([IO.Path]::Combine($package, 'dependencies')) {
        param($path)
        $path -ne 'SchemaMigrate.Cmdlets.dll' -and $path -notmatch '\.(pdb|deps\.json)$|^SchemaMigrate\.[^.]+\.xml$'
    }
    Copy-Folder ([IO.Path]::Combine($root, 'module')) $package { $true }
    # Errors name their page by this path.
    Copy-Folder ([IO.Path]::Combine($root, 'docs', 'errors')) ([IO.Path]::Combine($package, 'docs', 'errors')) { $true }
    foreach ($name in 'LICENSE', 'THIRD-PARTY-NOTICES') {
        [IO.File]::Copy([IO.Path]::Combine($root, $name), [IO.Path]::Combine($package, $name))
    }

    $version = ([xml][IO.File]::ReadAllText([IO.Path]::Combine($root, 'Directory.Build.props'))).SelectSingleNode('//Version').InnerText
    $manifest = [IO.Path]::Combine($package, 'SchemaMigrate.psd1')
    $text = [IO.File]::ReadAllText($manifest)
    if (-not $text.Contains("'0.0.0'")) { throw 'module/SchemaMigrate.psd1 must hold the version 0.0.0, which packaging replaces.' }
    [IO.File]::WriteAllText($manifest, $text.Replace("'0.0.0'", "'$version'"))

    # The pages that errors and help refer to.
    Copy-Folder ([IO.Path]::Combine($root, 'docs')) ([IO.Path]::Combine($package, 'docs')) { param($path) $path -like '*.md' -and $path -notlike 'adr*' }
    # In a process of its own: this one must not keep the module's assemblies open.
    Invoke-Program $shell @(
        '-NoProfile', '-NonInteractive', '-File', [IO.Path]::Combine($root, 'tools', 'Help', 'New-HelpFile.ps1'),
        '-Module', $package, '-Comments', [IO.Path]::Combine($cmdlets, 'SchemaMigrate.Cmdlets.xml'), '-Docs', [IO.Path]::Combine($root, 'docs'))

    if ([IO.Directory]::GetFiles($package, 'System.Management.Automation.dll', 'AllDirectories')) {
        throw 'System.Management.Automation.dll is in the package: PowerShell brings its own.'
    }
    Say "Packaged SchemaMigrate $version in $package"
}

function Get-UnitCounts {
    $count = @{ Passed = 0; Failed = 0 }
    foreach ($file in [IO.Directory]::GetFiles($results, '*.trx')) {
        $counters = ([xml][IO.File]::ReadAllText($file)).TestRun.ResultSummary.Counters
        $count.Passed += [int]$counters.passed
        $count.Failed += [int]$counters.failed + [int]$counters.error + [int]$counters.timeout + [int]$counters.aborted
    }
    $count
}

function Step-Test {
    Use-Step Build
    Use-Step Package
    Reset-Folder $results
    & dotnet test $solution -c $Configuration --no-build --nologo -v quiet --logger 'trx;LogFilePrefix=unit' --logger 'console;verbosity=minimal' --results-directory $results |
        ForEach-Object { Say $_ }
    $unitCode = $LASTEXITCODE
    $unit = Get-UnitCounts

    $counts = [IO.Path]::Combine($results, 'pester.json')
    & $shell -NoProfile -NonInteractive -File ([IO.Path]::Combine($root, 'tests', 'Pester', 'Invoke-Tests.ps1')) -ResultFile $counts |
        ForEach-Object { Say $_ }
    $moduleCode = $LASTEXITCODE
    $module = @{ Passed = 0; Failed = 0 }
    if ([IO.File]::Exists($counts)) {
        $document = [System.Text.Json.JsonDocument]::Parse([IO.File]::ReadAllText($counts))
        $module.Passed = $document.RootElement.GetProperty('Passed').GetInt32()
        $module.Failed = $document.RootElement.GetProperty('Failed').GetInt32()
    }

    # A run that broke without counting a failure is a failure; so is one that tested nothing.
    $failed = $unit.Failed + $module.Failed
    foreach ($part in @(@($unitCode, $unit), @($moduleCode, $module))) {
        if (($part[0] -ne 0 -and $part[1].Failed -eq 0) -or ($part[1].Passed + $part[1].Failed -eq 0)) { $failed++ }
    }
    Say "$($unit.Passed + $module.Passed) passed, $failed failed"
    if ($failed -gt 0) { exit 1 }
}

function Step-Demo {
    Use-Step Package
    & $shell -NoProfile -NonInteractive -File ([IO.Path]::Combine($root, 'demo', 'demo.ps1'))
    if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
}

function Step-Bench {
    # The baselines are projects of the solution.
    Use-Step Build
    Use-Step Package
    foreach ($script in [IO.Directory]::GetFiles([IO.Path]::Combine($root, 'bench'), '*.ps1')) {
        & $shell -NoProfile -NonInteractive -File $script
        if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
    }
}

function Step-Clean {
    # Not tools/: the host that runs this script lives there.
    $folders = @([IO.Path]::Combine($root, 'out'))
    foreach ($area in 'src', 'tests', 'bench') {
        foreach ($project in [IO.Directory]::GetDirectories([IO.Path]::Combine($root, $area))) {
            $folders += [IO.Path]::Combine($project, 'bin'), [IO.Path]::Combine($project, 'obj')
        }
    }
    foreach ($folder in $folders) {
        if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) }
    }
}

function Use-Step([string] $name) {
    if (-not $done[$name]) {
        $done[$name] = $true
        & "Step-$name"
    }
}

$known = 'Build', 'Test', 'Demo', 'Bench', 'Package', 'Clean'
# From a shell, 'Build,Test' arrives as one word.
$wanted = @($Task | ForEach-Object { $_.Split(',', [StringSplitOptions]'RemoveEmptyEntries, TrimEntries') })
foreach ($name in $wanted) {
    if ($name -notin $known) { throw "There is no task '$name'. Tasks: $($known -join ', ')." }
}
foreach ($name in $wanted) { Use-Step $name }
exit 0
