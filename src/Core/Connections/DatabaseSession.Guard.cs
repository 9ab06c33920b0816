namespace SchemaMigrate.Connections;

/// <content>What surrounds every use of the connection: translation of errors, and an end to waiting after cancellation.</content>
public sealed partial class DatabaseSession
{
    // The driver gives a cancel request the time of a connection attempt (15 s by default). Whoever pressed Ctrl-C does not.
    private static readonly TimeSpan CancelPatience = TimeSpan.FromSeconds(3);
    private Task? abandoned;

    /// <summary>Runs one use of the connection.</summary>
    /// <param name="use">The use.</param>
    /// <param name="items">The statements that are sent, for error messages.</param>
    /// <param name="cancellationToken">Cancels the statement on the server.</param>
    internal async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> use, IReadOnlyList<BatchItem> items, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            return cancellationToken.CanBeCanceled ? await WaitAsync(use, cancellationToken) : await use(cancellationToken);
        }
        catch (Exception exception) when (translator.Translate(exception, items, cancellationToken) is { } translated)
        {
            throw translated;
        }
    }

    private async Task<T> WaitAsync<T>(Func<CancellationToken, Task<T>> use, CancellationToken cancellationToken)
    {
        // The driver sends the cancel request inside the token's callback and waits there for the network. Whoever cancels must not wait
        // with it, so the driver gets a token of its own, cancelled in the background.
        var own = new CancellationTokenSource();
        var cancelled = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = cancellationToken.Register(() =>
        {
            _ = own.CancelAsync();
            cancelled.TrySetResult();
        });
        var work = use(own.Token);
        if (await Task.WhenAny(work, cancelled.Task) == work)
        {
            return await work;
        }

        // A server that is reachable ends the statement in milliseconds.
        if (await Task.WhenAny(work, Task.Delay(CancelPatience, CancellationToken.None)) == work)
        {
            return await work;
        }

        abandoned = work.ContinueWith(
            static ended => _ = ended.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        throw new OperationCanceledException(cancellationToken);
    }
}
