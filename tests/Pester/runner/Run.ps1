# Runs the discovered tree. Setup blocks are dot-sourced into a scope that stays open while everything below them runs, so that what they
# set is seen there and nowhere else.

function Write-TestLine([int] $Depth, [string] $Text) { $Host.UI.WriteLine(('  ' * $Depth) + $Text) }

function Write-TestFailure([int] $Depth, [string] $Name, $Problem) {
    $__runner.Failed++
    Write-TestLine $Depth "[-] $Name"
    Write-TestLine ($Depth + 1) "$Problem"
    if ($Problem -is [Management.Automation.ErrorRecord]) {
        foreach ($line in $Problem.ScriptStackTrace -split '\r?\n') {
            if (-not $line.Contains($PSScriptRoot) -and $line -notmatch 'Invoke-Tests\.ps1') { Write-TestLine ($Depth + 1) $line }
        }
    }
}

function Set-ItResult([switch] $Skipped, [string] $Because) { throw "__skipped $Because" }

function Test-AnythingToRun($Block) {
    foreach ($child in $Block.Children) {
        if (-not $child.Skip -and ($child.Kind -eq 'Test' -or (Test-AnythingToRun $child))) { return $true }
    }
    return $false
}

function Invoke-TestItem($__item, $__each, [int] $__depth, [bool] $__skip, $__broken) {
    $__skip = $__skip -or $__item.Skip
    if ($__item.Kind -eq 'Test') {
        if ($__skip) { $__runner.Skipped++; Write-TestLine $__depth "[!] $($__item.Name)"; return }
        $__clock = [Diagnostics.Stopwatch]::StartNew()
        $__result = @{ Problem = $__broken }
        if ($null -eq $__broken) { Invoke-TestBody }
        if ($null -eq $__result.Problem) { $__runner.Passed++; Write-TestLine $__depth "[+] $($__item.Name) $($__clock.ElapsedMilliseconds)ms" }
        elseif ("$($__result.Problem)".StartsWith('__skipped')) { $__runner.Skipped++; Write-TestLine $__depth "[!] $($__item.Name)" }
        else { Write-TestFailure $__depth $__item.Name $__result.Problem }
        return
    }

    if ($__depth -ge 0) { Write-TestLine $__depth $__item.Name }
    $__runs = -not $__skip -and $null -eq $__broken -and (Test-AnythingToRun $__item)
    if ($__runs) {
        if ($__item.HasData) { $_ = $__item.Data }
        . $__setKeys
        try { foreach ($__step in $__item.BeforeAll) { . $__step | Out-Null } } catch { $__broken = $_ }
    }
    foreach ($__child in $__item.Children) { Invoke-TestItem $__child (@($__each) + $__item) ($__depth + 1) $__skip $__broken }
    if ($__runs) {
        try { foreach ($__step in $__item.AfterAll) { . $__step | Out-Null } }
        catch { Write-TestFailure ($__depth + 1) "AfterAll of '$($__item.Name)'" $_ }
    }
}

function Invoke-TestBody {
    # One scope for BeforeEach, the test and AfterEach, as in Pester. AfterEach runs whatever happened.
    if ($__item.HasData) { $_ = $__item.Data }
    try {
        . $__setKeys
        foreach ($__block in $__each) { foreach ($__step in $__block.BeforeEach) { . $__step | Out-Null } }
        . $__item.Body | Out-Null
    }
    catch { $__result.Problem = $_ }
    try { for ($__i = $__each.Count - 1; $__i -ge 0; $__i--) { foreach ($__step in $__each[$__i].AfterEach) { . $__step | Out-Null } } }
    catch { if ($null -eq $__result.Problem) { $__result.Problem = $_ } }
}

function Invoke-TestFile([string[]] $Path) {
    $ErrorActionPreference = 'Continue'
    foreach ($__file in $Path) {
        Write-TestLine 0 "Running $([IO.Path]::GetFileName($__file))"
        $__root = New-TestItem Block $__file $null $null $false $false
        $__runner.Current = $__root
        try { & $__file | Out-Null } catch { Write-TestFailure 0 "$__file (discovery)" $_; continue }
        Invoke-TestItem $__root @() -1 $false $null
    }
    @{ Passed = $__runner.Passed; Failed = $__runner.Failed }
}
