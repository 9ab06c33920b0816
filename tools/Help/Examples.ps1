# Reads the examples of a documentation page: its blocks of PowerShell. A block may be headed by a line '### title'; text between that line
# and the block is its explanation. A block marked 'powershell interactive' asks somebody and cannot be run by a test.

function Get-PageExample([string] $Path, [string] $Section) {
    $inSection = -not $Section
    $title = ''
    $remarks = [Collections.Generic.List[string]]::new()
    $code = $null
    $fence = ''
    $number = 0
    foreach ($line in [IO.File]::ReadAllLines($Path)) {
        $number++
        if ($null -ne $code) {
            if ($line.Trim() -ne '```') { $code.Add($line); continue }
            if ($inSection -and $fence -match '^powershell\b') {
                [pscustomobject]@{
                    Page = [IO.Path]::GetFileName($Path); Line = $first; Title = $title; Remarks = $remarks -join ' '
                    Code = $code -join "`n"; Interactive = $fence -match '\binteractive\b'
                }
                $title = ''
                $remarks.Clear()
            }
            $code = $null
        }
        elseif ($line.StartsWith('```')) { $code = [Collections.Generic.List[string]]::new(); $fence = $line.Substring(3).Trim(); $first = $number + 1 }
        elseif ($line.StartsWith('## ')) { if ($Section) { $inSection = $line.Substring(3).Trim() -eq $Section }; $title = ''; $remarks.Clear() }
        elseif ($line.StartsWith('### ')) { $title = $line.Substring(4).Trim(); $remarks.Clear() }
        elseif ($line.Trim()) { $remarks.Add($line.Trim()) }
    }
}

# The page of a cmdlet is docs/<area>/<cmdlet>.md.
function Find-CommandPage([string] $Docs, [string] $Name) {
    foreach ($folder in [IO.Directory]::GetDirectories($Docs)) {
        $page = [IO.Path]::Combine($folder, "$Name.md")
        if ([IO.File]::Exists($page)) { return $page }
    }
}
