# Engine speed against a bare Npgsql loop, in one process. Every figure is a ratio of two measurements of the same run, or is printed
# beside its baseline. See bench/README.md. Run it with: ./build.sh bench
param([int] $Revisions = 500, [int] $Rounds = 5, [string[]] $Version = @('15', '18'))
$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)
. ([IO.Path]::Combine($PSScriptRoot, 'shared/Figures.ps1'))

$importing = [Diagnostics.Stopwatch]::StartNew()
Import-Module ([IO.Path]::Combine($root, 'out/SchemaMigrate/SchemaMigrate.psd1'))
$import = $importing.Elapsed.TotalMilliseconds
Import-Module ([IO.Path]::Combine($root, 'bench/Baseline/bin/Release/net10.0/SchemaMigrate.Bench.dll'))
'{0,-58} {1,8:0.0} ms' -f 'import of the module in a started runspace', $import
$work = [IO.Directory]::CreateTempSubdirectory('sm-bench-').FullName
$project = [IO.Path]::Combine($work, 'project')
$folder = [IO.Path]::Combine($project, 'migrations')
$big = [IO.Path]::Combine($work, 'big')
try {
    [void](Initialize-MigrationProject $project)
    New-Revisions $project $Revisions 0
    [void](Initialize-MigrationProject $big)
    New-Revisions $big 8000 1000
    foreach ($major in $Version) {
        $sandbox = Start-MigrationSandbox -Version $major -Durable -Setting @{ shared_buffers = '512MB'; max_locks_per_transaction = '256' }
        try {
            function New-Database([string] $Name) {
                # The sandbox's own connection string with another database.
                [void](Invoke-BareSql -ConnectionString $sandbox.GetConnectionString() -Sql "CREATE DATABASE $Name")
                $sandbox.GetConnectionString() -replace 'Database=[^;]*', "Database=$Name"
            }

            'PostgreSQL {0}, {1} processors; {2} revisions; median of {3} rounds' -f $sandbox.Version, [Environment]::ProcessorCount, $Revisions, $Rounds
            # Warm both sides: the parser's cache, the drivers, the just-in-time compiler.
            [void](Invoke-BareLoop -ConnectionString (New-Database warm_bare) -Folder $folder)
            [void](Invoke-MigrationUpgrade -ProjectPath $project -Connection (New-Database warm_engine))
            $bare = @(); $engine = @(); $single = @(); $ratio = @(); $ratioSingle = @()
            for ($round = 1; $round -le $Rounds; $round++) {
                $a = New-Database "bare_$round"; $b = New-Database "engine_$round"; $c = New-Database "single_$round"
                $bare += Invoke-BareLoop -ConnectionString $a -Folder $folder
                $engine += Measure-Seconds { Invoke-MigrationUpgrade -ProjectPath $project -Connection $b }
                $single += Measure-Seconds { Invoke-MigrationUpgrade -ProjectPath $project -Connection $c -SingleTransaction }
                $ratio += $engine[-1] / $bare[-1]
                $ratioSingle += $single[-1] / $bare[-1]
            }
            Format-Row 'bare Npgsql loop' $bare 's'
            Format-Row 'Invoke-MigrationUpgrade, one transaction each' $engine 's'
            Format-Row '  ratio (goal: at most 1.2)' $ratio 'x'
            Format-Row 'Invoke-MigrationUpgrade -SingleTransaction' $single 's'
            Format-Row '  ratio (goal: at most 0.7)' $ratioSingle 'x'

            $database = New-Database noop
            [void](Set-MigrationBaseline heads -ProjectPath $big -Connection $database -Confirm:$false)
            $noop = @(); $graph = @()
            for ($round = 1; $round -le $Rounds; $round++) {
                $noop += Measure-Seconds { Invoke-MigrationUpgrade -ProjectPath $big -Connection $database }
                $graph += Measure-Seconds { Get-MigrationRevision head -ProjectPath $big }
            }
            $count = [IO.Directory]::GetFiles([IO.Path]::Combine($big, 'migrations')).Length
            Format-Row "no-op upgrade, $count applied revisions, 1,000 merges (0.5)" $noop 's'
            Format-Row '  of these: reading files and resolving the graph (0.3)' $graph 's'
        }
        finally { Stop-MigrationSandbox $sandbox.Name }
    }
}
finally { [IO.Directory]::Delete($work, $true) }
exit 0
