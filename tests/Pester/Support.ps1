# What the module's test files share: dot-sourced in their BeforeAll. The module is the packaged one, the database a real one.

$root = [IO.Path]::GetFullPath([IO.Path]::Combine($PSScriptRoot, '..', '..'))
$package = [IO.Path]::Combine($root, 'out', 'SchemaMigrate')
$shell = [Environment]::ProcessPath
Import-Module $package

# A folder that Remove-Folders takes away.
$folders = [Collections.Generic.List[string]]::new()
function New-Folder {
    $folder = [IO.Directory]::CreateTempSubdirectory('schemamigrate-test-').FullName
    $folders.Add($folder)
    $folder
}
function Remove-Folders { foreach ($folder in $folders) { if ([IO.Directory]::Exists($folder)) { [IO.Directory]::Delete($folder, $true) } } }

function Get-Location_ { $ExecutionContext.SessionState.Path.CurrentLocation.Path }
function Set-Location_([string] $Path) { [void]$ExecutionContext.SessionState.Path.SetLocation($Path) }

# Values of the first column.
function Invoke-Query([string] $Connection, [string] $Sql) {
    $context = [Runtime.Loader.AssemblyLoadContext]::GetLoadContext([SchemaMigrate.Errors.ErrorKind].Assembly)
    $type = $context.LoadFromAssemblyName('Npgsql').GetType('Npgsql.NpgsqlConnection')
    $database = [Activator]::CreateInstance($type, [object[]]@("$Connection;Pooling=false"))
    try {
        $database.Open()
        $command = $database.CreateCommand()
        $command.CommandText = $Sql
        $reader = $command.ExecuteReader()
        while ($reader.Read()) { if ($reader.IsDBNull(0)) { '' } else { $reader.GetValue(0) } }
        $reader.Dispose()
    }
    finally { $database.Dispose() }
}

# A new database of the sandbox; the connection string to it.
function New-Database($Sandbox) {
    $name = 'test_' + [guid]::NewGuid().ToString('N').Substring(0, 12)
    $text = $Sandbox.GetConnectionString()
    [void](Invoke-Query $text "CREATE DATABASE $name")
    ($text -replace '(?i)(^|;)Database=[^;]*', '') + ";Database=$name"
}

# Everything that a run could have changed.
function Get-Catalog([string] $Connection) {
    (Invoke-Query $Connection @'
SELECT string_agg(line, E'\n' ORDER BY line) FROM (
    SELECT format('schema %s', nspname) AS line FROM pg_namespace WHERE nspname !~ '^pg_'
    UNION ALL SELECT format('relation %s.%s %s', n.nspname, c.relname, c.relkind) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^(pg_|information_schema)'
    UNION ALL SELECT format('column %s.%s %s', a.attrelid::regclass, a.attname, a.atttypid::regtype) FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname !~ '^(pg_|information_schema)' AND a.attnum > 0 AND NOT a.attisdropped
    UNION ALL SELECT format('constraint %s %s', conname, convalidated) FROM pg_constraint c JOIN pg_namespace n ON n.oid = c.connamespace WHERE n.nspname !~ '^(pg_|information_schema)'
) AS lines
'@) -join "`n"
}

# A project with the revisions of a text: blocks '--- file name', then the content of the file.
function New-TestProject([string] $Revisions = '', [string] $Settings = '{}') {
    $folder = New-Folder
    [IO.File]::WriteAllText([IO.Path]::Combine($folder, 'schemamigrate.json'), $Settings)
    [void][IO.Directory]::CreateDirectory([IO.Path]::Combine($folder, 'migrations'))
    foreach ($part in $Revisions -split '(?m)^---\s+(?=\S)') {
        if (-not $part.Trim()) { continue }
        $end = $part.IndexOf("`n")
        [IO.File]::WriteAllText([IO.Path]::Combine($folder, 'migrations', $part.Substring(0, $end).Trim()), $part.Substring($end + 1))
    }
    $folder
}

# Three revisions in a row, the last one in PowerShell.
$threeRevisions = @'
--- 20260101000000_users.sql
-- revision: aaaa00000001
-- message: create users

-- upgrade
CREATE TABLE users (id int PRIMARY KEY, name text);

-- downgrade
DROP TABLE users;
--- 20260102000000_orders.sql
-- revision: bbbb00000002
-- parents: aaaa00000001
-- message: create orders

-- upgrade
CREATE TABLE orders (id int PRIMARY KEY, user_id int REFERENCES users);
CREATE INDEX CONCURRENTLY ix_orders_user_id ON orders (user_id);

-- downgrade
DROP TABLE orders;
--- 20260103000000_phone.ps1
# revision: cccc00000003
# parents: bbbb00000002
# message: users have a phone number

Upgrade {
    Add-MigrationColumn users phone text
}
'@

# Runs a script in a process of its own; the module is imported there. Code, and all streams as one text.
function Invoke-Script([string] $Text, [string] $Folder = $root) {
    $file = [IO.Path]::Combine((New-Folder), 'script.ps1')
    [IO.File]::WriteAllText($file, "Import-Module '$package'`n[void]`$ExecutionContext.SessionState.Path.SetLocation('$Folder')`n$Text")
    $output = @(& $shell -NoProfile -NonInteractive -File $file 2>&1 | ForEach-Object { "$_" })
    @{ Code = $LASTEXITCODE; Output = $output -join "`n" }
}
