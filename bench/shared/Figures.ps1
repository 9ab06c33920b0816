# What the benches share: timing, medians, rows of the report, and folders of revisions.

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
