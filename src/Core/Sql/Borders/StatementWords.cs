namespace SchemaMigrate.Sql;

/// <summary>The few words that decide where a statement ends: bodies in BEGIN ATOMIC … END hold semicolons, COPY … FROM STDIN has data behind it.</summary>
internal struct StatementWords
{
    private const int TooLate = 4;

    private int count;
    private bool isCopy;
    private bool isCreate;
    private bool isRoutine;
    private bool afterBegin;
    private bool afterFrom;
    private int depth;

    /// <summary>Whether the scan is within BEGIN ATOMIC … END.</summary>
    public readonly bool InAtomicBody => depth > 0;

    /// <summary>Whether the statement is COPY … FROM STDIN.</summary>
    public bool IsCopyFromStdin { get; private set; }

    public void Add(ReadOnlySpan<char> word)
    {
        count++;
        isCopy |= count == 1 && Is(word, "copy");
        isCreate |= count == 1 && Is(word, "create");
        // CREATE [OR REPLACE] FUNCTION | PROCEDURE
        isRoutine |= isCreate && count is > 1 and <= TooLate && (Is(word, "function") || Is(word, "procedure"));
        IsCopyFromStdin |= isCopy && afterFrom && Is(word, "stdin");
        afterFrom = Is(word, "from");
        if (isRoutine)
        {
            AddOfRoutine(word);
        }
    }

    private void AddOfRoutine(ReadOnlySpan<char> word)
    {
        if (depth == 0)
        {
            depth = afterBegin && Is(word, "atomic") ? 1 : 0;
            afterBegin = Is(word, "begin");
        }
        else if (Is(word, "case"))
        {
            depth++;
        }
        else if (Is(word, "end"))
        {
            depth--;
        }
    }

    private static bool Is(ReadOnlySpan<char> word, string lower) => word.Equals(lower, StringComparison.OrdinalIgnoreCase);
}
