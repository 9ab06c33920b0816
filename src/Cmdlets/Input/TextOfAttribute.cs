using System.Management.Automation;

namespace SchemaMigrate.Cmdlets.Input;

/// <summary>
/// Says what names the thing when an object comes down the pipeline where text is expected. PowerShell would turn any object into a string,
/// and so take a piped connection or sandbox, which is meant for another parameter, for the name of a revision.
/// </summary>
/// <param name="properties">The properties that may hold the name; the first that the object has is taken.</param>
[AttributeUsage(AttributeTargets.Property)]
public sealed class TextOfAttribute(params string[] properties) : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        switch (inputData is PSObject wrapped ? wrapped.BaseObject : inputData)
        {
            // The value goes on untouched: a number that was typed (12e4) still knows how it was written.
            case null or string or ValueType or System.Collections.IEnumerable:
                return inputData;
            case var value:
                var members = PSObject.AsPSObject(inputData).Properties;
                return properties.Select(name => members[name]).FirstOrDefault(member => member is not null) is { } property
                    ? property.Value
                    : members["Connection"] is not null
                        ? null
                        : throw new ArgumentTransformationMetadataException($"Text is expected here, not an object of type {value.GetType().Name}.");
        }
    }
}
