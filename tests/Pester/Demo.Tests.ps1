# The demo shows what it says, and leaves nothing behind.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $clock = [Diagnostics.Stopwatch]::StartNew()
    $output = @(& $shell -NoProfile -NonInteractive -File ([IO.Path]::Combine($root, 'demo', 'demo.ps1')) 2>&1 | ForEach-Object { "$_" })
    $code = $LASTEXITCODE
    $text = $output -join "`n"
}

Describe 'The demo' {
    It 'ends well' {
        $code | Should -Be 0 -Because $text
        $text | Should -Match 'StepFailed,'
        $text | Should -Match 'WARNING: Step 1 of revision \w+ did not get its locks'
    }

    It 'goes up, down, and up again' {
        $text | Should -Match '31 revisions, \d+ steps'
        @([regex]::Matches($text, '(?m)^Changed +: True')).Count | Should -BeGreaterOrEqual 4
        $text | Should -Match '(?m)^Direction : Downgrade'
    }

    It 'shows nothing but values, in 120 columns' {
        $text | Should -Not -Match 'System\.|<>z__'
        foreach ($line in $output) { if ($line -notmatch '^(WARNING|PS>|StepFailed|Recommended|What if)') { $line.TrimEnd().Length | Should -BeLessOrEqual 120 -Because $line } }
    }

    It 'stops its server' {
        $name = [regex]::Match($text, '(?m)^(sm-\w+) ').Groups[1].Value
        $name | Should -Not -BeNullOrEmpty
        { Stop-MigrationSandbox $name } | Should -Throw -ErrorId 'SandboxNotFound,*'
    }
}
