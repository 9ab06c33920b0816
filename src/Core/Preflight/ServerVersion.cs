using System.Globalization;

namespace SchemaMigrate.Preflight;

/// <summary>The version of the server that a preflight without a connection assumes.</summary>
/// <param name="Major">The major version, for example 15.</param>
/// <param name="Minor">The minor version; null when it is not known.</param>
public readonly record struct ServerVersion(int Major, int? Minor = null)
{
    /// <summary>The newest version whose behaviour is known.</summary>
    public static ServerVersion Newest { get; } = new(18);

    /// <summary>Reads <c>15</c> or <c>15.4</c>.</summary>
    /// <param name="text">The version.</param>
    /// <param name="version">The result.</param>
    public static bool TryParse(string? text, out ServerVersion version)
    {
        var parts = (text ?? "").Split('.');
        version = default;
        if (parts.Length > 2 || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var major) || major < 10 || major > 99)
        {
            return false;
        }

        if (parts.Length == 1)
        {
            version = new ServerVersion(major);
            return true;
        }

        var read = int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var minor);
        version = new ServerVersion(major, minor);
        return read;
    }

    /// <inheritdoc/>
    public override string ToString() => Minor is { } minor ? string.Create(CultureInfo.InvariantCulture, $"{Major}.{minor}") : Major.ToString(CultureInfo.InvariantCulture);
}
