namespace SchemaMigrate.Tests.Fixtures;

/// <summary>A test with data that needs a program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class TheoryWithAttribute : TheoryAttribute
{
    public TheoryWithAttribute(string program) => (Program, Skip) = (program, TestPrograms.SkipWithout(program));

    public string Program { get; }
}
