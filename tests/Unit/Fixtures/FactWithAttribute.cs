namespace SchemaMigrate.Tests.Fixtures;

/// <summary>A test that needs a program.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class FactWithAttribute : FactAttribute
{
    public FactWithAttribute(string program) => (Program, Skip) = (program, TestPrograms.SkipWithout(program));

    public string Program { get; }
}
