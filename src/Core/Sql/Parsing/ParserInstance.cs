using System.Text;
using Wasmtime;

namespace SchemaMigrate.Sql;

/// <summary>
/// One running libpg_query: its memory and functions. Not thread-safe, and after a trap in an undefined state, so it is used and thrown
/// away by <see cref="ParserThread"/> alone.
/// </summary>
internal sealed class ParserInstance : IDisposable
{
    private readonly Store store;
    private readonly Memory memory;
    private readonly SqlTreeBuilder builder;
    private readonly Func<int, int> allocate;
    private readonly Action<int> free;
    private readonly Func<int, int> parse;
    private readonly Action<int> freeParseResult;
    private readonly Func<int, int> scan;
    private readonly Func<int, int> parsePlPgSql;
    private readonly Action<int> freeText;

    public ParserInstance(ParserModules modules, NameTable names)
    {
        store = new Store(modules.Engine);
        builder = new SqlTreeBuilder(names);
        Memory? memoryOfInstance = null;
        var shim = new Instance(store, modules.Shim);
        var imports = modules.Parser.Imports.Select(object (import) => import.Name == LibPgQueryBinary.ResizeHeap
            ? Function.FromCallback(store, (int size) => Grow(memoryOfInstance!, size))
            : shim.GetFunction(import.Name)!).ToArray();
        var parser = new Instance(store, modules.Parser, imports);
        memory = memoryOfInstance = parser.GetMemory(LibPgQueryBinary.Memory)!;

        var shimTable = shim.GetTable(LongjmpShim.Table)!;
        var parserTable = parser.GetTable(LibPgQueryBinary.Table)!;
        for (uint i = 0; i < parserTable.GetSize(); i++)
        {
            shimTable.SetElement(i, parserTable.GetElement(i));
        }

        shimTable.SetElement(LongjmpShim.StackSaveSlot, parser.GetFunction(LibPgQueryBinary.StackSave));
        shimTable.SetElement(LongjmpShim.StackRestoreSlot, parser.GetFunction(LibPgQueryBinary.StackRestore));
        shimTable.SetElement(LongjmpShim.SetThrewSlot, parser.GetFunction(LibPgQueryBinary.SetThrew));
        parser.GetAction(LibPgQueryBinary.Constructors)!();

        allocate = parser.GetFunction<int, int>(LibPgQueryBinary.Allocate)!;
        free = parser.GetAction<int>(LibPgQueryBinary.Free)!;
        parse = parser.GetFunction<int, int>(LibPgQueryBinary.Parse)!;
        freeParseResult = parser.GetAction<int>(LibPgQueryBinary.FreeParseResult)!;
        scan = parser.GetFunction<int, int>(LibPgQueryBinary.Scan)!;
        parsePlPgSql = parser.GetFunction<int, int>(LibPgQueryBinary.ParsePlPgSql)!;
        freeText = parser.GetAction<int>(LibPgQueryBinary.FreeText)!;
    }

    /// <summary>Bytes of memory in use; it never shrinks.</summary>
    public long MemoryBytes => memory.GetLength();

    public ParserAnswer Parse(ReadOnlySpan<byte> sql)
    {
        var text = Copy(sql);
        var result = parse(text);
        try
        {
            var error = memory.ReadInt32(result + 8);
            return error != 0
                ? new ParserAnswer(null, new ParserFailure(ReadText(memory.ReadInt32(error)), memory.ReadInt32(error + 16)))
                : new ParserAnswer(builder.Build(TextAt(memory.ReadInt32(result))), null);
        }
        finally
        {
            freeParseResult(result);
            free(text);
        }
    }

    /// <summary>The tokens of the text, comments among them.</summary>
    public ParserAnswer Scan(ReadOnlySpan<byte> sql) => ReadAnswer(scan, sql);

    /// <summary>The tree of the PL/pgSQL bodies in one CREATE FUNCTION or DO statement.</summary>
    public ParserAnswer ParsePlPgSql(ReadOnlySpan<byte> sql) => ReadAnswer(parsePlPgSql, sql);

    public void Dispose() => store.Dispose();

    private static int Grow(Memory memory, int size)
    {
        const long Maximum = 1024L * 1024 * 1024;
        var wanted = (uint)size;
        var pages = (wanted + Memory.PageSize - 1) / Memory.PageSize;
        if (wanted > Maximum || pages <= memory.GetSize())
        {
            return wanted > Maximum ? 0 : 1;
        }

        try
        {
            memory.Grow(pages - memory.GetSize());
            return 1;
        }
        catch (WasmtimeException)
        {
            return 0;
        }
    }

    /// <summary>Both functions answer with one text: JSON, or an error message.</summary>
    private ParserAnswer ReadAnswer(Func<int, int> function, ReadOnlySpan<byte> sql)
    {
        var text = Copy(sql);
        var result = function(text);
        try
        {
            var answer = TextAt(result);
            return answer.Length > 0 && answer[0] == (byte)'{'
                ? new ParserAnswer(builder.Build(answer), null)
                : new ParserAnswer(null, new ParserFailure(Encoding.UTF8.GetString(answer), 0));
        }
        finally
        {
            freeText(result);
            free(text);
        }
    }

    private int Copy(ReadOnlySpan<byte> sql)
    {
        var address = allocate(sql.Length + 1);
        if (address == 0)
        {
            throw new InsufficientMemoryException("The SQL parser has no memory left.");
        }

        var target = memory.GetSpan(address, sql.Length + 1);
        sql.CopyTo(target);
        target[sql.Length] = 0;
        return address;
    }

    private string ReadText(int address) => address == 0 ? "" : Encoding.UTF8.GetString(TextAt(address));

    private ReadOnlySpan<byte> TextAt(int address)
    {
        var rest = memory.GetSpan(address, (int)Math.Min(int.MaxValue, memory.GetLength() - (uint)address));
        return rest[..rest.IndexOf((byte)0)];
    }
}
