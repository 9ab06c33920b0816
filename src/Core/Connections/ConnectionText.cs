namespace SchemaMigrate.Connections;

/// <summary>Recognises which of the three notations a text is in and reads it.</summary>
internal static class ConnectionText
{
    public static IReadOnlyList<ConnectionSetting> Read(string text)
    {
        if (ConnectionUri.IsUri(text))
        {
            return ConnectionUri.Read(text);
        }

        var driver = NpgsqlText.Split(text);
        var libpq = LibpqText.TrySplit(text);
        if (driver is null && libpq is null)
        {
            throw KeyErrors.NotPairs();
        }

        return IsLibpq(driver, libpq) ? LibpqText.Translate(libpq!) : NpgsqlText.Translate(driver!);
    }

    // "host=a password=x;y" is libpq's, "host=a;password=x y" the driver's, and both can be cut both ways. Whoever knows all keys has it;
    // when both do, or neither, a text that the driver would take as one long value is libpq's.
    private static bool IsLibpq(IReadOnlyList<KeyValuePair<string, string>>? driver, IReadOnlyList<KeyValuePair<string, string>>? libpq)
    {
        if (driver is null || libpq is null)
        {
            return driver is null;
        }

        var driverKnowsAll = driver.All(pair => NpgsqlText.IsKnown(pair.Key));
        var libpqKnowsAll = libpq.All(pair => LibpqKeywords.Contains(pair.Key));
        if (driver.Count == 1 && libpq.Count > 1)
        {
            return LibpqKeywords.Contains(libpq[0].Key.ToLowerInvariant());
        }

        return driverKnowsAll == libpqKnowsAll ? libpq.Count > driver.Count : libpqKnowsAll;
    }
}
