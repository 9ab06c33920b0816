namespace SchemaMigrate.PsHost;

/// <summary>The switches of <c>pwsh</c> that build scripts, tests and pipelines use, with the same names and meaning.</summary>
internal sealed record CommandLine
{
    public const string Usage =
        "Usage: PsHost [-NoProfile] [-NoLogo] [-NonInteractive] [-ExecutionPolicy <any>] [-WorkingDirectory <folder>] [-ShowProgress] "
        + "(-File <script> [argument ...] | -Command <text>)";

    public string? File { get; private init; }

    public string? Command { get; private init; }

    public IReadOnlyList<string> Arguments { get; private init; } = [];

    public bool NonInteractive { get; private init; }

    /// <summary>Progress records become lines on standard error; off unless asked for, because nobody watches a bar in a log.</summary>
    public bool ShowProgress { get; private init; }

    public string? WorkingDirectory { get; private init; }

    public static CommandLine Parse(IReadOnlyList<string> args)
    {
        var result = new CommandLine();
        for (var i = 0; i < args.Count; i++)
        {
            switch (args[i].ToUpperInvariant())
            {
                case "-NOPROFILE" or "-NOLOGO":
                    break;
                case "-EXECUTIONPOLICY":
                    _ = ValueAfter(args, i++);
                    break;
                case "-NONINTERACTIVE":
                    result = result with { NonInteractive = true };
                    break;
                case "-SHOWPROGRESS":
                    result = result with { ShowProgress = true };
                    break;
                case "-WORKINGDIRECTORY":
                    result = result with { WorkingDirectory = ValueAfter(args, i++) };
                    break;
                case "-COMMAND" or "-C":
                    _ = ValueAfter(args, i);
                    return result with { Command = string.Join(' ', args.Skip(i + 1)) };
                case "-FILE" or "-F":
                    return result with { File = ValueAfter(args, i), Arguments = [.. args.Skip(i + 2)] };
                case ['-', ..]:
                    throw new FormatException($"Unknown switch '{args[i]}'.");
                default:
                    return result with { File = args[i], Arguments = [.. args.Skip(i + 1)] };
            }
        }

        throw new FormatException("Nothing to run: give a script file or -Command.");
    }

    private static string ValueAfter(IReadOnlyList<string> args, int index) =>
        index + 1 < args.Count ? args[index + 1] : throw new FormatException($"'{args[index]}' needs a value.");
}
