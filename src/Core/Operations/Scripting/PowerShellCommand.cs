using System.Text;

namespace SchemaMigrate.Operations;

/// <summary>Writes one PowerShell command in such a way that PowerShell reads back exactly the values given.</summary>
internal sealed class PowerShellCommand
{
    private readonly StringBuilder text;

    /// <summary>Begins a command.</summary>
    /// <param name="name">The cmdlet.</param>
    public PowerShellCommand(string name) => text = new StringBuilder(name);

    /// <summary>A positional argument.</summary>
    public PowerShellCommand Argument(string value)
    {
        text.Append(' ').Append(Quote(value));
        return this;
    }

    /// <summary>A positional argument that is a list.</summary>
    public PowerShellCommand Argument(IEnumerable<string> values)
    {
        var quoted = string.Join(", ", values.Select(Quote));
        text.Append(' ').Append(quoted.Length > 0 ? quoted : "@()");
        return this;
    }

    /// <summary>A named argument; left out when there is no value.</summary>
    public PowerShellCommand Parameter(string name, string? value)
    {
        if (value is not null)
        {
            text.Append(" -").Append(name).Append(' ').Append(Quote(value));
        }

        return this;
    }

    /// <summary>A named argument that is a list; left out when the list is empty.</summary>
    public PowerShellCommand Parameter(string name, IEnumerable<string> values)
    {
        var quoted = values.Select(Quote).ToArray();
        if (quoted.Length > 0)
        {
            text.Append(" -").Append(name).Append(' ').AppendJoin(", ", quoted);
        }

        return this;
    }

    /// <summary>A named argument that is a list, also when the list is empty.</summary>
    public PowerShellCommand Always(string name, IEnumerable<string> values)
    {
        text.Append(" -").Append(name);
        return Argument(values);
    }

    /// <summary>A named argument that is itself an operation, in parentheses; left out when there is none.</summary>
    public PowerShellCommand Parameter(string name, Operation? value)
    {
        if (value is not null)
        {
            text.Append(" -").Append(name).Append(" (").Append(value.ToScript()).Append(')');
        }

        return this;
    }

    /// <summary>A named argument that is a list of operations, in parentheses; left out when the list is empty.</summary>
    public PowerShellCommand Parameter(string name, ValueList<Operation> values)
    {
        if (values.Count > 0)
        {
            text.Append(" -").Append(name).Append(' ').AppendJoin(", ", values.Select(value => $"({value.ToScript()})"));
        }

        return this;
    }

    /// <summary>A named argument that is a list of dictionaries; left out when there is nothing in them. Their keys ignore case, so that keys which differ in that only need several.</summary>
    public PowerShellCommand Parameter(string name, IEnumerable<(string Key, string Value)> entries)
    {
        var tables = new List<Dictionary<string, string>>();
        foreach (var (key, value) in entries)
        {
            var table = tables.Find(table => !table.ContainsKey(key));
            if (table is null)
            {
                tables.Add(table = new(StringComparer.OrdinalIgnoreCase));
            }

            table.Add(key, value);
        }

        if (tables.Count > 0)
        {
            text.Append(" -").Append(name).Append(' ').AppendJoin(", ", tables.Select(table => $"@{{ {string.Join("; ", table.Select(entry => $"{Quote(entry.Key)} = {Quote(entry.Value)}"))} }}"));
        }

        return this;
    }

    /// <summary>A switch; left out when it is off.</summary>
    public PowerShellCommand Switch(string name, bool on)
    {
        if (on)
        {
            text.Append(" -").Append(name);
        }

        return this;
    }

    /// <summary>The command, on one line unless a value holds line breaks.</summary>
    public override string ToString() => text.ToString();

    // PowerShell takes the typographic single quotes for single quotes too, also inside a string that an ASCII one opened.
    private static string Quote(string value)
    {
        var quoted = new StringBuilder(value.Length + 2).Append('\'');
        foreach (var c in value)
        {
            quoted.Append(c);
            if (c is '\'' or '\u2018' or '\u2019' or '\u201A' or '\u201B')
            {
                quoted.Append(c);
            }
        }

        return quoted.Append('\'').ToString();
    }
}
