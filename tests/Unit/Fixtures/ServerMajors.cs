namespace SchemaMigrate.Tests.Fixtures;

/// <summary>Theory data: every PostgreSQL major version of this machine. Use as <c>[ClassData(typeof(ServerMajors))]</c>.</summary>
public sealed class ServerMajors : TheoryData<int>
{
    public ServerMajors()
    {
        foreach (var major in PostgresFixture.Majors)
        {
            Add(major);
        }
    }
}
