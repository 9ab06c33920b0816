using SchemaMigrate.Operations;

namespace SchemaMigrate.Tests.Operations;

public sealed class CmdletTests(PowerShellSession powerShell) : IClassFixture<PowerShellSession>
{
    [Fact]
    public void Tables_come_from_the_pipeline_by_value()
    {
        var operations = powerShell.Operations("'users', 'app.\"Weird Name\"' | Add-MigrationColumn -Column tenant_id -Type uuid -NotNull");
        Assert.Equal(["users", "app.Weird Name"], operations.Cast<AddColumn>().Select(operation => operation.Table.Display));
    }

    [Fact]
    public void Everything_comes_from_the_pipeline_by_property_name()
    {
        var operations = powerShell.Operations("""
            [pscustomobject]@{ Table = 'users'; Column = 'a'; Type = 'int'; Default = 1; Comment = 'x' },
            [pscustomobject]@{ Table = 'users'; Column = 'b'; Type = 'int'; DefaultExpression = '1 + 1' } | Add-MigrationColumn
            """);
        Assert.Equal([new LiteralDefault("1"), new ExpressionDefault(new("1 + 1"))], operations.Cast<AddColumn>().Select(operation => operation.Column.Value));
    }

    [Fact]
    public void One_input_does_not_leak_into_the_next()
    {
        var operations = powerShell.Operations("""
            [pscustomobject]@{ Table = 'users'; Column = 'a'; Default = 1; FromNoDefault = $true; NotNull = $true },
            [pscustomobject]@{ Table = 'users'; Column = 'b'; NoDefault = $true },
            [pscustomobject]@{ Table = 'users'; Column = 'c'; Nullable = $true } | Set-MigrationColumn
            """).Cast<SetColumn>().ToArray();
        Assert.Equal([new(new LiteralDefault("1"), new NoDefault()), new(new NoDefault(), null), null], operations.Select(operation => operation.Default));
        Assert.Equal([true, null, false], operations.Select(operation => operation.NotNull));
    }

    [Theory]
    [InlineData("'it''s'", "it's")]
    [InlineData("''", "")]
    [InlineData("0", "0")]
    [InlineData("-1.5", "-1.5")]
    [InlineData("1e300", "1E+300")]
    [InlineData("$true", "true")]
    [InlineData("12345678901234567890123", "12345678901234567890123")]
    [InlineData("1.10d", "1.10")]
    [InlineData("([guid]'6F9619FF-8B86-D011-B42D-00C04FC964FF')", "6f9619ff-8b86-d011-b42d-00c04fc964ff")]
    [InlineData("([datetime]'2026-01-31 13:00')", "2026-01-31T13:00:00")]
    [InlineData("([datetimeoffset]'2026-01-31 13:00 +02:00')", "2026-01-31T13:00:00+02:00")]
    [InlineData("'POINT(0 0)'", "POINT(0 0)")]
    public void A_default_is_a_literal_that_does_not_depend_on_the_culture(string value, string text) =>
        Assert.Equal(new LiteralDefault(text), powerShell.Operation<AddColumn>($"Add-MigrationColumn users a text -Default {value}").Column.Value);

    [Fact]
    public void A_default_is_a_literal_in_the_SQL_too()
    {
        var add = powerShell.Operation<AddColumn>("Add-MigrationColumn users a text -Default \"x'); DROP TABLE users; --\"");
        Assert.Equal(
            new SqlOperationStep("ALTER TABLE \"users\" ADD COLUMN \"a\" text DEFAULT 'x''); DROP TABLE users; --'"),
            Assert.Single(add.Lower(new LoweringContext(15))));
    }

    [Theory]
    [InlineData("Add-MigrationColumn 'my table' a int", "MalformedName")]
    [InlineData("Add-MigrationColumn users app.a int", "MalformedName")]
    [InlineData("Add-MigrationColumn users a 'int; DROP TABLE users'", "InvalidSqlFragment")]
    [InlineData("Add-MigrationColumn users a int -Default $null", "InvalidDefault")]
    [InlineData("Add-MigrationColumn users a int -Default 1, 2", "InvalidDefault")]
    [InlineData("Add-MigrationColumn users a int -DefaultExpression '1); DROP TABLE users; --'", "InvalidSqlFragment")]
    [InlineData("Add-MigrationColumn users a timestamptz -Default 'now()'", "ExpressionAsLiteral")]
    [InlineData("Add-MigrationColumn users a text -Default ' Gen_Random_UUID( ) '", "ExpressionAsLiteral")]
    [InlineData("Set-MigrationColumn users a -Default \"nextval('s')\"", "ExpressionAsLiteral")]
    [InlineData("Add-MigrationColumn users a 'timestamp(3)' -Default Now", "ExpressionAsLiteral")]
    [InlineData("Add-MigrationColumn users a date -Default today", "ExpressionAsLiteral")]
    [InlineData("Remove-MigrationColumn users a -NotNull", "IncompleteOperation")]
    [InlineData("Set-MigrationColumn users a", "IncompleteOperation")]
    [InlineData("Set-MigrationColumn users a -Using 'a::int'", "IncompleteOperation")]
    [InlineData("Set-MigrationColumn users a -NotNull -FromType int", "IncompleteOperation")]
    [InlineData("Set-MigrationColumn users a -NotNull -FromNoDefault", "IncompleteOperation")]
    [InlineData("Set-MigrationColumn users a -NotNull -Nullable", "ConflictingOptions")]
    [InlineData("Set-MigrationColumn users a -Default 1 -NoDefault", "ConflictingOptions")]
    [InlineData("Add-MigrationIndex users 'a) WHERE (b'", "InvalidSqlFragment")]
    [InlineData("Remove-MigrationIndex ix -Restore (Add-MigrationIndex users a -Name other)", "ConflictingOptions")]
    [InlineData("Remove-MigrationIndex ix -Restore (Add-MigrationIndex app.users a -Name ix)", "ConflictingOptions")]
    [InlineData("Remove-MigrationIndex ix -Restore 'users'", "InvalidRestore")]
    [InlineData("Remove-MigrationIndex ix -Restore (Add-MigrationUnique users a)", "InvalidRestore")]
    [InlineData("Remove-MigrationConstraint users ck -Restore (Add-MigrationCheck users 'a > 0' -Name other)", "ConflictingOptions")]
    [InlineData("Remove-MigrationTable users -Restore (New-MigrationTable teams 'id int')", "ConflictingOptions")]
    [InlineData("Remove-MigrationTable users -Lost 'nothing'", "IncompleteOperation")]
    [InlineData("Remove-MigrationEnum mood -Restore (New-MigrationEnum other a)", "ConflictingOptions")]
    [InlineData("New-MigrationTable users 'id int, name text'", "InvalidSqlFragment")]
    [InlineData("New-MigrationEnum mood a, b, a", "InvalidEnumValue")]
    [InlineData("Add-MigrationEnumValue mood ('x' * 64)", "InvalidEnumValue")]
    [InlineData("Assert-MigrationData 'DELETE FROM users' 'x'", "InvalidSqlFragment")]
    [InlineData("Invoke-MigrationSql ' '", "IncompleteOperation")]
    [InlineData("Invoke-MigrationSql 'SELECT 1' ' '", "IncompleteOperation")]
    public void Bad_input_is_an_error_with_a_stable_id_and_a_next_step(string script, string id)
    {
        var error = powerShell.Error(script);
        Assert.StartsWith($"{id},", error.FullyQualifiedErrorId, StringComparison.Ordinal);
        Assert.NotEmpty(error.ErrorDetails.RecommendedAction);
    }

    [Theory]
    [InlineData("Add-MigrationColumn users a int -Default 1 -DefaultExpression '1'")]
    [InlineData("Add-MigrationColumn users a int -Identity Sometimes")]
    [InlineData("Add-MigrationColumn users a int -Virtual -Default 1")]
    [InlineData("Add-MigrationEnumValue mood a -Before b -After c")]
    [InlineData("Invoke-MigrationSql 'SELECT 1' -Downgrade 'SELECT 1' -Irreversible x")]
    [InlineData("Add-MigrationForeignKey orders user_id users -OnDelete Vanish")]
    public void What_the_syntax_excludes_is_refused_by_PowerShell(string script) => Assert.NotNull(powerShell.Error(script));

    [Fact]
    public void The_documented_sugar_means_what_it_says()
    {
        Assert.Equal(
            new SetColumn(OperationSamples.Users, OperationSamples.Id("name")) { Type = new(new(new("varchar(100)")), new(new("varchar(50)"))) },
            powerShell.Operation<SetColumn>("Set-MigrationColumn users name 'varchar(100)' -FromType 'varchar(50)'"));
        Assert.Equal(OperationSamples.Id("ux_users_email"), powerShell.Operation<AddIndex>("Add-MigrationIndex users Email -Unique").Name);
        Assert.True(powerShell.Operation<AddIndex>("Add-MigrationIndex users email").Concurrently);
        Assert.Equal(new LiteralDefault("today"), powerShell.Operation<AddColumn>("Add-MigrationColumn users a text -Default today").Column.Value);
        Assert.Equal("Add-MigrationIndex 'users' 'email', 'lower(name)' -Name 'ix'", powerShell.Operations("Add-MigrationIndex users '\"email\"', 'lower(name)' -Name ix")[0].ToScript());
        Assert.Null(powerShell.Operation<SetColumn>("Set-MigrationColumn users name -NotNull:$false -Default 1").NotNull);
    }
}
