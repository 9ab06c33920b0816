# The subset of Pester's Should that the test files use, with Pester's meaning: comparisons ignore case unless the operator says Exactly.

function Format-TestValue($Value) {
    if ($null -eq $Value) { return '$null' }
    if ($Value -is [string]) { return "'$Value'" }
    if ($Value -is [Collections.IList]) { return '@(' + (@($Value | ForEach-Object { Format-TestValue $_ }) -join ', ') + ')' }
    "$Value"
}

function Test-SameValue($Actual, $Expected, [bool] $Exactly) {
    if ($Actual -is [Collections.IList] -or $Expected -is [Collections.IList]) {
        $left = @($Actual); $right = @($Expected)
        if ($left.Count -ne $right.Count) { return $false }
        for ($i = 0; $i -lt $left.Count; $i++) { if (-not (Test-SameValue $left[$i] $right[$i] $Exactly)) { return $false } }
        return $true
    }
    if ($null -eq $Actual -or $null -eq $Expected) { return $null -eq $Actual -and $null -eq $Expected }
    if ($Exactly) { $Actual -ceq $Expected } else { $Actual -eq $Expected }
}

function Test-Throws([scriptblock] $Actual, $Bound) {
    $problem = $null
    try { & $Actual | Out-Null } catch { $problem = $_ }
    $but = if ($null -eq $problem) { 'nothing was thrown' }
    elseif ($Bound.ContainsKey('ExpectedMessage') -and $problem.Exception.Message -notlike $Bound.ExpectedMessage) { "the message was '$($problem.Exception.Message)'" }
    elseif ($Bound.ContainsKey('ErrorId') -and $problem.FullyQualifiedErrorId -notlike $Bound.ErrorId) { "the error id was '$($problem.FullyQualifiedErrorId)'" }
    elseif ($Bound.ContainsKey('ExceptionType') -and $problem.Exception -isnot $Bound.ExceptionType) { "the exception was $($problem.Exception.GetType())" }
    @{ Ok = $null -eq $but; Thrown = $null -ne $problem; But = $but; Problem = $problem }
}

function Should {
    [CmdletBinding()]
    param(
        [Parameter(ValueFromPipeline)] $ActualValue,
        $Be, $BeExactly, [string] $Match, [string] $MatchExactly, [string] $BeLike, [int] $HaveCount, $Contain, $BeIn, $BeOfType,
        $BeGreaterThan, $BeGreaterOrEqual, $BeLessThan, $BeLessOrEqual,
        [switch] $BeTrue, [switch] $BeFalse, [switch] $BeNullOrEmpty, [switch] $Exist,
        [switch] $Throw, [string] $ExpectedMessage, [string] $ErrorId, [type] $ExceptionType, [switch] $PassThru,
        [switch] $Not, [string] $Because)

    begin { $piped = [Collections.Generic.List[object]]::new() }
    process { $piped.Add($ActualValue) }
    end {
        $bound = $PSBoundParameters
        $actual = if ($piped.Count -eq 1) { , $piped[0] } else { , $piped.ToArray() }
        $operators = @($bound.Keys | Where-Object { $_ -notin 'ActualValue', 'Not', 'Because', 'ExpectedMessage', 'ErrorId', 'ExceptionType', 'PassThru' -and $_ -notin [Management.Automation.Cmdlet]::CommonParameters })
        if ($operators.Count -ne 1) { throw "Should needs one operator and got '$($operators -join "', '")'." }
        $operator = $operators[0]
        $expected = $bound[$operator]
        if ($operator -eq 'Throw') {
            if ($actual -isnot [scriptblock]) { throw 'Should -Throw needs a script block.' }
            $result = Test-Throws $actual $bound
            if ($Not) { if ($result.Thrown) { throw "Expected no exception$Because, but got '$($result.Problem)'." }; return }
            if (-not $result.Ok) { throw "Expected an exception$(if ($ExpectedMessage) { " like '$ExpectedMessage'" })$(if ($ErrorId) { " with id '$ErrorId'" })$(if ($Because) { ", because $Because" }), but $($result.But)." }
            if ($PassThru) { $result.Problem }
            return
        }

        # An argument of a switch operator given by colon (-BeTrue:$false) is not Pester's way, and not supported.
        $ok = switch ($operator) {
            'Be' { Test-SameValue $actual $expected $false }
            'BeExactly' { Test-SameValue $actual $expected $true }
            'Match' { "$actual" -match $expected }
            'MatchExactly' { "$actual" -cmatch $expected }
            'BeLike' { "$actual" -like $expected }
            'HaveCount' { $(if ($piped.Count -eq 1 -and $actual -is [Collections.ICollection] -and $actual -isnot [Collections.IDictionary]) { $actual.Count } elseif ($piped.Count -eq 1 -and $null -eq $actual) { 0 } else { $piped.Count }) -eq $expected }
            'Contain' { @($actual) -contains $expected }
            'BeIn' { $actual -in @($expected) }
            'BeOfType' { $type = if ($expected -is [type]) { $expected } else { [type]("$expected".Trim('[]')) }; $actual -is $type }
            'BeGreaterThan' { $actual -gt $expected }
            'BeGreaterOrEqual' { $actual -ge $expected }
            'BeLessThan' { $actual -lt $expected }
            'BeLessOrEqual' { $actual -le $expected }
            'BeTrue' { [bool]$actual }
            'BeFalse' { -not $actual }
            'BeNullOrEmpty' { $null -eq $actual -or ($actual -is [string] -and $actual -eq '') -or ($actual -is [Collections.ICollection] -and $actual.Count -eq 0) }
            'Exist' { [IO.File]::Exists("$actual") -or [IO.Directory]::Exists("$actual") }
        }
        if ([bool]$ok -eq [bool]$Not) {
            throw "Expected $(Format-TestValue $actual) to $(if ($Not) { 'not ' })$operator $(if ($expected -isnot [switch]) { Format-TestValue $expected })$(if ($Because) { ", because $Because" })."
        }
    }
}
