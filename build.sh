#!/usr/bin/env bash
# ./build.sh [task ...]    Build (default), Test, Demo, Bench, Package, Clean
# Runs build.ps1 with pwsh; where there is none, with tools/PsHost, which needs the .NET SDK alone.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")"
export DOTNET_NOLOGO=1 DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_SKIP_FIRST_TIME_EXPERIENCE=1

tasks=$(IFS=,; echo "${*:-Build}")
if command -v pwsh >/dev/null; then
  exec pwsh -NoProfile -NonInteractive -File ./build.ps1 -Task "$tasks"
fi

host=tools/PsHost/bin/Release/net10.0/PsHost
if [ ! -x "$host" ] || [ -n "$(find tools/PsHost Directory.Build.props Directory.Packages.props -newer "$host.dll" -not -path '*/bin/*' -not -path '*/obj/*' -type f -print -quit)" ]; then
  dotnet build tools/PsHost -c Release -v quiet --nologo --disable-build-servers
  touch "$host.dll"
fi
exec "$host" -NoProfile -NonInteractive -File ./build.ps1 -Task "$tasks"
