# Sandboxes as a user starts and stops them.

BeforeAll { . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1')) }
AfterAll { Stop-MigrationSandbox; Remove-Folders }

Describe 'Start-MigrationSandbox' {
    It 'gives a server to work on, which is gone when it is stopped' {
        $sandbox = Start-MigrationSandbox
        Invoke-Query $sandbox.GetConnectionString() 'SELECT 1' | Should -Be 1
        $process = [Diagnostics.Process]::GetProcessById($sandbox.ProcessId)
        $sandbox | Stop-MigrationSandbox
        $process.WaitForExit(5000) | Should -BeTrue
        $sandbox | Stop-MigrationSandbox
    }

    It 'shows its password in no property' {
        $sandbox = Start-MigrationSandbox -Tcp
        $secret = [regex]::Match($sandbox.GetConnectionString(), '(?i)password=([^;]+)').Groups[1].Value
        $secret.Length | Should -BeGreaterThan 8
        foreach ($property in $sandbox.PSObject.Properties) { "$($property.Value)" | Should -Not -Match ([regex]::Escape($secret)) }
        Stop-MigrationSandbox $sandbox.Name
    }

    It 'takes settings, and refuses those that it decides itself' {
        $sandbox = Start-MigrationSandbox -Setting @{ max_connections = 17 }
        Invoke-Query $sandbox.GetConnectionString() 'SHOW max_connections' | Should -Be '17'
        Stop-MigrationSandbox $sandbox.Name
        { Start-MigrationSandbox -Setting @{ port = 1 } } | Should -Throw -ErrorId 'SandboxSettingRefused,*'
    }

    It 'is the connection of the session with -Connect, until it is stopped' {
        $project = New-TestProject $threeRevisions
        $sandbox = Start-MigrationSandbox -Connect
        (Get-MigrationStatus -ProjectPath $project).UpToDate | Should -BeFalse
        Stop-MigrationSandbox $sandbox.Name
        { Get-MigrationStatus -ProjectPath $project } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'says <id> when <name>' -ForEach @(
        @{ name = 'the version is not there'; id = 'SandboxVersionNotFound'; parameters = @{ Version = '9.1' } }
        @{ name = 'the folder is not there'; id = 'PathNotFound'; parameters = @{ BinPath = '/no/such/bin' } }
    ) {
        { Start-MigrationSandbox @parameters } | Should -Throw -ErrorId "$id,*"
    }

    It 'ends with its process, however that ends' {
        $result = Invoke-Script '(Start-MigrationSandbox).ProcessId'
        $result.Code | Should -Be 0
        $id = [int]($result.Output.Trim())
        $gone = $false
        foreach ($try in 1..100) {
            try { $gone = [Diagnostics.Process]::GetProcessById($id).HasExited } catch { $gone = $true }
            if ($gone) { break }
            [Threading.Thread]::Sleep(50)
        }
        $gone | Should -BeTrue
    }

    It 'outlives its process with -Keep, and can be stopped from another' {
        $name = (Invoke-Script '(Start-MigrationSandbox -Keep).Name').Output.Trim()
        try { (Invoke-Script "Stop-MigrationSandbox $name").Code | Should -Be 0 }
        catch { Stop-MigrationSandbox $name; throw }
        { Stop-MigrationSandbox $name } | Should -Throw -ErrorId 'SandboxNotFound,*'
    }
}

Describe 'Stop-MigrationSandbox' {
    It 'leaves it running under -WhatIf' {
        $sandbox = Start-MigrationSandbox
        $sandbox | Stop-MigrationSandbox -WhatIf
        Invoke-Query $sandbox.GetConnectionString() 'SELECT 1' | Should -Be 1
        $sandbox | Stop-MigrationSandbox
    }
}
