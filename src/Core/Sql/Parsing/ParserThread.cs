using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;
using SchemaMigrate.Errors;
using Wasmtime;

namespace SchemaMigrate.Sql;

/// <summary>
/// The one thread on which libpg_query runs: deep SQL needs a deep stack, and an instance may not be shared. Any thread may call; calls
/// queue. Nothing is loaded before the first call.
/// </summary>
internal sealed class ParserThread : IDisposable
{
    private const int StackBytes = 64 * 1024 * 1024;

    /// <summary>An instance that grew beyond this after an unusual text is replaced, because its memory never shrinks.</summary>
    private const long MaxIdleMemoryBytes = 256L * 1024 * 1024;

    private readonly BlockingCollection<Action> queue = [];
    private readonly NameTable names = new();
    private readonly Func<ParserModules> load;
    private readonly Lazy<Thread> thread;
    private ParserModules? modules;
    private ParserInstance? instance;

    public ParserThread(Func<ParserModules> load)
    {
        this.load = load;
        thread = new Lazy<Thread>(Start);
    }

    /// <summary>The parser of this process.</summary>
    public static ParserThread Shared { get; } = new(() => ParserModules.Load(ModuleCache.OfUser()));

    /// <summary>Whether the parser was loaded: what does not need it must not pay for it.</summary>
    public bool IsLoaded => thread.IsValueCreated;

    /// <summary>Runs one call on the parser's thread and waits for its answer.</summary>
    /// <exception cref="MigrationException">The parser cannot be loaded, or the text is nested too deeply for it.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled while the call was waiting.</exception>
    public T Run<T>(Func<ParserInstance, T> call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        _ = thread.Value;
        // Not disposed: after a cancelled wait the parser's thread still signals it, and without a wait handle there is nothing to free.
        var done = new ManualResetEventSlim(false);
        T? answer = default;
        ExceptionDispatchInfo? error = null;
        queue.Add(
            () =>
            {
                try
                {
                    if (!cancellationToken.IsCancellationRequested)
                    {
                        answer = Call(call);
                    }
                }
                catch (Exception exception)
                {
                    error = ExceptionDispatchInfo.Capture(exception);
                }
                finally
                {
                    done.Set();
                }
            },
            CancellationToken.None);
        done.Wait(cancellationToken);
        cancellationToken.ThrowIfCancellationRequested();
        error?.Throw();
        return answer!;
    }

    public void Dispose() => queue.CompleteAdding();

    private Thread Start()
    {
        var started = new Thread(Work, StackBytes) { IsBackground = true, Name = "SchemaMigrate SQL parser" };
        started.Start();
        return started;
    }

    private void Work()
    {
        foreach (var work in queue.GetConsumingEnumerable())
        {
            work();
        }

        instance?.Dispose();
        modules?.Dispose();
        queue.Dispose();
    }

    private T Call<T>(Func<ParserInstance, T> call)
    {
        modules ??= load();
        instance ??= new ParserInstance(modules, names);
        try
        {
            var answer = call(instance);
            if (instance.MemoryBytes > MaxIdleMemoryBytes)
            {
                Discard();
            }

            return answer;
        }
        catch (TrapException trap) when (trap.Type == TrapCode.StackOverflow)
        {
            Discard();
            throw new MigrationException(SqlErrors.SqlTooComplex, "The SQL is nested too deeply for the parser's stack.", trap);
        }
        catch (Exception exception) when (exception is WasmtimeException or InsufficientMemoryException)
        {
            Discard();
            throw new MigrationException(SqlErrors.ParserFailed, $"The SQL parser stopped unexpectedly: {exception.Message}", exception);
        }
    }

    private void Discard()
    {
        instance?.Dispose();
        instance = null;
    }
}
