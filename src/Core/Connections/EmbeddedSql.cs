using System.Reflection;

namespace SchemaMigrate.Connections;

/// <summary>Reads the .sql files that are compiled into this assembly.</summary>
internal static class EmbeddedSql
{
    /// <summary>Gives the text of a file.</summary>
    /// <param name="name">Room and file, for example <c>Connections/Blockers.sql</c>.</param>
    public static string Read(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name)
            ?? throw new InvalidOperationException($"The embedded file '{name}' is missing from the assembly.");
        using var reader = new StreamReader(stream);
        return reader.ReadToEnd();
    }
}
