using System.Buffers;
using System.Text;

namespace SchemaMigrate.Sql;

/// <summary>Calls of the parser with stretches of .NET text.</summary>
internal static class ParserThreadExtensions
{
    /// <summary>Parses a stretch of a script.</summary>
    public static (ParserAnswer Answer, ByteOffsets Offsets) ParseStretch(
        this ParserThread parser, string sql, int start, int end, CancellationToken cancellationToken)
    {
        var (answer, byteCount) = parser.WithBytes(sql, start, end, (instance, bytes) => instance.Parse(bytes), cancellationToken);
        return (answer, new ByteOffsets(sql, start, end - start, byteCount));
    }

    /// <summary>Gives a stretch of a script, as UTF-8, to a call of the parser.</summary>
    public static (T Answer, int ByteCount) WithBytes<T>(
        this ParserThread parser, string sql, int start, int end, ParserCall<T> call, CancellationToken cancellationToken)
    {
        var bytes = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(end - start));
        var count = Encoding.UTF8.GetBytes(sql, start, end - start, bytes, 0);
        var answer = parser.Run(instance => call(instance, bytes.AsSpan(0, count)), cancellationToken);
        // Not given back after an exception: a cancelled call may still be read by the parser's thread.
        ArrayPool<byte>.Shared.Return(bytes);
        return (answer, count);
    }
}
