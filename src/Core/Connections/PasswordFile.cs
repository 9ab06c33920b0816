using System.Globalization;
using System.Text;

namespace SchemaMigrate.Connections;

/// <summary>libpq's password file (manual, section 34.16): lines of <c>host:port:database:user:password</c>.</summary>
internal static class PasswordFile
{
    /// <summary>Whether others than the owner can read the file; libpq then ignores it, and so do we.</summary>
    public static bool IsExposed(string path)
    {
        const UnixFileMode others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead | UnixFileMode.OtherWrite | UnixFileMode.OtherExecute;
        return !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & others) != 0;
    }

    /// <summary>The password of the first line that matches, or null.</summary>
    public static string? Find(string path, string host, int port, string database, string user)
    {
        // A default socket folder is "localhost" in a password file; any other folder is written as it is.
        string[] wanted = [host, port.ToString(CultureInfo.InvariantCulture), database, user];
        foreach (var line in File.ReadLines(path))
        {
            if (line.Length == 0 || line[0] == '#')
            {
                continue;
            }

            var fields = Split(line);
            if (fields.Count >= 5 && wanted.Select((value, i) => fields[i] == "*" || fields[i] == value).All(matches => matches))
            {
                return fields[4];
            }
        }

        return null;
    }

    // A backslash escapes ':' and itself. The wildcard is a bare "*".
    private static List<string> Split(string line)
    {
        var fields = new List<string>();
        var field = new StringBuilder();
        for (var i = 0; i < line.Length; i++)
        {
            if (line[i] == '\\' && i + 1 < line.Length)
            {
                field.Append(line[++i]);
            }
            else if (line[i] == ':' && fields.Count < 4)
            {
                fields.Add(field.ToString());
                field.Clear();
            }
            else
            {
                field.Append(line[i]);
            }
        }

        fields.Add(field.ToString().TrimEnd('\r', '\n'));
        return fields;
    }
}
