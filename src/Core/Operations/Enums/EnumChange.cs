using SchemaMigrate.Errors;
using SchemaMigrate.Sql;

namespace SchemaMigrate.Operations;

/// <summary>An enum, the values that it has and those that it gets.</summary>
public sealed record EnumChange
{
    /// <summary>Takes a change.</summary>
    /// <param name="type">The type.</param>
    /// <param name="values">The values that it gets, in their order.</param>
    /// <param name="from">The values that it has, in their order.</param>
    /// <param name="map">For values that go: what their rows get. A value that goes and is not here may not be in use.</param>
    /// <exception cref="MigrationException">
    /// <see cref="OperationsErrors.InvalidEnumValue"/>: a value is too long or there twice, or the map names one that does not fit.
    /// <see cref="OperationsErrors.IncompleteOperation"/>: nothing changes.
    /// </exception>
    public EnumChange(QualifiedName type, ValueList<string> values, ValueList<string> from, ValueList<EnumMapping> map)
    {
        ArgumentNullException.ThrowIfNull(map);
        (Type, Values, From) = (type, EnumValue.Checked(values), EnumValue.Checked(from));
        Map = map.OrderBy(entry => entry.From, StringComparer.Ordinal).ToValueList();
        if (Values.Equals(From))
        {
            throw new MigrationException(OperationsErrors.IncompleteOperation, $"The enum {type.Display} has these values already: nothing changes.") { Target = type.Display };
        }

        foreach (var (source, target) in Map.Select(entry => (entry.From, entry.To)))
        {
            var problem = !From.Contains(source) ? $"The value '{source}' of the map is not one that the enum {type.Display} has"
                : Values.Contains(source) ? $"The value '{source}' of the map stays in the enum {type.Display}"
                : !Values.Contains(target) ? $"The value '{target}', which '{source}' is to become, is not one that the enum {type.Display} gets"
                : Map.Count(entry => entry.From == source) > 1 ? $"The value '{source}' is in the map twice"
                : null;
            if (problem is not null)
            {
                throw new MigrationException(OperationsErrors.InvalidEnumValue, problem + ".") { Target = source };
            }
        }
    }

    /// <summary>The type.</summary>
    public QualifiedName Type { get; }

    /// <summary>The values that it gets, in their order.</summary>
    public ValueList<string> Values { get; }

    /// <summary>The values that it has, in their order.</summary>
    public ValueList<string> From { get; }

    /// <summary>For values that go: what their rows get; in the order of the values.</summary>
    public ValueList<EnumMapping> Map { get; }

    /// <summary>Whether values are only added, which needs no new type.</summary>
    public bool OnlyAdds => Values.Where(From.Contains).ToValueList().Equals(From);

    /// <summary>Values that go and that rows may not have, because nobody said what they become.</summary>
    public ValueList<string> Forbidden => From.Where(value => Forth(value) is null).ToValueList();

    /// <summary>Values that are new and that no value of before became.</summary>
    public ValueList<string> Unprecedented => Values.Where(value => Back(value) is null).ToValueList();

    /// <summary>The change back. What several values became is given back as the first of them.</summary>
    internal EnumChange Reverse() => new(Type, From, Values,
        Values.Where(value => !From.Contains(value) && Back(value) is not null).Select(value => new EnumMapping(value, Back(value)!)).ToValueList());

    /// <summary>What the way back cannot tell apart any more, as a sentence; null when it can.</summary>
    internal string? Loss
    {
        get
        {
            var merged = From.Where(value => Forth(value) is { } next && Back(next) != value).Select(value => $"'{value}' come back as '{Back(Forth(value)!)}'").ToArray();
            return merged.Length == 0 ? null : $"The values of {Type.Display} are merged: rows that had {string.Join(", those that had ", merged)}.";
        }
    }

    /// <summary>What a value becomes; null when rows may not have it.</summary>
    internal string? Forth(string value) => Values.Contains(value) ? value : Map.FirstOrDefault(entry => entry.From == value)?.To;

    /// <summary>What a new value was; null when it was nothing.</summary>
    internal string? Back(string value) => From.Contains(value) ? value : From.FirstOrDefault(former => Forth(former) == value);

    /// <summary>Adds the parameters that follow the type.</summary>
    internal PowerShellCommand AddTo(PowerShellCommand command) => command.Argument(Type.Spelling).Argument(Values)
        .Always("From", From)
        .Parameter("Map", Map.Select(entry => (entry.From, entry.To)));

    /// <summary>The change for people.</summary>
    public override string ToString() => $"{Type.Display} to ({Values})";
}
