# Help says everything, and what it shows works: each example of each page is run on a project with a database.

# This part runs while tests are discovered.
$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
. ([IO.Path]::Combine($root, 'tools', 'Help', 'Examples.ps1'))
Import-Module ([IO.Path]::Combine($root, 'out', 'SchemaMigrate'))
$docs = [IO.Path]::Combine($root, 'docs')
$commands = @(Get-Command -Module SchemaMigrate | ForEach-Object { @{ name = $_.Name } })
# The pages of operations have tests of their own: their examples need no project.
$pages = @(
    [IO.Directory]::GetFiles([IO.Path]::Combine($docs, 'cmdlets'), '*.md')
    [IO.Directory]::GetFiles([IO.Path]::Combine($docs, 'guides'), '*.md')
    [IO.Path]::Combine($root, 'README.md')
)
$examples = @(foreach ($page in $pages) {
    $section = if ([IO.Path]::GetFileName([IO.Path]::GetDirectoryName($page)) -eq 'cmdlets') { 'Examples' } else { '' }
    foreach ($example in Get-PageExample $page $section) {
        if (-not $example.Interactive) { @{ name = "$($example.Page):$($example.Line)"; code = $example.Code } }
    }
})
$asking = @(foreach ($page in $pages + [IO.Directory]::GetFiles([IO.Path]::Combine($docs, 'errors'), '*.md')) {
    foreach ($example in Get-PageExample $page '') {
        if ($example.Interactive) { @{ name = "$($example.Page):$($example.Line)"; code = $example.Code } }
    }
})

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $common = [Management.Automation.Cmdlet]::CommonParameters
    $nouns = '-(' + (@(Get-Command -Module SchemaMigrate | ForEach-Object { $_.Noun -replace '^Migration.*', 'Migration' }) -join '|') + ')'
}
AfterAll { Remove-Folders }

Describe 'The help of <name>' -ForEach $commands {
    BeforeAll { $help = Get-Help $name -Full }

    It 'has a synopsis and a description' {
        $help.Synopsis.Length | Should -BeGreaterThan 15
        $help.Synopsis | Should -Not -Match ([regex]::Escape("$name ["))
        "$($help.description.Text)".Length | Should -BeGreaterThan 15
    }

    It 'explains each parameter' {
        $explained = @{}
        foreach ($parameter in $help.parameters.parameter) { $explained[$parameter.name] = "$($parameter.description.Text)" }
        foreach ($parameter in (Get-Command $name).Parameters.Keys) {
            if ($parameter -notin $common) { "-$parameter $($explained[$parameter])".Length | Should -BeGreaterThan ($parameter.Length + 10) -Because "-$parameter needs an explanation" }
        }
    }

    It 'has three examples that name it' {
        @($help.examples.example).Count | Should -BeGreaterOrEqual 3
        foreach ($example in $help.examples.example) { "$($example.code)" | Should -Match $name }
    }
}

Describe 'The example' {
    BeforeAll {
        # A project and a database that everything can be shown on: most is applied, some is pending.
        # Its server belongs to no process of ours: an example stops all that this one has started.
        $server = (Invoke-Script '$s = Start-MigrationSandbox -Keep; $s.Name; $s.GetConnectionString(); $s.Host; $s.Port; $s.Username').Output.Split("`n")
        $sandbox = [pscustomobject]@{ Name = $server[0]; Host = $server[2]; Port = $server[3]; Username = $server[4] }
        $start = Get-Location_
        $from = [IO.Path]::Combine($root, 'demo', 'project')
        $variables = 'PGHOST', 'PGPORT', 'PGUSER', 'PGDATABASE'
        $template = 'template_' + [guid]::NewGuid().ToString('N').Substring(0, 8)
        $admin = $server[1]
        [void](Invoke-Query $admin "CREATE DATABASE $template")
        $text = ($admin -replace '(?i)(^|;)Database=[^;]*', '') + ";Database=$template"
        [void](Invoke-MigrationUpgrade e5c6 -ProjectPath $from -Connection $text)
    }

    BeforeEach {
        $folder = New-Folder
        foreach ($file in [IO.Directory]::GetFiles($from, '*', 'AllDirectories')) {
            $target = [IO.Path]::Combine($folder, [IO.Path]::GetRelativePath($from, $file))
            [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
            [IO.File]::Copy($file, $target)
        }
        $database = 'example_' + [guid]::NewGuid().ToString('N').Substring(0, 8)
        [void](Invoke-Query $admin "CREATE DATABASE $database TEMPLATE $template")
        $target = "{ ""host"": ""$($sandbox.Host)"", ""port"": $($sandbox.Port), ""database"": ""$database"", ""user"": ""$($sandbox.Username)"" }"
        [IO.File]::WriteAllText([IO.Path]::Combine($folder, 'schemamigrate.json'), "{ ""targets"": { ""production"": $target, ""staging"": $target } }")
        $env:PGHOST = $sandbox.Host; $env:PGPORT = $sandbox.Port; $env:PGUSER = $sandbox.Username; $env:PGDATABASE = $database
        Set-Location_ $folder
    }

    AfterEach {
        Set-Location_ $start
        foreach ($variable in $variables) { [Environment]::SetEnvironmentVariable($variable, $null) }
        Disconnect-MigrationDatabase
        Stop-MigrationSandbox
    }

    AfterAll {
        Stop-MigrationSandbox $sandbox.Name
    }

    It '<name> runs' -ForEach $examples {
        $shell_ = [powershell]::Create([initialsessionstate]::CreateDefault2())
        try {
            [void]$shell_.AddScript("`$ErrorActionPreference = 'Stop'; Import-Module '$package'; [void]`$ExecutionContext.SessionState.Path.SetLocation('$folder')`n$code")
            [void]$shell_.Invoke()
            $shell_.Streams.Error | Should -HaveCount 0
        }
        finally { $shell_.Dispose() }
    }
}

Describe 'The example that a test cannot run' {
    It '<name> parses, and its commands and parameters exist' -ForEach $asking {
        $problems = $null
        $ast = [Management.Automation.Language.Parser]::ParseInput($code, [ref]$null, [ref]$problems)
        $problems | Should -BeNullOrEmpty
        foreach ($command in $ast.FindAll({ $args[0] -is [Management.Automation.Language.CommandAst] }, $true)) {
            $known = Get-Command "$($command.GetCommandName())" -ErrorAction Ignore
            if ("$($command.GetCommandName())" -match $nouns) { $known | Should -Not -BeNullOrEmpty -Because "$($command.GetCommandName()) must exist" }
            if (-not $known -or $known.ModuleName -ne 'SchemaMigrate') { continue }
            foreach ($element in $command.CommandElements) {
                if ($element -is [Management.Automation.Language.CommandParameterAst]) { $known.ResolveParameter($element.ParameterName).Name | Should -Not -BeNullOrEmpty }
            }
        }
    }
}

Describe 'The error pages' {
    BeforeAll {
        $table = @([SchemaMigrate.Errors.ErrorKind].Assembly.GetType('SchemaMigrate.Errors.ErrorTable').GetProperty('All').GetValue($null))
        $folder = [IO.Path]::Combine($package, 'docs', 'errors')
    }

    It 'are there for each error, with what to do' {
        $table.Count | Should -BeGreaterThan 100
        foreach ($definition in $table) {
            $page = [IO.Path]::Combine($package, $definition.HelpTopic)
            $page | Should -Exist
            [IO.File]::ReadAllText($page).Contains($definition.RecommendedAction) | Should -BeTrue -Because "$page must say what the error says"
        }
    }

    It 'are of an error each' {
        foreach ($page in [IO.Directory]::GetFiles($folder)) { [IO.Path]::GetFileNameWithoutExtension($page) | Should -BeIn $table.Id }
    }
}
