# The static preflight against the bare parser over the same text, in one process. See bench/README.md.
param([int] $Rounds = 7)
$ErrorActionPreference = 'Stop'
$project = [IO.Path]::Combine($PSScriptRoot, 'preflight')
dotnet run -c Release --project $project -- $Rounds
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
