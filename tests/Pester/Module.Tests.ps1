# The packaged module as an installed one. What is per process (loaded assemblies, type accelerators) is looked at in a process of its own.

BeforeAll {
    $root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
    $home_ = [IO.Path]::Combine($root, 'out', 'SchemaMigrate')
    $manifestPath = [IO.Path]::Combine($home_, 'SchemaMigrate.psd1')
    $neighbour = [IO.Path]::Combine($root, 'tests', 'Neighbour', 'bin', 'Release', 'net8.0', 'Neighbour.dll')
    $errors = $null
    $ast = [Management.Automation.Language.Parser]::ParseFile($manifestPath, [ref]$null, [ref]$errors)
    $manifest = $ast.Find({ $args[0] -is [Management.Automation.Language.HashtableAst] }, $false).SafeGetValue()

    function Invoke-Fresh([string] $Script) {
        $file = [IO.Path]::Combine([IO.Path]::GetTempPath(), [IO.Path]::GetRandomFileName() + '.ps1')
        [IO.File]::WriteAllText($file, "`$ErrorActionPreference = 'Stop'`n$Script")
        try {
            $output = @(& ([Environment]::ProcessPath) -NoProfile -NonInteractive -File $file 2>&1 | ForEach-Object { "$_" })
            if ($LASTEXITCODE -ne 0) { throw "Exit code $LASTEXITCODE`n$($output -join "`n")" }
            , $output
        }
        finally { [IO.File]::Delete($file) }
    }
}

Describe 'The package' {
    It 'keeps all but two assemblies out of the session''s way' {
        $names = @([IO.Directory]::GetFiles($home_, '*.dll') | ForEach-Object { [IO.Path]::GetFileName($_) })
        [Array]::Sort($names)
        $names | Should -Be @('SchemaMigrate.Cmdlets.dll', 'SchemaMigrate.Loader.dll')
        [IO.Path]::Combine($home_, 'dependencies', 'SchemaMigrate.Core.dll') | Should -Exist
        [IO.Path]::Combine($home_, 'dependencies', 'Npgsql.dll') | Should -Exist
        [IO.Path]::Combine($home_, 'dependencies', 'libpg-query.wasm') | Should -Exist
    }

    It 'does not bring <_>' -ForEach 'System.Management.Automation.dll', '*.pdb', '*.deps.json' {
        [IO.Directory]::GetFiles($home_, $_, 'AllDirectories').Count | Should -Be 0
    }

    It 'has the native library of Wasmtime for <_>' -ForEach 'linux-x64', 'linux-arm64', 'osx-x64', 'osx-arm64', 'win-x64' {
        [IO.Directory]::GetFiles([IO.Path]::Combine($home_, 'dependencies', 'runtimes', $_, 'native')).Count | Should -Be 1
    }

    It 'brings the licence and the notices' {
        [IO.Path]::Combine($home_, 'LICENSE') | Should -Exist
        [IO.Path]::Combine($home_, 'THIRD-PARTY-NOTICES') | Should -Exist
        [IO.Path]::Combine($home_, 'en-US', 'about_SchemaMigrate.help.txt') | Should -Exist
        [IO.Path]::Combine($home_, 'docs', 'errors', 'ConfirmationUnavailable.md') | Should -Exist
    }
}

Describe 'The manifest' {
    It 'parses without an error' { $errors | Should -BeNullOrEmpty }

    It 'lists <_> explicitly' -ForEach 'CmdletsToExport', 'FunctionsToExport', 'AliasesToExport', 'VariablesToExport' {
        $manifest.ContainsKey($_) | Should -BeTrue
        $manifest[$_] -is [array] | Should -BeTrue
        @($manifest[$_]) -match '\*' | Should -BeNullOrEmpty
    }

    It 'has the version of the build settings' {
        $props = [xml][IO.File]::ReadAllText([IO.Path]::Combine($root, 'Directory.Build.props'))
        $manifest.ModuleVersion | Should -Be $props.SelectSingleNode('//Version').InnerText
    }

    It 'asks for PowerShell 7.4 and .NET, not .NET Framework' {
        $manifest.PowerShellVersion | Should -Be '7.4'
        $manifest.CompatiblePSEditions | Should -Be @('Core')
    }

    It 'lists cmdlets sorted and once' {
        $sorted = @($manifest.CmdletsToExport)
        [Array]::Sort($sorted, [StringComparer]::Ordinal)
        (@($manifest.CmdletsToExport) -join ' ') | Should -BeExactly ($sorted -join ' ')
        [Collections.Generic.HashSet[string]]::new([string[]]$sorted).Count | Should -Be $sorted.Count
    }

    It 'lists exactly the cmdlets of the assembly' {
        $module = Import-Module $home_ -PassThru
        $assembly = [AppDomain]::CurrentDomain.GetAssemblies() | Where-Object { $_.GetName().Name -eq 'SchemaMigrate.Cmdlets' }
        $found = @($assembly.GetExportedTypes() | ForEach-Object {
            $attribute = $_.GetCustomAttributes([Management.Automation.CmdletAttribute], $false)
            if ($attribute) { "$($attribute[0].VerbName)-$($attribute[0].NounName)" }
        })
        [Array]::Sort($found, [StringComparer]::Ordinal)
        (@($manifest.CmdletsToExport) -join ' ') | Should -BeExactly ($found -join ' ')
        $exported = @($module.ExportedCmdlets.Keys)
        [Array]::Sort($exported, [StringComparer]::Ordinal)
        ($exported -join ' ') | Should -BeExactly ($found -join ' ')
        $module.ExportedFunctions.Count | Should -Be 0
    }
}

Describe 'The imported module' {
    It 'makes the types of Core usable as literals, until it is removed' {
        $output = Invoke-Fresh @"
        `$table = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
        Import-Module '$home_'
        "imported `$(`$table.ContainsKey('SchemaMigrate.Errors.MigrationException'))"
        "literal `$([SchemaMigrate.Errors.ErrorKind]::InvalidData)"
        try { throw [SchemaMigrate.Errors.MigrationException]::new([SchemaMigrate.Errors.ErrorDefinition]::new('Id', 'InvalidData', 'do'), 'text') }
        catch [SchemaMigrate.Errors.MigrationException] { "caught `$(`$_.Exception.ErrorId)" }
        Remove-Module SchemaMigrate
        "removed `$(`$table.ContainsKey('SchemaMigrate.Errors.MigrationException'))"
"@
        $output | Should -Be @('imported True', 'literal InvalidData', 'caught Id', 'removed False')
    }

    It 'can be imported again, by force and after removal' {
        $output = Invoke-Fresh @"
        `$table = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
        Import-Module '$home_'
        Import-Module '$home_' -Force
        Import-Module '$home_' -Force
        "forced `$(@(Get-Module SchemaMigrate).Count) `$(`$table.ContainsKey('SchemaMigrate.Errors.ErrorKind'))"
        Remove-Module SchemaMigrate
        "removed `$(@(Get-Module -All | Where-Object Name -like 'SchemaMigrate*').Count) `$(`$table.ContainsKey('SchemaMigrate.Errors.ErrorKind'))"
        Import-Module '$home_'
        "again `$([SchemaMigrate.Errors.ErrorKind]::SyntaxError) `$(`$table.ContainsKey('SchemaMigrate.Errors.ErrorKind'))"
"@
        $output | Should -Be @('forced 1 True', 'removed 0 False', 'again SyntaxError True')
    }

    It 'serves four runspaces at once, and the last one that leaves takes the types along' {
        $output = Invoke-Fresh @"
        `$table = [psobject].Assembly.GetType('System.Management.Automation.TypeAccelerators')::Get
        `$work = foreach (`$i in 1..4) {
            `$shell = [powershell]::Create([initialsessionstate]::CreateDefault2())
            [void]`$shell.AddScript({
                param(`$path)
                `$ErrorActionPreference = 'Stop'
                foreach (`$round in 1..3) {
                    Import-Module `$path -Force
                    [SchemaMigrate.Errors.ErrorKind]::InvalidData
                    Remove-Module SchemaMigrate
                }
            }).AddArgument('$home_')
            @{ Shell = `$shell; Result = `$shell.BeginInvoke() }
        }
        `$answers = foreach (`$item in `$work) { `$item.Shell.EndInvoke(`$item.Result); if (`$item.Shell.HadErrors) { throw "`$(`$item.Shell.Streams.Error)" } }
        "`$(@(`$answers).Count) answers, registered `$(`$table.ContainsKey('SchemaMigrate.Errors.ErrorKind'))"
"@
        $output | Should -Be @('12 answers, registered False')
    }

    It 'leaves the session''s own load context without Npgsql and Core' {
        $output = Invoke-Fresh @"
        Import-Module '$home_'
        `$core = [SchemaMigrate.Errors.ErrorKind].Assembly
        `$context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext(`$core)
        [void]`$context.LoadFromAssemblyName('Npgsql')
        `$context.Name
        @([Runtime.Loader.AssemblyLoadContext]::Default.Assemblies | Where-Object { `$_.GetName().Name -in 'Npgsql', 'SchemaMigrate.Core' }).Count
        try { [void][Reflection.Assembly]::Load('Npgsql'); 'leaked' } catch { 'hidden' }
"@
        $output | Should -Be @('SchemaMigrate', '0', 'hidden')
    }
}

Describe 'Beside a module with another Npgsql' {
    BeforeAll {
        $useOurs = @"
        Import-Module '$home_'
        `$context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext([SchemaMigrate.Errors.ErrorKind].Assembly)
        `$ours = `$context.LoadFromAssemblyName('Npgsql')
        [void]`$ours.GetType('Npgsql.NpgsqlDataSource').GetMethod('Create', [type[]]@([string])).Invoke(`$null, @('Host=localhost'))
        "ours `$(`$ours.GetName().Version.Major)"
"@
        $useTheirs = "Import-Module '$neighbour'; ""theirs `$((Get-NeighbourNpgsql).Major)"""
    }

    It 'works when the other came first' {
        Invoke-Fresh "$useTheirs`n$useOurs`n'then'`n$useTheirs" | Should -Be @('theirs 9', 'ours 10', 'then', 'theirs 9')
    }

    It 'works when the other comes later' {
        Invoke-Fresh "$useOurs`n$useTheirs`n'then'`n$useOurs" | Should -Be @('ours 10', 'theirs 9', 'then', 'ours 10')
    }
}
