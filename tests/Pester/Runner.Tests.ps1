# What the other files rely on: a failing test fails the run, and the host ends with the exit codes of pwsh. Holds under pwsh with Pester
# just as under the stand-ins.

BeforeAll {
    $folder = [IO.Directory]::CreateTempSubdirectory('runner').FullName
    $shell = [Environment]::ProcessPath

    function Invoke-File([string] $Text, [string[]] $Words) {
        $file = [IO.Path]::Combine($folder, 'script.ps1')
        [IO.File]::WriteAllText($file, $Text)
        $output = @(& $shell -NoProfile -NonInteractive -File $file @Words 2>&1 | ForEach-Object { "$_" })
        @{ Code = $LASTEXITCODE; Output = $output -join "`n" }
    }
}

AfterAll { [IO.Directory]::Delete($folder, $true) }

Describe 'A test run' {
    It 'counts what passes and what fails, and ends with exit code 1 when something failed' {
        $sample = [IO.Path]::Combine($PSScriptRoot, 'runner', 'Sample.Tests.ps1')
        $entry = [IO.Path]::Combine($PSScriptRoot, 'Invoke-Tests.ps1')
        $output = @(& $shell -NoProfile -NonInteractive -File $entry -Path $sample 2>&1 | ForEach-Object { "$_" })
        $LASTEXITCODE | Should -Be 1
        $output[-1] | Should -Be '12 passed, 10 failed in the module''s tests'
    }

    It 'ends with exit code 1 when there is nothing to test' {
        $empty = [IO.Path]::Combine($folder, 'Empty.Tests.ps1')
        [IO.File]::WriteAllText($empty, '')
        & $shell -NoProfile -NonInteractive -File ([IO.Path]::Combine($PSScriptRoot, 'Invoke-Tests.ps1')) -Path $empty 2>&1 | Out-Null
        $LASTEXITCODE | Should -Be 1
    }
}

Describe 'A script file' {
    It 'ends with <code> after <text>' -ForEach @(
        @{ code = 0; text = '1' }
        @{ code = 7; text = 'exit 7' }
        @{ code = 5; text = '& { exit 5 }; 1' }
        @{ code = 1; text = 'throw "no"' }
        @{ code = 1; text = 'if (' }
        @{ code = 1; text = 'param([int] $Number)'; words = @('-Number', 'x') }
        @{ code = 0; text = 'Get-Module -Name (Get-Command Get-Nothing) ; "after"' }
        @{ code = 1; text = '$ErrorActionPreference = "Stop"; Invoke-Nothing' }
    ) {
        (Invoke-File $text @($words)).Code | Should -Be $code
    }

    It 'gets its arguments by name and by position' {
        $result = Invoke-File 'param([string] $Name, [switch] $Flag, [Parameter(ValueFromRemainingArguments)] $Rest) "$Name|$Flag|$($Rest -join '','')"' @('-Name', 'n', '-Flag', 'r1', 'r2')
        $result.Output | Should -Be 'n|True|r1,r2'
    }

    It 'cannot ask when it is not interactive' {
        $result = Invoke-File '$ErrorActionPreference = "Stop"; $Host.UI.PromptForChoice("c", "m", @("&Yes", "&No"), 0)'
        $result.Code | Should -Be 1
        $result.Output | Should -Match 'NonInteractive'
    }

    It 'runs its finally blocks on Ctrl-C' -Skip:$IsWindows {
        $file = [IO.Path]::Combine($folder, 'endless.ps1')
        [IO.File]::WriteAllText($file, '$Host.UI.WriteLine("ready"); try { while ($true) { [Threading.Thread]::Sleep(50) } } finally { $Host.UI.WriteLine("cleaned up") }')
        $start = [Diagnostics.ProcessStartInfo]::new($shell)
        foreach ($word in '-NoProfile', '-NonInteractive', '-File', $file) { $start.ArgumentList.Add($word) }
        $start.RedirectStandardOutput = $true
        $process = [Diagnostics.Process]::Start($start)
        try {
            $process.StandardOutput.ReadLine() | Should -Be 'ready'
            & kill -INT $process.Id
            $process.WaitForExit(10000) | Should -BeTrue
            $process.StandardOutput.ReadToEnd().Trim() | Should -Be 'cleaned up'
        }
        finally {
            if (-not $process.HasExited) { $process.Kill() }
            $process.Dispose()
        }
    }
}
