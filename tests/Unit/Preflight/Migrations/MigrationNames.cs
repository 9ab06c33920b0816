namespace SchemaMigrate.Tests.Preflight.Migrations;

/// <summary>The migrations, by file name.</summary>
public sealed class MigrationNames : TheoryData<string>
{
    public MigrationNames() => AddRange([.. MigrationFile.Names]);
}
