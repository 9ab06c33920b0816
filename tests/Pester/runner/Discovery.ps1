# The words that build the tree of blocks and tests. As in Pester 5, the body of Describe and Context runs while tests are discovered, and
# what it sets is gone when they run. Test code shares this runner's scopes, hence the "__" before variables.

$__runner = @{ Current = $null; Passed = 0; Failed = 0; Skipped = 0 }

# Dot-sourced with an item in $__item: each key of its -ForEach hashtable becomes a variable of the current scope. ($_ must be set by the
# scope itself: a dot-sourced block has its own.)
$__setKeys = {
    if ($__item.Data -is [Collections.IDictionary]) {
        foreach ($__key in $__item.Data.Keys) { $ExecutionContext.SessionState.PSVariable.Set("local:$__key", $__item.Data[$__key]) }
    }
}

function New-TestItem([string] $Kind, [string] $Name, [scriptblock] $Body, $Data, [bool] $HasData, [bool] $Skip) {
    @{
        Kind = $Kind; Name = $Name; Body = $Body; Data = $Data; HasData = $HasData; Skip = $Skip
        Children = [Collections.Generic.List[object]]::new(); BeforeAll = @(); AfterAll = @(); BeforeEach = @(); AfterEach = @()
    }
}

function Expand-TestName([string] $Name, $Data) {
    [regex]::Replace($Name, '<([\w.]+)>', {
        param($match)
        $value = $Data
        foreach ($part in $match.Groups[1].Value.Split('.')) {
            if ($part -eq '_') { continue }
            $known = if ($value -is [Collections.IDictionary]) { $value.Contains($part) } else { $null -ne $value -and $null -ne $value.PSObject.Properties[$part] }
            if (-not $known) { return $match.Value }
            $value = $value.$part
        }
        "$value"
    })
}

function Add-TestItem([string] $Kind, [string] $Name, [scriptblock] $Body, $ForEach, [bool] $HasData, [bool] $Skip) {
    if ($null -eq $Body) { throw "'$Name' has no body: its { must stand on the same line." }
    $data = if ($HasData) { , @($ForEach) } else { , @(, $null) }
    for ($i = 0; $i -lt $data.Count; $i++) {
        $__parent = $__runner.Current
        $__item = New-TestItem $Kind (Expand-TestName $Name $data[$i]) $Body $data[$i] $HasData $Skip
        $__parent.Children.Add($__item)
        if ($Kind -eq 'Block') {
            $__runner.Current = $__item
            try { & { $_ = $__item.Data; . $__setKeys; . $__item.Body } | Out-Null } finally { $__runner.Current = $__parent }
        }
    }
}

function Describe {
    param([Parameter(Position = 0)][string] $Name, [Parameter(Position = 1)][scriptblock] $Fixture, $ForEach, [string[]] $Tag, [switch] $Skip)
    Add-TestItem Block $Name $Fixture $ForEach $PSBoundParameters.ContainsKey('ForEach') $Skip
}

function Context {
    param([Parameter(Position = 0)][string] $Name, [Parameter(Position = 1)][scriptblock] $Fixture, $ForEach, [string[]] $Tag, [switch] $Skip)
    Add-TestItem Block $Name $Fixture $ForEach $PSBoundParameters.ContainsKey('ForEach') $Skip
}

function It {
    param([Parameter(Position = 0)][string] $Name, [Parameter(Position = 1)][scriptblock] $Test, [Alias('TestCases')] $ForEach, [string[]] $Tag, [switch] $Skip)
    Add-TestItem Test $Name $Test $ForEach $PSBoundParameters.ContainsKey('ForEach') $Skip
}

function BeforeAll([scriptblock] $Body) { $__runner.Current.BeforeAll += $Body }
function AfterAll([scriptblock] $Body) { $__runner.Current.AfterAll += $Body }
function BeforeEach([scriptblock] $Body) { $__runner.Current.BeforeEach += $Body }
function AfterEach([scriptblock] $Body) { $__runner.Current.AfterEach += $Body }
