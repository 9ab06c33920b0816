# Not a test of the product: Runner.Tests.ps1 runs this file and counts. 12 tests pass, 10 fail (their names say so), 2 are skipped.

$cases = @(@{ n = 1; m = 'a' }, @{ n = 2; m = 'b' })

BeforeAll {
    $fileValue = 'r'
    function Get-FileValue { "value $fileValue" }
}

Describe 'What runs' {
    BeforeAll { $blockValue = 1 }
    BeforeEach { $eachValue = "e$blockValue" }

    It 'sees what setup blocks set' {
        $fileValue | Should -Be 'R'
        Get-FileValue | Should -BeExactly 'value r'
        $eachValue | Should -Be 'e1'
        [IO.Path]::GetFileName($PSScriptRoot) | Should -Be 'runner'
    }

    It 'gets <n> and <m>' -ForEach $cases {
        $n | Should -BeIn 1, 2
        $_.n | Should -Be $n
    }

    It 'gets one case of <n>' -TestCases @{ n = 5 } { $n | Should -Be 5 }
    It 'gets the plain value <_>' -ForEach 'x', 'y' { $_ | Should -Match '^[xy]$' }
    It 'is left out' -Skip { throw 'not left out' }
    It 'leaves itself out' { Set-ItResult -Skipped -Because 'it wants to' }

    It 'knows what throws' {
        { throw 'boom' } | Should -Throw
        { throw 'boom' } | Should -Throw -ExpectedMessage 'b*'
        { Get-Module -Bogus } | Should -Throw -ErrorId 'NamedParameterNotFound,*'
        { 1 } | Should -Not -Throw
        $problem = { throw 'boom' } | Should -Throw -PassThru
        $problem.Exception.Message | Should -Be 'boom'
    }

    It 'knows collections' {
        @(1, 2) | Should -HaveCount 2
        @() | Should -HaveCount 0
        @() | Should -BeNullOrEmpty
        $null | Should -BeNullOrEmpty
        1, 2 | Should -Contain 2
        @(1, 2) | Should -Be @(1, 2)
    }

    It 'knows the other operators' {
        5 | Should -BeGreaterThan 4
        4 | Should -BeLessOrEqual 4
        'a' | Should -BeOfType [string]
        $true | Should -BeTrue
        $false | Should -BeFalse
        'x' | Should -Not -Be 'y'
        'abc' | Should -BeLike 'a*'
    }

    Context 'with <_>' -ForEach 7, 8 {
        BeforeAll { $given = $_ }
        It 'has the data of the context' {
            $given | Should -BeIn 7, 8
            $blockValue | Should -Be 1
        }
    }
}

Describe 'What fails' {
    It 'fails on another value' { 1 | Should -Be 2 }
    It 'fails when nothing is thrown' { { } | Should -Throw }
    It 'fails on the same value' { 1 | Should -Not -Be 1 }
    It 'fails on another case' { 'A' | Should -BeExactly 'a' }
    It 'fails on another element' { 1, 2 | Should -Be 1, 3 }
    It 'fails on an unknown command' { Invoke-NoSuchCommand }
    It 'fails on another error id' { { throw 'x' } | Should -Throw -ErrorId 'y' }
    It 'fails on another count' { 1, 2 | Should -HaveCount 3 }
}

Describe 'What was not set up' {
    BeforeAll { throw 'no setup' }
    It 'fails with the setup' { }
    Context 'below' { It 'fails there too' { } }
}

Describe 'Scopes' {
    It 'are left at the end of a block' {
        $blockValue | Should -BeNullOrEmpty
        $eachValue | Should -BeNullOrEmpty
    }
}
