namespace SchemaMigrate.Preflight;

/// <summary>Settings that the source made for its session or transaction.</summary>
internal sealed class SessionState
{
    private readonly Dictionary<string, string> session = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> local = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value in force; null when the source did not set it.</summary>
    public string? this[string name] => local.TryGetValue(name, out var value) || session.TryGetValue(name, out value) ? value : null;

    /// <summary>Whether a timeout is in force: set, and not to 0 or DEFAULT.</summary>
    public bool HasTimeout(string name) => this[name] is { Length: > 0 } value && value.TrimStart('0').Length > 0 && !value.StartsWith("0 ", StringComparison.Ordinal);

    public void Set(string name, string value, bool isLocal) => (isLocal ? local : session)[name] = value;

    public void Reset(string name)
    {
        local.Remove(name);
        session.Remove(name);
    }

    public void ResetAll()
    {
        local.Clear();
        session.Clear();
    }

    public void EndTransaction() => local.Clear();
}
