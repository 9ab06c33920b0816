using System.Globalization;
using System.Text;
using Wasmtime;

namespace SchemaMigrate.Sql;

/// <summary>
/// Writes the small module that stands between libpg_query and its imports. PostgreSQL reports errors by longjmp, which this build
/// performs through imported <c>invoke_*</c> functions; here they become WebAssembly exceptions, so that no host code is unwound.
/// </summary>
internal static class LongjmpShim
{
    public const string Table = "$table";

    /// <summary>Slots of the shim's table that hold the parser's own helpers, above the copy of the parser's table.</summary>
    public const int StackSaveSlot = 253;
    public const int StackRestoreSlot = 254;
    public const int SetThrewSlot = 255;

    public static string Write(IEnumerable<FunctionImport> imports)
    {
        var wat = new StringBuilder("""
            (module
              (type $save (func (result i32))) (type $restore (func (param i32))) (type $threw (func (param i32 i32)))
              (tag $longjmp) (table (export "$table") 256 funcref)

            """);
        foreach (var import in imports)
        {
            if (import.Name != LibPgQueryBinary.ResizeHeap)
            {
                wat.AppendLine(CultureInfo.InvariantCulture, $"  (func (export \"{import.Name}\"){Signature(import)} {Body(import)})");
            }
        }

        return wat.Append(')').ToString();
    }

    private static string Body(FunctionImport import) => import.Name switch
    {
        LibPgQueryBinary.ThrowLongjmp => "(throw $longjmp)",
        var name when LibPgQueryBinary.Invokes.Contains(name) => Invoke(import),
        var name when LibPgQueryBinary.Aborts.Contains(name) => "unreachable",
        // Files and timers: there are none, and "failed" is an answer that libpg_query copes with.
        _ => string.Concat(import.Results.Select(type => $"({Name(type)}.const -1)")),
    };

    private static string Invoke(FunctionImport import)
    {
        var arguments = string.Join(' ', import.Parameters.Skip(1).Select(Name));
        var results = string.Join(' ', import.Results.Select(Name));
        var values = string.Concat(Enumerable.Range(1, import.Parameters.Count - 1).Select(i => $"(local.get {i})"));
        var zeros = string.Concat(import.Results.Select(type => $"({Name(type)}.const 0)"));
        return $"""
            (local $sp i32)
                (local.set $sp (call_indirect (type $save) (i32.const {StackSaveSlot})))
                (block $caught
                  (try_table (catch $longjmp $caught)
                    (call_indirect (param {arguments}) (result {results}) {values} (local.get 0)) return))
                (call_indirect (type $restore) (local.get $sp) (i32.const {StackRestoreSlot}))
                (call_indirect (type $threw) (i32.const 1) (i32.const 0) (i32.const {SetThrewSlot}))
                {zeros}
            """;
    }

    private static string Signature(FunctionImport import) =>
        $" (param {string.Join(' ', import.Parameters.Select(Name))}) (result {string.Join(' ', import.Results.Select(Name))})";

    private static string Name(ValueKind kind) => kind switch
    {
        ValueKind.Int32 => "i32",
        ValueKind.Int64 => "i64",
        ValueKind.Float32 => "f32",
        ValueKind.Float64 => "f64",
        _ => throw new InvalidOperationException($"libpg_query imports a function with a parameter of type {kind}."),
    };
}
