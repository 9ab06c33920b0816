using System.Text.Json;
using System.Text.RegularExpressions;
using SchemaMigrate.Projects;
using SchemaMigrate.Revisions;

namespace SchemaMigrate.Tests.Projects;

public sealed class SchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(ProjectSchema.Read()).RootElement;

    [Fact]
    public void Schema_reader_and_record_know_the_same_settings()
    {
        var inSchema = Names(Schema);

        Assert.Equal(SettingsReader.ProjectKeys.Keys.Order(StringComparer.Ordinal), inSchema);
        Assert.Equal(inSchema.Where(name => name != "$schema"), Properties(typeof(ProjectSettings)));
    }

    [Fact]
    public void Schema_reader_and_record_know_the_same_parts_of_a_target()
    {
        var inSchema = Names(Schema.GetProperty("definitions").GetProperty("target"));

        Assert.Equal(SettingsReader.TargetKeys.Keys.Order(StringComparer.Ordinal), inSchema);
        Assert.Equal(inSchema, Properties(typeof(TargetSettings)));
    }

    [Fact]
    public void The_schema_forbids_unknown_settings()
    {
        Assert.False(Schema.GetProperty("additionalProperties").GetBoolean());
        Assert.False(Schema.GetProperty("definitions").GetProperty("target").GetProperty("additionalProperties").GetBoolean());
    }

    [Fact]
    public void The_defaults_of_the_schema_are_those_of_the_record()
    {
        var fromSchema = new Dictionary<string, JsonElement>();
        foreach (var property in Schema.GetProperty("properties").EnumerateObject())
        {
            if (property.Value.TryGetProperty("default", out var value))
            {
                fromSchema.Add(property.Name, value);
            }
        }

        var settings = SettingsTests.Read(JsonSerializer.Serialize(fromSchema)).Settings;

        Assert.True(fromSchema.Count >= 8);
        Assert.Equal(Spell(ProjectSettings.Default), Spell(settings));
    }

    [Theory]
    [InlineData("500ms")]
    [InlineData("2s")]
    [InlineData("1m30s")]
    [InlineData("1m5ms")]
    [InlineData("7d")]
    [InlineData("00:00:02")]
    [InlineData("1.00:00:00")]
    [InlineData("2")]
    [InlineData("s")]
    [InlineData("1.5s")]
    [InlineData("2s1m")]
    [InlineData("")]
    public void The_schema_accepts_the_durations_that_the_reader_accepts(string text)
    {
        var duration = Schema.GetProperty("definitions").GetProperty("duration");
        var accepted = text.Length >= duration.GetProperty("minLength").GetInt32() && Regex.IsMatch(text, duration.GetProperty("pattern").GetString()!);

        Assert.Equal(Duration.TryParse(text, out _), accepted);
    }

    [Fact]
    public void The_choices_of_the_schema_are_those_of_the_reader()
    {
        foreach (var severity in Choices(Schema.GetProperty("properties").GetProperty("ruleSeverities").GetProperty("additionalProperties")))
        {
            Assert.Equal(severity, SettingsTests.Read($"{{ \"ruleSeverities\": {{ \"x\": \"{severity}\" }} }}").Settings.RuleSeverities["x"].ToString(), ignoreCase: true);
        }

        Assert.Equal(Enum.GetNames<ConfiguredSeverity>().Length, Choices(Schema.GetProperty("properties").GetProperty("ruleSeverities").GetProperty("additionalProperties")).Count());
        foreach (var mode in Choices(Schema.GetProperty("definitions").GetProperty("target").GetProperty("properties").GetProperty("sslMode")))
        {
            Assert.Equal(mode, SettingsTests.Read($"{{ \"targets\": {{ \"x\": {{ \"sslMode\": \"{mode}\" }} }} }}").Settings.Targets["x"].SslMode);
        }
    }

    private static IEnumerable<string> Choices(JsonElement element) => element.GetProperty("enum").EnumerateArray().Select(item => item.GetString()!);

    private static IEnumerable<string> Names(JsonElement schema) =>
        schema.GetProperty("properties").EnumerateObject().Select(property => property.Name).Order(StringComparer.Ordinal);

    private static IEnumerable<string> Properties(Type type) =>
        type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Instance)
            .Select(property => JsonNamingPolicy.CamelCase.ConvertName(property.Name)).Order(StringComparer.Ordinal);

    private static string Spell(ProjectSettings settings) => JsonSerializer.Serialize(settings);
}
