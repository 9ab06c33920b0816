using SchemaMigrate.Execution.Gates;

namespace SchemaMigrate.Tests.Gates;

/// <summary>Whether a text names users.name: in doubt it does.</summary>
public class ColumnMentionTests
{
    [Theory]
    [InlineData("SELECT name FROM users")]
    [InlineData("SELECT NAME FROM Users")]
    [InlineData("SELECT \"name\" FROM \"users\"")]
    [InlineData("SELECT u.name FROM customers c, users u")]
    [InlineData("SELECT x.name FROM customers c JOIN public.users AS x ON true")]
    [InlineData("UPDATE ONLY users AS u SET name = 'x'")]
    [InlineData("INSERT INTO users (id, name) VALUES (1, 'x') ON CONFLICT (id) DO UPDATE SET name = excluded.name")]
    [InlineData("FOR r IN SELECT * FROM users LOOP RAISE NOTICE '%', r.name; END LOOP")]
    [InlineData("SELECT * INTO rec FROM users; RETURN rec.name")]
    [InlineData("EXECUTE 'SELECT ' || 'name' || ' FROM users'")]
    [InlineData("EXECUTE format('SELECT %I FROM users', 'name')")]
    [InlineData("EXECUTE 'SELECT \"' || col || '\" FROM users'; SELECT name FROM users")]
    [InlineData("RAISE NOTICE '-- %', 1; PERFORM name FROM users")]
    [InlineData("PERFORM '/*'; PERFORM name FROM users")]
    [InlineData("EXECUTE $q$ SELECT 1 -- $q$ || 'x'; SELECT name FROM users")]
    [InlineData("PERFORM E'it\\'s -- '; PERFORM name FROM users")]
    [InlineData("PERFORM E'\\nname' FROM users")]
    [InlineData("IF old.name IS DISTINCT FROM users.name THEN")]
    [InlineData("DELETE FROM customers u; SELECT u.name FROM users u")]
    public void It_is_named(string text) => Assert.NotNull(new ColumnMentions(["users"], "name").Find(text, onTable: false));

    [Theory]
    [InlineData("SELECT full_name, name2, names FROM users")]
    [InlineData("SELECT name FROM customers")]
    [InlineData("SELECT \"Name\" FROM users")]
    [InlineData("SELECT c.name FROM customers c JOIN users u ON u.id = c.id")]
    [InlineData("SELECT customers.name FROM public.customers JOIN users USING (id)")]
    [InlineData("SELECT 1 FROM users -- name")]
    [InlineData("SELECT /* /* name */ name */ 1 FROM users")]
    [InlineData("SELECT name(1) FROM users")]
    public void It_is_not_named(string text) => Assert.Null(new ColumnMentions(["users"], "name").Find(text, onTable: false));

    [Fact]
    public void A_body_on_the_table_need_not_name_it_and_the_line_is_told() =>
        Assert.Equal(3, new ColumnMentions(["users"], "name").Find("BEGIN\n-- name\n  NEW.name := 1;", onTable: true));

    [Theory]
    [InlineData("SELECT name FROM users", true)]
    [InlineData("/* app */ update users set name = $1", true)]
    [InlineData("WITH x AS (SELECT name FROM users) TABLE x", true)]
    [InlineData("ALTER TABLE users DROP COLUMN name", false)]
    [InlineData("CREATE INDEX ON users (name)", false)]
    public void Only_what_reads_or_writes_rows_is_a_use(string text, bool use) =>
        Assert.Equal(use, new ColumnMentions(["users"], "name").IsUse(text));
}
