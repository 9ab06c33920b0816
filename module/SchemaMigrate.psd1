@{
    RootModule           = 'SchemaMigrate.Cmdlets.dll'
    # Comes first: it lets PowerShell find the types that the cmdlets' parameters have.
    NestedModules        = @('SchemaMigrate.Loader.dll')
    # The version stands in Directory.Build.props; packaging writes it here.
    ModuleVersion        = '0.0.0'
    GUID                 = '55891f06-5c58-4150-8a81-effe4bee85e5'
    Author               = 'SchemaMigrate contributors'
    CompanyName          = 'SchemaMigrate contributors'
    Copyright            = '(c) SchemaMigrate contributors. MIT License.'
    Description          = 'Safe online schema change for PostgreSQL: author revisions, know their locks before the run, apply them under a strict lock discipline, move data in resumable batches, undo.'
    PowerShellVersion    = '7.4'
    CompatiblePSEditions = @('Core')
    FormatsToProcess     = @('SchemaMigrate.Format.ps1xml')
    TypesToProcess       = @('SchemaMigrate.Types.ps1xml')
    # One per line, sorted.
    CmdletsToExport      = @(
        'Add-MigrationCheck'
        'Add-MigrationColumn'
        'Add-MigrationEnumValue'
        'Add-MigrationForeignKey'
        'Add-MigrationIndex'
        'Add-MigrationPrimaryKey'
        'Add-MigrationUnique'
        'Approve-MigrationGate'
        'Assert-MigrationColumn'
        'Assert-MigrationData'
        'Confirm-MigrationConstraint'
        'Connect-MigrationDatabase'
        'ConvertTo-MigrationReport'
        'ConvertTo-MigrationSql'
        'Copy-MigrationColumn'
        'Disconnect-MigrationDatabase'
        'Export-MigrationPlan'
        'Get-Backfill'
        'Get-MigrationHistory'
        'Get-MigrationPlan'
        'Get-MigrationRevision'
        'Get-MigrationRule'
        'Get-MigrationStatus'
        'Initialize-MigrationProject'
        'Invoke-MigrationDowngrade'
        'Invoke-MigrationSql'
        'Invoke-MigrationUpgrade'
        'Merge-MigrationTable'
        'New-MigrationEnum'
        'New-MigrationRevision'
        'New-MigrationTable'
        'Remove-MigrationColumn'
        'Remove-MigrationConstraint'
        'Remove-MigrationEnum'
        'Remove-MigrationIndex'
        'Remove-MigrationTable'
        'Rename-MigrationColumn'
        'Rename-MigrationEnumValue'
        'Rename-MigrationTable'
        'Repair-MigrationHistory'
        'Resume-Backfill'
        'Set-Backfill'
        'Set-MigrationBaseline'
        'Set-MigrationColumn'
        'Set-MigrationEnum'
        'Split-MigrationTable'
        'Start-Backfill'
        'Start-MigrationSandbox'
        'Stop-Backfill'
        'Stop-MigrationSandbox'
        'Suspend-Backfill'
        'Sync-MigrationColumn'
        'Sync-MigrationTable'
        'Test-MigrationPreflight'
        'Update-MigrationData'
        'Wait-Backfill'
    )
    FunctionsToExport    = @()
    VariablesToExport    = @()
    AliasesToExport      = @()
    PrivateData          = @{
        PSData = @{
            Tags = @('PostgreSQL', 'database', 'migration', 'schema', 'zero-downtime', 'PSEdition_Core', 'Linux', 'Windows', 'MacOS')
        }
    }
}
