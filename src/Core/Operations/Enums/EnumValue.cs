using System.Text;
using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>Checks the labels of enums, which PostgreSQL stores like names.</summary>
internal static class EnumValue
{
    /// <summary>The label itself.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidEnumValue"/>.</exception>
    public static string Checked(string value)
    {
        ArgumentNullException.ThrowIfNull(value);
        var bytes = Encoding.UTF8.GetByteCount(value);
        return bytes > Identifier.MaxBytes
            ? throw new MigrationException(OperationsErrors.InvalidEnumValue,
                $"The enum value '{value}' has {bytes} bytes; PostgreSQL allows {Identifier.MaxBytes}.") { Target = value }
            : value;
    }

    /// <summary>The labels themselves, in order.</summary>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidEnumValue"/>: one is too long, or there twice.</exception>
    public static ValueList<string> Checked(ValueList<string> values)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var value in values)
        {
            if (!seen.Add(Checked(value)))
            {
                throw new MigrationException(OperationsErrors.InvalidEnumValue, $"The enum value '{value}' is given twice.") { Target = value };
            }
        }

        return values;
    }
}
