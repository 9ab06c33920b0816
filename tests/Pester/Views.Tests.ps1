# How objects print: each result has a table of at most 120 columns and a list, and neither shows a type where a value should be.

BeforeAll {
    . ([IO.Path]::Combine($PSScriptRoot, 'Support.ps1'))
    $views = [xml][IO.File]::ReadAllText([IO.Path]::Combine($package, 'SchemaMigrate.Format.ps1xml'))
    $types = [xml][IO.File]::ReadAllText([IO.Path]::Combine($package, 'SchemaMigrate.Types.ps1xml'))

    # What the console shows of an expression, with the kind of view first in the file: the first one is what is used unasked.
    $copies = @{}
    function New-Copy([string] $Kind) {
        $copy = [IO.Path]::Combine((New-Folder), 'SchemaMigrate')
        $platform = [Runtime.InteropServices.RuntimeInformation]::RuntimeIdentifier
        foreach ($file in [IO.Directory]::GetFiles($package, '*', 'AllDirectories')) {
            if ($file -match '[/\\](docs|en-US)[/\\]' -or ($file -match '[/\\]runtimes[/\\]' -and -not $file.Contains($platform))) { continue }
            $target = [IO.Path]::Combine($copy, [IO.Path]::GetRelativePath($package, $file))
            [void][IO.Directory]::CreateDirectory([IO.Path]::GetDirectoryName($target))
            [IO.File]::Copy($file, $target)
        }
        $changed = [xml]$views.OuterXml
        foreach ($view in @($changed.SelectNodes('//View'))) { if (-not $view.SelectSingleNode($Kind)) { [void]$view.ParentNode.RemoveChild($view) } }
        $changed.Save([IO.Path]::Combine($copy, 'SchemaMigrate.Format.ps1xml'))
        $copy
    }
    function Show-As([string] $Kind, [string] $Expression) {
        if (-not $copies[$Kind]) { $copies[$Kind] = New-Copy $Kind }
        $copy = $copies[$Kind]
        $file = [IO.Path]::Combine((New-Folder), 'show.ps1')
        [IO.File]::WriteAllText($file, "Import-Module '$copy'`n`$at = @{ ProjectPath = '$($at.ProjectPath)'; Connection = '$($at.Connection)' }`n$Expression")
        $output = @(& $shell -NoProfile -NonInteractive -File $file 2>&1 | ForEach-Object { "$_" })
        if ($LASTEXITCODE -ne 0) { throw ($output -join "`n") }
        $output
    }

    $everything = @'
Get-MigrationPlan @at | Out-Default
$plan = Get-MigrationPlan @at
$plan.Steps | Out-Default
$plan.Steps | ForEach-Object Statements | Out-Default
$plan.Revisions | Out-Default
Get-MigrationStatus @at | Out-Default
Get-MigrationRevision @at | Out-Default
$run = Invoke-MigrationUpgrade bbbb @at
$run | Out-Default
$run.Revisions | Out-Default
Get-MigrationHistory -Connection $at.Connection | Out-Default
Set-MigrationBaseline heads @at | Out-Default
Add-MigrationColumn users email text | Out-Default
Add-MigrationIndex users email | Out-Default
Start-MigrationSandbox | Out-Default
Connect-MigrationDatabase -Connection $at.Connection | Out-Default
Initialize-MigrationProject ([IO.Directory]::CreateTempSubdirectory('schemamigrate-test-').FullName) | Out-Default
$file = [IO.Path]::Combine($at.ProjectPath, 'migrations', '20260101000000_users.sql')
[IO.File]::WriteAllText($file, [IO.File]::ReadAllText($file).Replace('name text', 'name varchar'))
Repair-MigrationHistory -WhatIf @at | Out-Default
$blocker = [SchemaMigrate.Connections.Blocker]::new()
$blocker | Out-Default
[SchemaMigrate.Execution.LockMiss]::new('aaaa00000001', 1, 2, '55P03', '00:00:02', '00:00:01', [SchemaMigrate.Connections.Blocker[]]@($blocker)) | Out-Default
Stop-MigrationSandbox
'@
    $sandbox = Start-MigrationSandbox
}
AfterAll {
    $sandbox | Stop-MigrationSandbox
    Remove-Folders
}

Describe 'The views' {
    BeforeEach { $at = @{ ProjectPath = New-TestProject $threeRevisions; Connection = New-Database $sandbox } }

    It 'are of types that exist, each with a table and a list' {
        $core = [SchemaMigrate.Errors.ErrorKind].Assembly
        $cmdlets = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'SchemaMigrate.Cmdlets' }
        $names = @($views.SelectNodes('//View/ViewSelectedBy/TypeName') | ForEach-Object InnerText)
        foreach ($name in $names) {
            ($core.GetType($name) -or $cmdlets.GetType($name)) | Should -BeTrue -Because "$name must exist"
            $views.SelectNodes("//View[ViewSelectedBy/TypeName='$name']/TableControl").Count | Should -Be 1
            $views.SelectNodes("//View[ViewSelectedBy/TypeName='$name']/ListControl").Count | Should -Be 1
        }
        foreach ($type in $types.SelectNodes('//Type/Name')) { $names | Should -Contain $type.InnerText }
    }

    It 'name properties that exist' {
        $core = [SchemaMigrate.Errors.ErrorKind].Assembly
        $cmdlets = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'SchemaMigrate.Cmdlets' }
        $pairs = @(
            foreach ($view in $views.SelectNodes('//View')) { foreach ($property in $view.SelectNodes('.//PropertyName')) { , @($view.SelectSingleNode('.//TypeName').InnerText, $property.InnerText) } }
            foreach ($type in $types.SelectNodes('//Type')) { foreach ($property in $type.SelectNodes('.//ReferencedProperties/Name')) { , @($type.SelectSingleNode('Name').InnerText, $property.InnerText) } }
        )
        $pairs.Count | Should -BeGreaterThan 100
        foreach ($pair in $pairs) {
            $type = $core.GetType($pair[0])
            if (-not $type) { $type = $cmdlets.GetType($pair[0]) }
            $type.GetProperty($pair[1]) | Should -Not -BeNullOrEmpty -Because "$($pair[0]).$($pair[1]) must exist"
        }
    }

    It 'of results have a view for each type that a cmdlet gives out' {
        $names = @($views.SelectNodes('//View/ViewSelectedBy/TypeName') | ForEach-Object InnerText)
        foreach ($command in Get-Command -Module SchemaMigrate) {
            foreach ($output in $command.OutputType) {
                $type = $output.Type
                if ($null -eq $type -or -not $type.FullName.StartsWith('SchemaMigrate.')) { continue }
                $own = @(for (; $type; $type = $type.BaseType) { $type.FullName })
                @($own | Where-Object { $_ -in $names }).Count | Should -BeGreaterThan 0 -Because "$($command.Name) gives $($own[0])"
            }
        }
    }

    It 'as <kind> fit into 120 columns and hold values only' -ForEach @(@{ kind = 'TableControl' }, @{ kind = 'ListControl' }, @{ kind = 'CustomControl | TableControl' }) {
        $lines = Show-As $kind $everything
        $lines.Count | Should -BeGreaterThan 60
        foreach ($line in $lines) {
            if ($line -notmatch '^(What if|VERBOSE|WARNING)') { $line.TrimEnd().Length | Should -BeLessOrEqual 120 -Because $line }
            # A collection or a record that nobody formatted looks like one of these.
            $line | Should -Not -MatchExactly 'System\.|SchemaMigrate\.\w+\.|<>z__|\{ \w+ = '
        }
        $text = $lines -join "`n"
        foreach ($word in 'aaaa00000001', 'create orders', 'ShareUpdateExclusive', 'Upgrade', '55P03', 'AddIndex', 'meaning') { $text | Should -Match $word }
    }

    It 'show the plan with its revisions, locks and losses' {
        [void](Invoke-MigrationUpgrade @at)
        $text = (Show-As 'CustomControl' 'Get-MigrationPlan -Downgrade base @at | Out-Default') -join "`n"
        $text | Should -Match 'downgrade of test_\w+ \(PostgreSQL \d+\) from cccc00000003 to base'
        $text | Should -Match '3 revisions, \d steps, \d statements'
        $text | Should -Match '(?m)^aaaa00000001 create users'
        $text | Should -Match '(?m)^ +\d +1 +\d AccessExclusive +users +destroys DROP TABLE users'
        (Show-As 'CustomControl' 'Get-MigrationPlan @at | Out-Default') -join "`n" | Should -Match 'Nothing to do'
    }

    It 'are not needed for an output of several types: what is listed then is readable too' {
        $text = (Show-As 'TableControl' 'Add-MigrationColumn users email text; Get-MigrationStatus @at; Get-MigrationPlan @at; Invoke-MigrationUpgrade @at') -join "`n"
        $text | Should -Match 'UpToDate +: False'
        $text | Should -Match 'Changed +: True'
        $text | Should -Not -Match 'PlannedRevision|System\.'
    }
}
