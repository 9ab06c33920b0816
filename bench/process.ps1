# Whole processes: start of the host, import, first use of the parser (compiled anew, or from its cache) and 500 revisions; and each
# process's peak memory. The bare loop runs in a process of its own as well. See bench/README.md. Run it with: ./build.sh bench
param([int] $Revisions = 500, [int] $Rounds = 3)
$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
. ([IO.Path]::Combine($PSScriptRoot, 'shared/Figures.ps1'))
$module = [IO.Path]::Combine($root, 'out/SchemaMigrate/SchemaMigrate.psd1')
$baseline = [IO.Path]::Combine($root, 'bench/Baseline/bin/Release/net10.0/SchemaMigrate.Bench.dll')
Import-Module $module
Import-Module $baseline
$work = [IO.Directory]::CreateTempSubdirectory('sm-bench-').FullName
$sandbox = Start-MigrationSandbox -Version 15 -Durable -Setting @{ shared_buffers = '512MB'; max_locks_per_transaction = '256' }
$known = $env:XDG_CACHE_HOME
try {
    $project = [IO.Path]::Combine($work, 'project')
    [void](Initialize-MigrationProject $project)
    New-Revisions $project $Revisions 0
    $peak = "([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB).ToString('0', [cultureinfo]::InvariantCulture)"
    $scripts = @{
        bare = "Import-Module '$baseline'; [void](Invoke-BareLoop -ConnectionString `$env:BENCH_DATABASE -Folder '$project/migrations'); $peak"
        engine = "Import-Module '$module'; [void](Invoke-MigrationUpgrade -ProjectPath '$project' -Connection `$env:BENCH_DATABASE); $peak"
        nothing = $peak
    }
    $number = 0
    function Measure-Process([string] $Kind) {
        $script:number++
        [void](Invoke-BareSql -ConnectionString $sandbox.GetConnectionString() -Sql "CREATE DATABASE process_$number")
        $env:BENCH_DATABASE = $sandbox.GetConnectionString() -replace 'Database=[^;]*', "Database=process_$number"
        $file = [IO.Path]::Combine($work, "$Kind.ps1")
        [IO.File]::WriteAllText($file, $scripts[$Kind])
        $watch = [Diagnostics.Stopwatch]::StartNew()
        $memory = & ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $file
        @($watch.Elapsed.TotalSeconds, [double]::Parse($memory, [cultureinfo]::InvariantCulture))
    }
    $rows = @(
        @('the host alone', 'nothing', $false), @('bare Npgsql loop', 'bare', $false),
        @('Invoke-MigrationUpgrade, parser compiled before', 'engine', $false), @('Invoke-MigrationUpgrade, parser compiled by this process', 'engine', $true))
    $env:XDG_CACHE_HOME = [IO.Path]::Combine($work, 'cache')
    [void](Measure-Process engine)
    foreach ($row in $rows) {
        $times = @(); $memories = @()
        foreach ($round in 1..$Rounds) {
            if ($row[2]) { $env:XDG_CACHE_HOME = [IO.Path]::Combine($work, "cache$round") }
            $both = Measure-Process $row[1]
            $times += $both[0]; $memories += $both[1]
        }
        Format-Row "whole process: $($row[0])" $times 's'
        Format-Row '  its peak memory' $memories 'MiB'
    }
}
finally {
    $env:XDG_CACHE_HOME = $known
    $env:BENCH_DATABASE = $null
    Stop-MigrationSandbox $sandbox.Name
    [IO.Directory]::Delete($work, $true)
}
exit 0
