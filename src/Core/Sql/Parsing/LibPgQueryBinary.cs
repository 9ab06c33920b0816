namespace SchemaMigrate.Sql;

/// <summary>
/// The names inside one exact build of libpg_query. They are minified and differ from build to build, so they are valid for
/// <see cref="Sha256"/> only; the build checks that hash (Parser.targets) and so does <see cref="ParserModules"/> before it compiles.
/// </summary>
internal static class LibPgQueryBinary
{
    public const string FileName = "libpg-query.wasm";

    public const string Sha256 = "378b64e6182f65c71ad5dbd2c31c81e9dfed7d2f2debfb4b51c0d0de8fa2ae36";

    public const string Memory = "z";
    public const string Table = "D";
    public const string Constructors = "A";
    public const string Allocate = "C";
    public const string Free = "E";
    public const string Parse = "F";
    public const string FreeParseResult = "G";
    public const string ParsePlPgSql = "H";
    public const string Scan = "M";
    public const string FreeText = "N";
    public const string SetThrew = "P";
    public const string StackRestore = "Q";
    public const string StackSave = "R";

    /// <summary>The module name of every import.</summary>
    public const string ImportModule = "a";

    public const string ThrowLongjmp = "p";
    public const string ResizeHeap = "q";

    /// <summary>Imports that end the program: assert, abort, exit.</summary>
    public static readonly string[] Aborts = ["c", "m", "v", "x"];

    /// <summary>Imports that call a function pointer and must survive a longjmp out of it: one per signature.</summary>
    public static readonly string[] Invokes = ["a", "b", "d", "e", "f", "g", "h", "i", "j", "k", "l", "n", "y"];
}
