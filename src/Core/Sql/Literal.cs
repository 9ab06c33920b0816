using System.Globalization;
using SchemaMigrate.Errors;

namespace SchemaMigrate.Sql;

/// <summary>
/// A PostgreSQL constant (manual, section 4.1.2). <see cref="ToString"/> gives its SQL form, so that a literal can be placed in SQL by
/// interpolation. The form reads the same whatever <c>standard_conforming_strings</c> is.
/// </summary>
public readonly record struct Literal
{
    private readonly string? sql;

    private Literal(string sql) => this.sql = sql;

    /// <summary>The constant NULL, which is also the default value of this type.</summary>
    public static Literal Null => default;

    /// <summary>A text constant in quotes, or NULL.</summary>
    /// <param name="value">Any text that PostgreSQL can store: no NUL, no half of a surrogate pair.</param>
    /// <exception cref="MigrationException"><see cref="SqlErrors.InvalidLiteral"/>.</exception>
    public static Literal Of(string? value)
    {
        if (value is null)
        {
            return Null;
        }

        RefuseUnstorable(value);
        var quoted = value.Replace("'", "''", StringComparison.Ordinal);

        // A backslash means itself in '…' only while standard_conforming_strings is on; in E'…' it is an escape always.
        return quoted.Contains('\\', StringComparison.Ordinal)
            ? new($"E'{quoted.Replace("\\", "\\\\", StringComparison.Ordinal)}'")
            : new($"'{quoted}'");
    }

    /// <summary>An integer constant. Negative numbers are put in parentheses, so that <c>-1::int</c> and <c>2 - -1</c> cannot be misread.</summary>
    /// <param name="value">The number.</param>
    public static Literal Of(long value) => Number(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>An exact numeric constant.</summary>
    /// <param name="value">The number; trailing zeros are kept, they are the scale.</param>
    public static Literal Of(decimal value) => Number(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>A double precision constant that reads back as the same bits; NaN and the infinities included.</summary>
    /// <param name="value">The number.</param>
    public static Literal Of(double value) => double.IsFinite(value)
        ? new($"'{value.ToString("R", CultureInfo.InvariantCulture)}'::pg_catalog.float8")
        : new($"'{(double.IsNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity")}'::pg_catalog.float8");

    /// <summary>The constant true or false.</summary>
    /// <param name="value">The truth value.</param>
    public static Literal Of(bool value) => new(value ? "true" : "false");

    /// <summary>The constant as SQL text.</summary>
    public override string ToString() => sql ?? "NULL";

    private static Literal Number(string digits) => new(digits.StartsWith('-') ? $"({digits})" : digits);

    private static void RefuseUnstorable(string value)
    {
        for (var i = 0; i < value.Length; i++)
        {
            if (value[i] == '\0')
            {
                throw new MigrationException(SqlErrors.InvalidLiteral, $"A text constant cannot hold the character NUL (position {i}).");
            }

            if (!char.IsSurrogate(value[i]))
            {
                continue;
            }

            if (!char.IsHighSurrogate(value[i]) || i + 1 == value.Length || !char.IsLowSurrogate(value[i + 1]))
            {
                throw new MigrationException(SqlErrors.InvalidLiteral, $"A text constant holds half of a surrogate pair (position {i}).");
            }

            i++;
        }
    }
}
