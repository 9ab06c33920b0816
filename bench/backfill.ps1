# Backfills against a single UPDATE, alone: throughput, server CPU, WAL, growth, memory. The runs under load and the curve take longer and are started by hand;
# see bench/README.md.
param([int] $Rows = 2000000, [int] $Rounds = 1)
$ErrorActionPreference = 'Stop'
$project = [IO.Path]::Combine($PSScriptRoot, 'backfill')
dotnet run -c Release --project $project -- alone $Rows $Rounds
if ($LASTEXITCODE -ne 0) { exit $LASTEXITCODE }
