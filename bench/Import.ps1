<#
.SYNOPSIS
    Time of Import-Module in fresh processes, after the import of an empty manifest, which pays for the engine's own warm-up.
#>
param([int] $Rounds = 7)

$ErrorActionPreference = 'Stop'
$module = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', 'out', 'SchemaMigrate'))
$folder = [IO.Directory]::CreateTempSubdirectory('bench').FullName
try {
    $empty = [IO.Path]::Combine($folder, 'Empty.psd1')
    [IO.File]::WriteAllText($empty, "@{ ModuleVersion = '1.0'; CmdletsToExport = @(); FunctionsToExport = @(); AliasesToExport = @() }")
    $script = [IO.Path]::Combine($folder, 'import.ps1')
    [IO.File]::WriteAllText($script, @"
`$watch = [Diagnostics.Stopwatch]::StartNew()
Import-Module '$empty'
`$watch.Restart()
Import-Module '$module'
`$watch.Elapsed.TotalMilliseconds.ToString([cultureinfo]::InvariantCulture)
"@)
    $times = @(foreach ($round in 1..$Rounds) { [double]::Parse((& ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $script), [cultureinfo]::InvariantCulture) })
    [Array]::Sort($times)
    $median = $times[[int][Math]::Floor($Rounds / 2)]
    $Host.UI.WriteLine(('Import-Module: median {0:n0} ms, fastest {1:n0} ms, slowest {2:n0} ms of {3} processes; allowed 150 ms' -f $median, $times[0], $times[-1], $Rounds))
    if ($median -gt 150) { exit 1 }
}
finally { [IO.Directory]::Delete($folder, $true) }
exit 0
