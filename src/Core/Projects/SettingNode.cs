using System.Text.Json;

namespace SchemaMigrate.Projects;

/// <summary>A JSON value with its place in the file, which System.Text.Json's own tree does not keep.</summary>
/// <param name="Kind">What the value is.</param>
/// <param name="Offset">Where it begins, in bytes.</param>
/// <param name="Text">The value of a string or the digits of a number.</param>
/// <param name="Members">The members of an object in order; names may repeat here.</param>
/// <param name="Items">The items of an array.</param>
internal sealed record SettingNode(
    JsonValueKind Kind, int Offset, string? Text, IReadOnlyList<(string Name, int Offset, SettingNode Value)> Members, IReadOnlyList<SettingNode> Items)
{
    /// <summary>Reads a file: comments and trailing commas are fine.</summary>
    /// <exception cref="JsonException">It is not JSON.</exception>
    public static SettingNode Parse(ReadOnlySpan<byte> json)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true, MaxDepth = 16 });
        reader.Read();
        var root = Read(ref reader);
        reader.Read();
        return root;
    }

    private static SettingNode Read(ref Utf8JsonReader reader)
    {
        var offset = (int)reader.TokenStartIndex;
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                var members = new List<(string, int, SettingNode)>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                {
                    var name = reader.GetString()!;
                    var nameOffset = (int)reader.TokenStartIndex;
                    reader.Read();
                    members.Add((name, nameOffset, Read(ref reader)));
                }

                return new SettingNode(JsonValueKind.Object, offset, null, members, []);
            case JsonTokenType.StartArray:
                var items = new List<SettingNode>();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                {
                    items.Add(Read(ref reader));
                }

                return new SettingNode(JsonValueKind.Array, offset, null, [], items);
            case JsonTokenType.String:
                return new SettingNode(JsonValueKind.String, offset, reader.GetString(), [], []);
            case JsonTokenType.Number:
                return new SettingNode(JsonValueKind.Number, offset, System.Text.Encoding.UTF8.GetString(reader.ValueSpan), [], []);
            default:
                var kind = reader.TokenType switch { JsonTokenType.True => JsonValueKind.True, JsonTokenType.False => JsonValueKind.False, _ => JsonValueKind.Null };
                return new SettingNode(kind, offset, null, [], []);
        }
    }
}
