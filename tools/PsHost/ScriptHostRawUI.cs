using System.Management.Automation.Host;

namespace SchemaMigrate.PsHost;

/// <summary>The size of the console; 120 columns when there is none, as wide as the module's widest table.</summary>
internal sealed class ScriptHostRawUI : PSHostRawUserInterface
{
    private const int RedirectedWidth = 120;
    private const int RedirectedHeight = 50;

    public override Size BufferSize
    {
        get => WindowSize;
        set => throw NotOffered();
    }

    public override Size WindowSize
    {
        get => Console.IsOutputRedirected ? new Size(RedirectedWidth, RedirectedHeight) : new Size(Console.WindowWidth, Console.WindowHeight);
        set => throw NotOffered();
    }

    public override Size MaxPhysicalWindowSize => WindowSize;

    public override Size MaxWindowSize => WindowSize;

    public override ConsoleColor BackgroundColor { get; set; } = ConsoleColor.Black;

    public override ConsoleColor ForegroundColor { get; set; } = ConsoleColor.Gray;

    public override Coordinates CursorPosition { get; set; }

    public override int CursorSize { get; set; } = 1;

    public override bool KeyAvailable => false;

    public override Coordinates WindowPosition { get; set; }

    public override string WindowTitle { get; set; } = string.Empty;

    public override void FlushInputBuffer()
    {
        // Nothing is buffered here.
    }

    public override BufferCell[,] GetBufferContents(Rectangle rectangle) => throw NotOffered();

    public override KeyInfo ReadKey(ReadKeyOptions options) => throw NotOffered();

    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) => throw NotOffered();

    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) => throw NotOffered();

    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) => throw NotOffered();

    private static NotSupportedException NotOffered() => new("This host has no screen buffer.");
}
