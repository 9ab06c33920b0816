using System.Text;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>
/// A PostgreSQL name (manual, section 4.1.1), exactly as the catalog stores it. <see cref="ToString"/> gives the quoted form, so that
/// an identifier can be placed in SQL by interpolation. Always quoted: no keyword list can go stale.
/// </summary>
public readonly record struct Identifier
{
    /// <summary>The longest name that PostgreSQL stores, in UTF-8 bytes (NAMEDATALEN - 1).</summary>
    public const int MaxBytes = 63;

    private readonly string? name;

    /// <summary>Takes a name as the catalog stores it.</summary>
    /// <param name="name">1 to 63 UTF-8 bytes, without NUL. PostgreSQL would cut a longer one silently, so it is refused.</param>
    /// <exception cref="MigrationException"><see cref="SqlErrors.InvalidIdentifier"/>.</exception>
    public Identifier(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        // Most names are so short that no character could make them too long.
        var bytes = name.Length is > 0 and <= MaxBytes / 3 ? name.Length : Encoding.UTF8.GetByteCount(name);
        if (bytes is 0 or > MaxBytes || name.Contains('\0', StringComparison.Ordinal))
        {
            throw new MigrationException(SqlErrors.InvalidIdentifier, bytes == 0
                ? "A PostgreSQL name cannot be empty."
                : bytes > MaxBytes
                    ? $"The name '{name}' has {bytes} bytes; PostgreSQL keeps {MaxBytes} and would silently cut the rest."
                    : "A PostgreSQL name cannot hold the character NUL.")
            { Target = name };
        }

        this.name = name;
    }

    /// <summary>The name as the catalog stores it, unquoted.</summary>
    public string Name => name ?? throw new InvalidOperationException("An identifier was used before it was given a name.");

    /// <summary>The shortest spelling that <see cref="Parse"/> reads back to this name: <c>users</c>, <c>"Weird Name"</c>.</summary>
    public string Spelling => NameReader.Spell(this);

    /// <summary>Reads a name as SQL spells it: <c>users</c> and <c>Users</c> both give users, <c>"Users"</c> keeps its capital.</summary>
    /// <param name="text">The spelling, of one part.</param>
    /// <exception cref="MigrationException"><see cref="SqlErrors.MalformedName"/> or <see cref="SqlErrors.InvalidIdentifier"/>.</exception>
    public static Identifier Parse(string text) => NameReader.Read(text) switch
    {
        [var name] => new(name),
        _ => throw new MigrationException(SqlErrors.MalformedName,
            $"'{text}' has a schema or table in front; here only the name itself is expected.") { Target = text },
    };

    /// <summary>The name in double quotes, ready for SQL.</summary>
    public override string ToString() => '"' + Name.Replace("\"", "\"\"", StringComparison.Ordinal) + '"';
}
