using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.Json;

namespace SchemaMigrate.Sql;

/// <summary>The shipped table of locks by statement form and server version (LockMatrix.json), as one major version sees it.</summary>
internal sealed class LockMatrix
{
    private static readonly ConcurrentDictionary<int, LockMatrix> ByMajor = new();

    private readonly FrozenDictionary<string, LockMatrixRow> rows;

    private LockMatrix(int major)
    {
        using var stream = typeof(LockMatrix).Assembly.GetManifestResourceStream("Sql/Classification/LockMatrix.json")!;
        using var document = JsonDocument.Parse(stream, new JsonDocumentOptions { CommentHandling = JsonCommentHandling.Skip });
        rows = document.RootElement.GetProperty("forms").EnumerateObject()
            .Select(form => (form.Name, Row: Choose(form.Value, major)))
            .Where(form => form.Row is not null)
            .ToFrozenDictionary(form => form.Name, form => Read(form.Name, form.Row!.Value), StringComparer.Ordinal);
    }

    public IEnumerable<string> Forms => rows.Keys;

    public static LockMatrix For(int serverMajor) => ByMajor.GetOrAdd(serverMajor, static major => new LockMatrix(major));

    public LockMatrixRow? Find(string form) => rows.GetValueOrDefault(form);

    /// <summary>A form has one row, or several with the majors they are true for.</summary>
    private static JsonElement? Choose(JsonElement form, int major)
    {
        if (form.ValueKind != JsonValueKind.Array)
        {
            return form;
        }

        foreach (var row in form.EnumerateArray())
        {
            if (major >= (row.TryGetProperty("from", out var from) ? from.GetInt32() : int.MinValue)
                && major <= (row.TryGetProperty("to", out var to) ? to.GetInt32() : int.MaxValue))
            {
                return row;
            }
        }

        return null;
    }

    private static LockMatrixRow Read(string form, JsonElement row) => new()
    {
        Alone = [form],
        Locks = row.TryGetProperty("locks", out var locks)
            ? locks.EnumerateObject().ToDictionary(role => role.Name, role => Enum.Parse<LockMode>(role.Value.GetString()!))
            : new Dictionary<string, LockMode>(),
        Transaction = Text(row, "transaction") is { } need ? Enum.Parse<TransactionNeed>(need) : TransactionNeed.Any,
        Destructive = Text(row, "destructive"),
        Rewrites = Flag(row, "rewrites"),
        Scans = Flag(row, "scans"),
        ReadsOnly = Flag(row, "readsOnly"),
        Unnamed = Text(row, "unnamed"),
        UnnamedMode = Text(row, "unnamedMode") is { } mode ? Enum.Parse<LockMode>(mode) : LockMode.None,
    };

    private static string? Text(JsonElement row, string name) => row.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool Flag(JsonElement row, string name) => row.TryGetProperty(name, out var value) && value.GetBoolean();
}
