# Which database is meant, and what is said when it cannot be reached. Secrets never come out.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $sandbox = Start-MigrationSandbox -Tcp
    $secret = [regex]::Match($sandbox.GetConnectionString(), '(?i)password=([^;]+)').Groups[1].Value
    $project = New-TestProject $threeRevisions (@"
{ "targets": { "here": { "host": "$($sandbox.Host)", "port": $($sandbox.Port), "database": "postgres", "user": "$($sandbox.Username)", "passwordEnv": "SM_TEST_PASSWORD" } } }
"@)
    $variables = 'PGHOST', 'PGPORT', 'PGUSER', 'PGDATABASE', 'PGPASSWORD', 'SM_TEST_PASSWORD'
    function New-Credential([string] $User, [string] $Password) {
        $secure = [Security.SecureString]::new()
        foreach ($character in $Password.ToCharArray()) { $secure.AppendChar($character) }
        [pscredential]::new($User, $secure)
    }
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'Connect-MigrationDatabase' {
    AfterEach {
        Disconnect-MigrationDatabase
        foreach ($variable in $variables) { [Environment]::SetEnvironmentVariable($variable, $null) }
    }

    It 'has a password to hide in these tests' { $secret.Length | Should -BeGreaterThan 8 }

    It 'takes a connection string, and the session remembers it' {
        $connection = Connect-MigrationDatabase -ConnectionString $sandbox.GetConnectionString()
        $connection.ServerVersion | Should -BeLike "$($sandbox.Version)*"
        (Get-MigrationStatus -ProjectPath $project).Database | Should -Be 'postgres'
    }

    It 'takes a sandbox and a connection from the pipeline' {
        ($sandbox | Connect-MigrationDatabase).Database | Should -Be 'postgres'
        $other = Connect-MigrationDatabase -Connection $sandbox
        Disconnect-MigrationDatabase
        ($other | Get-MigrationStatus -ProjectPath $project).UpToDate | Should -BeFalse
    }

    It 'takes a URI with -Credential' {
        $uri = "postgresql://$($sandbox.Host):$($sandbox.Port)/postgres"
        (Connect-MigrationDatabase -Connection $uri -Credential (New-Credential $sandbox.Username $secret)).Username | Should -Be $sandbox.Username
    }

    It 'takes the libpq variables' {
        $env:PGHOST = $sandbox.Host; $env:PGPORT = $sandbox.Port; $env:PGUSER = $sandbox.Username; $env:PGDATABASE = 'postgres'; $env:PGPASSWORD = $secret
        (Connect-MigrationDatabase).Port | Should -Be $sandbox.Port
    }

    It 'takes a target of schemamigrate.json, with its password from the environment' {
        $env:SM_TEST_PASSWORD = $secret
        (Connect-MigrationDatabase here -ProjectPath $project).Name | Should -Be 'here'
        { Connect-MigrationDatabase elsewhere -ProjectPath $project } | Should -Throw -ErrorId 'TargetNotConfigured,*'
    }

    It 'says <id> for <name>' -ForEach @(
        @{ name = 'a server that is not there'; id = 'ServerUnreachable'; change = { param($text) $text -replace 'Port=\d+', 'Port=1' } }
        @{ name = 'a wrong password'; id = 'AuthenticationFailed'; change = { param($text) $text -replace 'Password=[^;]+', 'Password=wrong-but-secret' } }
        @{ name = 'a database that is not there'; id = 'DatabaseNotFound'; change = { param($text) $text -replace 'Database=[^;]+', 'Database=nowhere' } }
        @{ name = 'a key that does not exist'; id = 'InvalidConnectionString'; change = { param($text) "$text;Bogus=1" } }
    ) {
        $problem = { Connect-MigrationDatabase -ConnectionString (& $change $sandbox.GetConnectionString()) } | Should -Throw -ErrorId "$id,*" -PassThru
        "$problem $($problem.Exception) $($problem.ErrorDetails.RecommendedAction)" | Should -Not -Match ([regex]::Escape($secret))
        "$problem $($problem.Exception)" | Should -Not -Match 'wrong-but-secret'
        { Get-MigrationStatus -ProjectPath $project } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'does not guess what a word means where there is no project' {
        { Get-MigrationStatus -Connection 42 -ProjectPath $project } | Should -Throw -ErrorId 'InvalidConnection,*'
    }

    It 'is forgotten by Disconnect-MigrationDatabase' {
        [void]($sandbox | Connect-MigrationDatabase)
        Disconnect-MigrationDatabase
        { Get-MigrationStatus -ProjectPath $project } | Should -Throw -ErrorId 'NotConnected,*'
    }

    It 'belongs to one runspace' {
        [void]($sandbox | Connect-MigrationDatabase)
        $other = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            [void]$other.AddScript("Import-Module '$package'; try { Get-MigrationStatus -ProjectPath '$project' } catch { `$_.FullyQualifiedErrorId }")
            $other.Invoke()[0] | Should -BeLike 'NotConnected,*'
        }
        finally { $other.Dispose() }
    }
}

Describe 'Rights' {
    BeforeAll {
        $db = New-Database $sandbox
        [void](Invoke-Query $db 'CREATE ROLE reader LOGIN PASSWORD ''reads-only''')
        $reader = $db -replace 'Username=[^;]+', 'Username=reader' -replace 'Password=[^;]+', 'Password=reads-only'
    }

    It 'gives InsufficientPrivilege when the role may not make the journal, and changes nothing' {
        $before = Get-Catalog $db
        $problem = { Invoke-MigrationUpgrade -ProjectPath $project -Connection $reader } | Should -Throw -ErrorId 'InsufficientPrivilege,*' -PassThru
        $problem.CategoryInfo.Category | Should -Be 'PermissionDenied'
        Get-Catalog $db | Should -Be $before
    }

    It 'gives ReadOnlyServer when the session may not write, before anything is run' {
        [void](Invoke-Query $db "ALTER DATABASE $([regex]::Match($db, 'Database=([^;]+)$').Groups[1].Value) SET default_transaction_read_only = on")
        $before = Get-Catalog $db
        { Invoke-MigrationUpgrade -ProjectPath $project -Connection $db } | Should -Throw -ErrorId 'ReadOnlyServer,*'
        Get-Catalog $db | Should -Be $before
    }
}

Describe 'Secrets' {
    It 'appear in no stream, object or view of a whole run' {
        $db = New-Database $sandbox
        $script = @"
`$c = Connect-MigrationDatabase -ConnectionString '$db' -Verbose -Debug
`$c; `$c | ForEach-Object { `$_.PSObject.Properties | ForEach-Object { "`$(`$_.Name)=`$(`$_.Value)" } }
Get-MigrationStatus -Verbose -Debug
Get-MigrationPlan | Export-MigrationPlan plan.json -Force | Out-Null
[IO.File]::ReadAllText([IO.Path]::Combine(`$ExecutionContext.SessionState.Path.CurrentLocation.Path, 'plan.json'))
Invoke-MigrationUpgrade -Verbose -Debug -InformationAction Continue
Get-MigrationHistory | ForEach-Object { `$_.PSObject.Properties | ForEach-Object { "`$(`$_.Value)" } }
ConvertTo-MigrationSql base:heads
Invoke-MigrationUpgrade nnnn
"@
        $result = Invoke-Script $script $project
        $result.Output.Length | Should -BeGreaterThan 5000
        $result.Output | Should -Match 'CREATE TABLE users'
        $result.Output | Should -Match 'UnknownRevision|nnnn'
        $result.Output.Contains($secret) | Should -BeFalse
    }
}
