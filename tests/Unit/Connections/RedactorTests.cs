using SchemaMigrate.Connections;

namespace SchemaMigrate.Tests.Connections;

public sealed class RedactorTests
{
    [Theory]
    [InlineData("Host=a;Password=hunter2;Database=z", "Host=a;Password=***;Database=z")]
    [InlineData("Host=a;Pwd = \"hun;ter2\" ;Database=z", "Host=a;Pwd = *** ;Database=z")]
    [InlineData("host=a password='hun ter2' dbname=z", "host=a password=*** dbname=z")]
    [InlineData("PGPASSWORD=hunter2 psql", "PGPASSWORD=*** psql")]
    [InlineData("see postgresql://ann:hunter2@db:5432/shop?x=1 now", "see postgresql://ann:***@db:5432/shop?x=1 now")]
    [InlineData("postgres://:hunter2@db", "postgres://:***@db")]
    [InlineData("postgresql://ann:hun@ter2@db/x", "postgresql://ann:***@db/x")]
    [InlineData("ALTER ROLE ann PASSWORD 'hun''ter2'", "ALTER ROLE ann PASSWORD '***'")]
    [InlineData(@"CREATE ROLE x WITH LOGIN PASSWORD E'hun\'ter2' VALID UNTIL 'x'", "CREATE ROLE x WITH LOGIN PASSWORD '***' VALID UNTIL 'x'")]
    public void What_looks_like_a_password_goes(string text, string expected)
    {
        Assert.Equal(expected, Redactor.Default.Redact(text));
    }

    [Theory]
    [InlineData("password authentication failed for user \"ann\"")]
    [InlineData("ALTER TABLE users ADD COLUMN password text")]
    [InlineData("postgresql://ann@db:5432/shop")]
    [InlineData("https://example.org:8080/a?b=c@d")]
    public void Harmless_text_stays(string text)
    {
        Assert.Equal(text, Redactor.Default.Redact(text));
    }

    [Fact]
    public void The_known_secrets_of_a_target_go_in_every_spelling()
    {
        const string secret = @"p;w 'x"" \ €/";
        var redactor = Redactor.For(ConnectionTarget.Parse("host=a", _ => null).WithCredential("u", secret));

        foreach (var spelling in new[] { secret, Uri.EscapeDataString(secret), secret.Replace("'", "''", StringComparison.Ordinal) })
        {
            Assert.Equal("a *** b", redactor.Redact($"a {spelling} b"));
        }
    }

    [Fact]
    public void A_password_that_is_the_name_of_the_role_does_not_blank_the_name()
    {
        var target = ConnectionTarget.Parse("postgresql://postgres:postgres@localhost/shop", _ => null);

        Assert.Equal("user \"postgres\", password=***", Redactor.For(target).Redact("user \"postgres\", password=postgres"));
    }
}
