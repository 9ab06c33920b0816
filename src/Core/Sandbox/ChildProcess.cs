using System.ComponentModel;
using System.Diagnostics;

namespace SchemaMigrate.Sandbox;

/// <summary>Runs a program to its end.</summary>
internal static class ChildProcess
{
    /// <summary>What a program left behind.</summary>
    public sealed record Result(int ExitCode, string Output, string Error)
    {
        /// <summary>The text to show when the program failed: its errors, or else its output.</summary>
        public string Complaint => Error.Trim() is { Length: > 0 } error ? error : Output.Trim();
    }

    /// <summary>Runs a command line whose first part is the program; a program that cannot be started is exit code 127.</summary>
    public static async Task<Result> RunAsync(IReadOnlyList<string> command, string workingDirectory, CancellationToken cancellationToken)
    {
        using var process = new Process { StartInfo = StartInfo(command, workingDirectory) };
        try
        {
            process.Start();
        }
        catch (Win32Exception failure)
        {
            return new Result(127, "", failure.Message);
        }

        process.StandardInput.Close();
        var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = process.StandardError.ReadToEndAsync(cancellationToken);
        try
        {
            await process.WaitForExitAsync(cancellationToken).ConfigureAwait(false);
            return new Result(process.ExitCode, await output.ConfigureAwait(false), await error.ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }
    }

    /// <summary>A start description with all three streams redirected, and without the libpq variables that would lead the server's programs astray.</summary>
    public static ProcessStartInfo StartInfo(IReadOnlyList<string> command, string workingDirectory)
    {
        var info = new ProcessStartInfo(command[0], command.Skip(1))
        {
            WorkingDirectory = workingDirectory,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        foreach (var name in info.Environment.Keys.Where(name => name.StartsWith("PG", StringComparison.OrdinalIgnoreCase)).ToArray())
        {
            info.Environment.Remove(name);
        }

        // Messages that are read back must be English, and postgres on macOS refuses to start without a locale.
        info.Environment["LC_ALL"] = "C";
        return info;
    }
}
