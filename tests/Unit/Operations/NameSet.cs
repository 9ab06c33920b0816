using System.Text;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Tests.Operations;

/// <summary>The names of one schema that the round trips use, plain ones or ones that are hard to quote.</summary>
public sealed record NameSet(
    QualifiedName Table, QualifiedName Other, QualifiedName Fresh, QualifiedName Mood, QualifiedName FreshType,
    Identifier Key, Identifier Text, Identifier Number, Identifier Reference, Identifier Feeling, Identifier New, Identifier Named)
{
    public static NameSet Plain { get; } = new(
        QualifiedName.Parse("users"), QualifiedName.Parse("teams"), QualifiedName.Parse("orders"), QualifiedName.Parse("mood"), QualifiedName.Parse("colour"),
        Identifier.Parse("id"), Identifier.Parse("name"), Identifier.Parse("age"), Identifier.Parse("team_id"), Identifier.Parse("feeling"),
        Identifier.Parse("added"), Identifier.Parse("given_name"));

    /// <summary>Quotes, capitals, a reserved word, letters of several bytes, and 63 bytes exactly.</summary>
    public static NameSet Awkward { get; } = new(
        QualifiedName.Of("My \"Schema\"", "SELECT"), QualifiedName.Of("My \"Schema\"", Longest("Ü")), QualifiedName.Of("other; --", "a'b"),
        QualifiedName.Of("My \"Schema\"", "Mood.Type"), QualifiedName.Of("other; --", Longest("T")),
        new("user"), new("Näme \"x\""), new(Longest("N")), new("a.b"), new("$f"), new("日本"), new(Longest("C")));

    public string Setup => $"""
        CREATE SCHEMA IF NOT EXISTS {Table.Schema ?? new Identifier("public")};
        CREATE SCHEMA IF NOT EXISTS {Fresh.Schema ?? new Identifier("public")};
        CREATE TYPE {Mood} AS ENUM ('sad', 'ok');
        CREATE TABLE {Other} ({Key} bigint PRIMARY KEY);
        INSERT INTO {Other} SELECT generate_series(1, 10);
        CREATE TABLE {Table} ({Key} bigint NOT NULL, {Text} varchar(50) DEFAULT 'nobody', {Number} integer, {Reference} bigint, {Feeling} {Mood});
        COMMENT ON COLUMN {Table}.{Text} IS 'a comment';
        GRANT USAGE ON SCHEMA {Table.Schema ?? new Identifier("public")} TO PUBLIC;
        GRANT SELECT ON {Table} TO PUBLIC; GRANT UPDATE ({Number}) ON {Table} TO PUBLIC; GRANT SELECT ON {Table} TO pg_monitor WITH GRANT OPTION;
        ALTER TABLE {Other} OWNER TO pg_monitor; ALTER TYPE {Mood} OWNER TO pg_monitor; REVOKE USAGE ON TYPE {Mood} FROM PUBLIC;
        INSERT INTO {Table} SELECT n, 'name ' || n, n % 100, 1 + n % 10, 'ok' FROM generate_series(1, 500) AS n;
        """;

    /// <summary>Tables and types of the same names in public, which is where a name without its schema would lead; nothing when they are there themselves.</summary>
    public string Twins => Table.Schema is null ? "" : $"""
        CREATE TYPE public.{Mood.Name} AS ENUM ('sad', 'ok'); CREATE TYPE public.{FreshType.Name} AS ENUM ('sad', 'ok');
        CREATE TABLE public.{Other.Name} ({Key} bigint PRIMARY KEY);
        CREATE TABLE public.{Fresh.Name} ({Key} bigint PRIMARY KEY, {Reference} bigint, {Named} varchar(50));
        CREATE TABLE public.{Table.Name} ({Key} bigint, {Text} varchar(50), {Number} integer, {Reference} bigint, {Feeling} public.{Mood.Name}, {New} varchar(50));
        """;

    private static string Longest(string start) =>
        start + new string('x', Identifier.MaxBytes - Encoding.UTF8.GetByteCount(start) - 1) + "Z";
}
