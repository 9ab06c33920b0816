using SchemaMigrate.Connections;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Tests.Connections;

public sealed class ConnectionTargetTests
{
    [Theory]
    [InlineData("Host=db.example;Port=6432;Database=shop;Username=ann;Password=s3cret-Value")]
    [InlineData("Server=db.example;Port=6432;DB=shop;User Id=ann;Pwd=s3cret-Value;")]
    [InlineData("host=db.example port=6432 dbname=shop user=ann password=s3cret-Value")]
    [InlineData("  dbname = 'shop'  user='ann' host=db.example port=6432 password='s3cret-Value' ")]
    [InlineData("postgresql://ann:s3cret-Value@db.example:6432/shop")]
    [InlineData("postgres://ann:s3cret%2DValue@db.example:6432/shop?sslmode=prefer")]
    [InlineData("postgresql:///shop?host=db.example&port=6432&user=ann&password=s3cret-Value")]
    public void Every_notation_gives_the_same_target(string text)
    {
        var target = ConnectionTarget.Parse(text, NoVariables);

        Assert.Equal("ann@db.example:6432/shop", target.Display);
        Assert.Equal(("db.example", 6432, "shop", "ann"), (target.Host, target.Port, target.Database, target.Username));
        Assert.Equal("s3cret-Value", target.CopySettings().Password);
    }

    [Theory]
    [InlineData("host=a password=x;y dbname=z", "x;y")]
    [InlineData("host=a password='it''s' dbname=z", null)]
    [InlineData(@"host=a password='it\'s \\ so' dbname=z", @"it's \ so")]
    [InlineData("Host=a;Password=\"x;y\";Database=z", "x;y")]
    [InlineData("Host=a;Password='x y=1';Database=z", "x y=1")]
    [InlineData("Host=a;Password=it's;Database=z", "it's")]
    [InlineData("postgresql://u:a%2Fb%40c@a/z", "a/b@c")]
    [InlineData("postgresql://u:p@ss@a/z", "p@ss")]
    [InlineData("postgresql://u:%E2%82%AC€@a/z", "€€")]
    public void Quoting_of_each_notation_is_understood(string text, string? password)
    {
        if (password is null)
        {
            Assert.Equal("InvalidConnectionString", Assert.Throws<MigrationException>(() => ConnectionTarget.Parse(text, NoVariables)).ErrorId);
            return;
        }

        var target = ConnectionTarget.Parse(text, NoVariables);
        Assert.Equal((password, "z"), (target.CopySettings().Password, target.Database));
    }

    [Theory]
    [InlineData("postgresql://u@h1:1111,h2:2222/d", "u@h1:1111,h2:2222/d")]
    [InlineData("host=h1,h2 port=1111,2222 user=u dbname=d", "u@h1:1111,h2:2222/d")]
    [InlineData("postgresql://u@h1,h2:2222/d", "u@h1:5432,h2:2222/d")]
    [InlineData("host=h1,h2 port=1111 user=u dbname=d", "u@h1,h2/d")]
    [InlineData("Host=h1:1111,h2:2222;Username=u;Database=d", "u@h1:1111,h2:2222/d")]
    [InlineData("postgresql://u@[::1]:7000/d", "u@::1:7000/d")]
    [InlineData("postgresql://u@%2Fvar%2Frun/d", "u@/var/run:5432/d")]
    public void Hosts_may_be_several_addresses_or_folders(string text, string display)
    {
        Assert.Equal(display, ConnectionTarget.Parse(text, NoVariables).Display);
    }

    [Fact]
    public void Several_hosts_prefer_the_primary_unless_told_otherwise()
    {
        Assert.Equal("prefer-primary", ConnectionTarget.Parse("postgresql://u@a,b/d", NoVariables).CopySettings().TargetSessionAttributes);
        Assert.Equal("standby", ConnectionTarget.Parse("postgresql://u@a,b/d?target_session_attrs=standby", NoVariables).CopySettings().TargetSessionAttributes);
    }

    [Theory]
    [InlineData("Host=a;Pasword=hunter2;Database=z", "'Pasword'", "Password")]
    [InlineData("host=a pasword=hunter2 dbname=z", "'pasword'", "password")]
    [InlineData("postgresql://u@a/z?sslmod=hunter2", "'sslmod'", "sslmode")]
    [InlineData("host=a Database=hunter2", "'Database'", null)]
    [InlineData("host=a sslcrl=hunter2", "'sslcrl'", "not supported")]
    [InlineData("Host=a;Port=hunter2", "'Port'", "65535")]
    [InlineData("host=a port=hunter2", "'port'", "65535")]
    [InlineData("host=a sslmode=hunter2", "'sslmode'", "verify-full")]
    [InlineData("host=a,b port=1,2,3 password=hunter2", "'port'", "one for each host")]
    [InlineData("host=a connect_timeout=hunter2", "'connect_timeout'", "seconds")]
    [InlineData("Host=a;Password=hun;ter=2;Database=z", "must be quoted", null)]
    [InlineData("host=a password=hun ter=2 dbname=z", "must be quoted", null)]
    [InlineData("Host=a;hunter2", "InvalidConnectionString", null)]
    [InlineData("hunter2", "not made of key=value", null)]
    [InlineData("", "No host", null)]
    [InlineData("Database=z;Password=hunter2", "No host", null)]
    [InlineData("postgresql://u:hunter2@a:x/z", "port", "percent-encoded")]
    [InlineData("postgresql://u:hun/ter2@a/z", "port", "percent-encoded")]
    [InlineData("postgresql://u:hunter2%@a/z", "password of the URI", "%25")]
    public void A_text_that_is_wrong_names_the_key_and_never_shows_the_text(string text, string named, string? alsoNamed)
    {
        var error = Assert.Throws<MigrationException>(() => ConnectionTarget.Parse(text, NoVariables));

        Assert.Equal("InvalidConnectionString", error.ErrorId);
        var whole = error.ErrorId + error;
        Assert.Contains(named, whole, StringComparison.Ordinal);
        Assert.Contains(alsoNamed ?? "", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("hun;", whole, StringComparison.Ordinal);
        Assert.DoesNotContain("'ter", whole, StringComparison.Ordinal);
    }

    [Fact]
    public void A_later_pair_replaces_an_earlier_one_whatever_its_spelling()
    {
        Assert.Equal("u@second:5432/d", ConnectionTarget.Parse("Host=first;Server=second;Username=u;Database=d", NoVariables).Display);
    }

    [Fact]
    public void Another_credential_and_another_database_leave_the_first_target_as_it_was()
    {
        var first = ConnectionTarget.Parse("postgresql://u:old@h/d", NoVariables);
        var second = first.WithCredential("v", "new;'\"pass").WithDatabase("e");

        Assert.Equal("u@h:5432/d", first.Display);
        Assert.Equal("old", first.CopySettings().Password);
        Assert.Equal("v@h:5432/e", second.Display);
        Assert.Equal("new;'\"pass", second.CopySettings().Password);
    }

    [Fact]
    public void No_text_form_of_a_target_holds_the_password()
    {
        var target = ConnectionTarget.Parse("postgresql://u:hunter2@h/d", NoVariables).WithCredential("u", "hunter3");

        var forms = string.Join('\n', target.ToString(), target.Display, System.Text.Json.JsonSerializer.Serialize(target));
        Assert.Contains("u@h:5432/d", forms, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter", forms, StringComparison.Ordinal);
        foreach (var property in typeof(ConnectionTarget).GetProperties())
        {
            Assert.DoesNotContain("hunter", $"{property.GetValue(target)}", StringComparison.Ordinal);
        }
    }

    private static string? NoVariables(string name) => null;
}
