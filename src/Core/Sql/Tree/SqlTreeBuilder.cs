using System.Text;
using System.Text.Json;

namespace SchemaMigrate.Sql;

/// <summary>Reads the parser's JSON straight from its memory into a <see cref="SqlTree"/>; the JSON itself is never kept.</summary>
internal sealed class SqlTreeBuilder
{
    /// <summary>Far beyond what the grammar accepts (its own stack ends near 10,000), so that depth is the parser's business.</summary>
    private const int MaxDepth = 1_000_000;

    private const int WrapperBody = -1;

    private const int NoFixedType = -1;

    private readonly NameTable names;
    private readonly List<int> open = [];
    private int[] fixedTypes = [NoFixedType];
    private int[] tape = new int[1024];
    private byte[] heap = new byte[1024];
    private int tapeLength;
    private int heapLength;

    public SqlTreeBuilder(NameTable names) => this.names = names;

    public SqlTree Build(ReadOnlySpan<byte> json)
    {
        open.Clear();
        (tapeLength, heapLength) = (0, 0);
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = MaxDepth });
        var field = 0;
        var bodyOfWrapper = false;
        while (reader.Read())
        {
            switch (reader.TokenType)
            {
                case JsonTokenType.PropertyName:
                    bodyOfWrapper = NameWrapper(reader.ValueSpan);
                    field = bodyOfWrapper ? 0 : names.Intern(reader.ValueSpan);
                    continue;
                case JsonTokenType.StartObject:
                    OpenNode(field, bodyOfWrapper);
                    break;
                case JsonTokenType.StartArray:
                    CountItem();
                    open.Add(tapeLength);
                    Write((int)TapeKind.List | (field << 4), 0, 0);
                    break;
                case JsonTokenType.EndObject or JsonTokenType.EndArray:
                    Close();
                    break;
                case JsonTokenType.String:
                    CountItem();
                    WriteText(field, ref reader);
                    break;
                case JsonTokenType.Number:
                    CountItem();
                    var number = reader.TryGetInt64(out var whole) ? whole : (long)reader.GetDouble();
                    Write((int)TapeKind.Number | (field << 4), (int)number, (int)(number >> 32));
                    break;
                case JsonTokenType.True:
                    CountItem();
                    Write((int)TapeKind.True | (field << 4));
                    break;
                default:
                    break;
            }

            (field, bodyOfWrapper) = (0, false);
        }

        return new SqlTree(tape.AsSpan(0, tapeLength).ToArray(), heap.AsSpan(0, heapLength).ToArray(), names);
    }

    /// <summary>
    /// <c>{"RangeVar": {…}}</c> names the type of the object around: a capital letter marks it, because fields are never written so.
    /// </summary>
    private bool NameWrapper(ReadOnlySpan<byte> property)
    {
        if (property[0] is < (byte)'A' or > (byte)'Z' || open[^1] is var node && node < 0)
        {
            return false;
        }

        tape[node] = (tape[node] & 0xFFFF) | (names.Intern(property) << 16);
        return true;
    }

    private void OpenNode(int field, bool bodyOfWrapper)
    {
        if (bodyOfWrapper)
        {
            open.Add(WrapperBody);
            return;
        }

        CountItem();
        open.Add(tapeLength);
        Write((int)TapeKind.Node | (field << 4) | (FixedType(field) << 16), 0);
    }

    private int FixedType(int field)
    {
        if (field >= fixedTypes.Length)
        {
            Array.Resize(ref fixedTypes, Math.Max(fixedTypes.Length * 2, field + 1));
        }

        if (fixedTypes[field] == 0)
        {
            var type = FieldTypes.TypeOf(names[field]);
            fixedTypes[field] = type.Length == 0 ? NoFixedType : names.Intern(Encoding.UTF8.GetBytes(type));
        }

        return fixedTypes[field] == NoFixedType ? 0 : fixedTypes[field];
    }

    private void Close()
    {
        var index = open[^1];
        open.RemoveAt(open.Count - 1);
        if (index >= 0)
        {
            tape[index + 1] = tapeLength;
        }
    }

    private void CountItem()
    {
        if (open.Count > 0 && open[^1] is var parent && parent >= 0 && (TapeKind)(tape[parent] & 0xF) == TapeKind.List)
        {
            tape[parent + 2]++;
        }
    }

    private void WriteText(int field, ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped && names.TryInternValue(reader.ValueSpan, out var name))
        {
            Write((int)TapeKind.Name | (field << 4) | (name << 16));
            return;
        }

        var needed = heapLength + reader.ValueSpan.Length;
        if (needed > heap.Length)
        {
            Array.Resize(ref heap, Math.Max(heap.Length * 2, needed));
        }

        var length = reader.CopyString(heap.AsSpan(heapLength));
        Write((int)TapeKind.Text | (field << 4), heapLength, length);
        heapLength += length;
    }

    private void Write(int first, int second = 0, int third = 0)
    {
        if (tapeLength + 3 > tape.Length)
        {
            Array.Resize(ref tape, tape.Length * 2);
        }

        tape[tapeLength] = first;
        tape[tapeLength + 1] = second;
        tape[tapeLength + 2] = third;
        tapeLength += (TapeKind)(first & 0xF) switch
        {
            TapeKind.Node => 2,
            TapeKind.List or TapeKind.Text or TapeKind.Number => 3,
            _ => 1,
        };
    }
}
