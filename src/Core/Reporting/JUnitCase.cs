namespace SchemaMigrate.Reporting;

/// <summary>A test case of a JUnit report.</summary>
/// <param name="ClassName">What it belongs to.</param>
/// <param name="Name">Its name.</param>
internal sealed record JUnitCase(string ClassName, string Name)
{
    public TimeSpan Duration { get; init; }

    public string? FailureType { get; init; }

    public string? Message { get; init; }

    public string? Output { get; init; }

    public string? Skipped { get; init; }
}
