using SchemaMigrate.Connections;

namespace SchemaMigrate.Execution.Steps;

/// <summary>Brings a session back to what it began with, so that no revision runs under another one's settings.</summary>
internal static class SessionHygiene
{
    /// <summary>The statements; inside a transaction they are transactional. RESET ALL leaves role and session user out (manual, "RESET").</summary>
    internal static IReadOnlyList<BatchItem> Reset { get; } =
    [
        new BatchItem("RESET SESSION AUTHORIZATION"),
        new BatchItem("RESET ROLE"),
        new BatchItem("RESET ALL"),
    ];
}
