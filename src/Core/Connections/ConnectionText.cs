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

        // "host=a password=x;y" is one notation, "host=a;password=x y" the other: the one whose keys are all known has it.
        var driver = NpgsqlText.Split(text);
        if (driver is not null && driver.All(pair => NpgsqlText.IsKnown(pair.Key)))
        {
            return NpgsqlText.Translate(driver);
        }

        var libpq = LibpqText.TrySplit(text);
        if (libpq is not null && libpq.All(pair => LibpqKeywords.Contains(pair.Key)))
        {
            return LibpqText.Translate(libpq);
        }

        // Neither is right: complain in the notation that the text looks like.
        return driver is not null && (text.Contains(';', StringComparison.Ordinal) || libpq is null || driver.Count >= libpq.Count)
            ? NpgsqlText.Translate(driver)
            : LibpqText.Translate(libpq ?? throw KeyErrors.NotPairs());
    }
}
