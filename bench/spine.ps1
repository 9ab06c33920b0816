# Engine speed against a bare Npgsql loop, in one process. Every figure is a ratio of two measurements of the same run, or is printed
# beside its baseline. See bench/README.md. Run it with: ./build.sh bench
param([int] $Revisions = 500, [int] $Rounds = 5)
$ErrorActionPreference = 'Stop'
$root = [IO.Path]::GetDirectoryName($PSScriptRoot)

function Measure-Seconds([scriptblock] $Work) {
    $watch = [Diagnostics.Stopwatch]::StartNew()
    & $Work | Out-Null
    $watch.Elapsed.TotalSeconds
}
function Get-Median([double[]] $Values) {
    $sorted = [Linq.Enumerable]::ToArray([Linq.Enumerable]::Order[double]($Values))
    $sorted[[int][Math]::Floor($sorted.Length / 2)]
}
function Format-Row([string] $Name, [double[]] $Values, [string] $Unit) {
    '{0,-58} {1,8:0.000} {2,-2} (min {3:0.000}, max {4:0.000}, n={5})' -f $Name, (Get-Median $Values), $Unit,
        [Linq.Enumerable]::Min([double[]]$Values), [Linq.Enumerable]::Max([double[]]$Values), $Values.Length
}
function New-Revisions([string] $Folder, [int] $Count, [int] $Merges) {
    $migrations = [IO.Path]::Combine($Folder, 'migrations')
    [void][IO.Directory]::CreateDirectory($migrations)
    $parent = ''
    for ($i = 1; $i -le $Count; $i++) {
        $id = '{0:x12}' -f (0xabc000000000 + $i)
        $text = "-- revision: $id`n-- parents:  $parent`n-- message:  revision $i`n`n-- upgrade`n" +
            "CREATE TABLE t_$i (id bigint PRIMARY KEY, name text NOT NULL);`nALTER TABLE t_$i ADD COLUMN qty integer NOT NULL DEFAULT 0;`n" +
            "CREATE INDEX t_${i}_name_ix ON t_$i (name);`nALTER TABLE t_$i ADD CONSTRAINT t_${i}_qty_ck CHECK (qty >= 0);`n" +
            "INSERT INTO t_$i (id, name) VALUES (1, 'one');`n`n-- downgrade`nDROP TABLE t_$i;`n"
        [IO.File]::WriteAllText([IO.Path]::Combine($migrations, ('2026{0:d10}_revision_{1}.sql' -f $i, $i)), $text)
        $parent = $id
        if ($Merges -gt 0 -and $i % [int]($Count / $Merges) -eq 0 -and $i + 2 -le $Count) {
            # A branch of one revision, and the merge that joins it again.
            $side = '{0:x12}' -f (0xbbc000000000 + $i)
            $merge = '{0:x12}' -f (0xcbc000000000 + $i)
            [IO.File]::WriteAllText([IO.Path]::Combine($migrations, ('2026{0:d10}_side_{1}.sql' -f $i, $i)),
                "-- revision: $side`n-- parents:  $id`n-- message:  side $i`n`n-- upgrade`nSELECT 1;`n`n-- downgrade`nSELECT 1;`n")
            [IO.File]::WriteAllText([IO.Path]::Combine($migrations, ('2026{0:d10}_ymerge_{1}.sql' -f $i, $i)),
                "-- revision: $merge`n-- parents:  $id, $side`n-- message:  merge $i`n`n-- upgrade`n`n-- downgrade`n")
            $parent = $merge
        }
    }
}

$importing = [Diagnostics.Stopwatch]::StartNew()
Import-Module ([IO.Path]::Combine($root, 'out/SchemaMigrate/SchemaMigrate.psd1'))
$import = $importing.Elapsed.TotalMilliseconds
Import-Module ([IO.Path]::Combine($root, 'bench/Baseline/bin/Release/net10.0/SchemaMigrate.Bench.dll'))
$work = [IO.Directory]::CreateTempSubdirectory('sm-bench-').FullName
$sandbox = Start-MigrationSandbox -Version 15 -Durable -Setting @{ shared_buffers = '512MB'; max_locks_per_transaction = '256' }
try {
    function New-Database([string] $Name) {
        # The sandbox's own connection string with another database.
        [void](Invoke-BareSql -ConnectionString $sandbox.GetConnectionString() -Sql "CREATE DATABASE $Name")
        $sandbox.GetConnectionString() -replace 'Database=[^;]*', "Database=$Name"
    }

    'PostgreSQL {0}, {1} processors; {2} revisions; median of {3} rounds' -f $sandbox.Version, [Environment]::ProcessorCount, $Revisions, $Rounds
    '{0,-58} {1,8:0.0} ms' -f 'import of the module in a started runspace', $import

    $project = [IO.Path]::Combine($work, 'project')
    [void](Initialize-MigrationProject $project)
    New-Revisions $project $Revisions 0
    $folder = [IO.Path]::Combine($project, 'migrations')
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
    '{0,-58} {1,8:0} MiB' -f 'peak memory of this process', ([Diagnostics.Process]::GetCurrentProcess().PeakWorkingSet64 / 1MB)

    $big = [IO.Path]::Combine($work, 'big')
    [void](Initialize-MigrationProject $big)
    New-Revisions $big 8000 1000
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
finally {
    Stop-MigrationSandbox $sandbox.Name
    [IO.Directory]::Delete($work, $true)
}
exit 0
