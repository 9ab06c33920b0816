using System.Globalization;
using System.Management.Automation;
using SchemaMigrate.Errors;
using SchemaMigrate.Operations;

namespace SchemaMigrate.Cmdlets.Operations;

/// <summary>Turns a value of PowerShell into text that PostgreSQL reads as the same value, whatever the culture of the session is.</summary>
internal static class LiteralText
{
    /// <summary>The text of a value.</summary>
    /// <param name="value">A text, a number, a truth value, a date or time, a GUID.</param>
    /// <exception cref="MigrationException"><see cref="OperationsErrors.InvalidDefault"/>.</exception>
    public static string Of(object? value) => (value is PSObject wrapped ? wrapped.BaseObject : value) switch
    {
        string text => text,
        bool truth => truth ? "true" : "false",
        char c => c.ToString(),
        double number => number.ToString("R", CultureInfo.InvariantCulture),
        float number => number.ToString("R", CultureInfo.InvariantCulture),
        sbyte or byte or short or ushort or int or uint or long or ulong or decimal or System.Numerics.BigInteger or Guid =>
            Convert.ToString(value is PSObject w ? w.BaseObject : value, CultureInfo.InvariantCulture)!,
        DateOnly date => date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTime { Kind: DateTimeKind.Unspecified } time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFF", CultureInfo.InvariantCulture),
        DateTime time => time.ToUniversalTime().ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFZ", CultureInfo.InvariantCulture),
        DateTimeOffset time => time.ToString("yyyy-MM-ddTHH:mm:ss.FFFFFFzzz", CultureInfo.InvariantCulture),
        var other => throw new MigrationException(OperationsErrors.InvalidDefault,
            $"A default cannot be {(other is null ? "null" : "a value of type " + other.GetType().Name)}."),
    };
}
