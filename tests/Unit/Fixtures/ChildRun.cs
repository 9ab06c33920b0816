using System.Diagnostics;

namespace SchemaMigrate.Tests.Fixtures;

/// <summary>A run of <see cref="ChildProgram"/> in a process of its own.</summary>
public sealed class ChildRun : IDisposable
{
    private readonly Process process;

    private ChildRun(Process process, string answer)
    {
        this.process = process;
        Answer = answer;
    }

    /// <summary>The line that the child wrote.</summary>
    public string Answer { get; }

    /// <summary>Runs a part that ends itself, and tells whether it was killed; fails when it ended in another way than being killed or writing its line.</summary>
    public static async Task<bool> IsKilledAsync(params string[] arguments)
    {
        using var process = Launch(arguments);
        var line = await process.StandardOutput.ReadLineAsync();
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        const int killed = 128 + 9;
        return (line, process.ExitCode) switch
        {
            (null, killed) => true,
            (not null, 0) => false,
            _ => throw new InvalidOperationException($"The child ended with {process.ExitCode}: {await process.StandardError.ReadToEndAsync()}"),
        };
    }

    /// <summary>Starts a part that is to be killed while it works.</summary>
    public static Process Launch(params string[] arguments) => Process.Start(new ProcessStartInfo("dotnet", [typeof(ChildProgram).Assembly.Location, .. arguments])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
    })!;

    /// <summary>Starts the child and waits for its line.</summary>
    public static async Task<ChildRun> StartAsync(string part, params (string Name, string Value)[] environment)
    {
        var info = new ProcessStartInfo("dotnet", [typeof(ChildProgram).Assembly.Location, part])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            info.Environment[name] = value;
        }

        var process = Process.Start(info)!;
        var answer = await process.StandardOutput.ReadLineAsync();
        return answer is not null ? new ChildRun(process, answer) : throw new InvalidOperationException(await process.StandardError.ReadToEndAsync());
    }

    /// <summary>Kills the child as kill -9 does; it can clean up nothing.</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Lets the child end by itself.</summary>
    public async Task FinishAsync()
    {
        process.StandardInput.Close();
        await process.WaitForExitAsync();
    }

    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill();
        }

        process.Dispose();
    }
}
