namespace SchemaMigrate.Tests.Execution;

/// <summary>Stands for the end of a process: nothing of the product may handle it.</summary>
public sealed class KilledException : Exception
{
    public KilledException()
        : base("The process was killed here.")
    {
    }

    public KilledException(string message)
        : base(message)
    {
    }

    public KilledException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
