using System.Net;
using System.Text.Json;
using ChatOps.Adapters.Cluster.Api;
using ChatOps.Adapters.Cluster.Manifests;
using Microsoft.Extensions.Logging;

namespace ChatOps.Adapters.Cluster.Reflecting;

/// <summary>Keeps one kind like its image in the API server, until it is stopped.</summary>
internal interface IReflector
{
    Task RunAsync(CancellationToken stop);
}

/// <summary>
/// Lists a kind page by page, then watches it from the list's resourceVersion on. A watch that ends is taken up where
/// it stopped; a server that was away, or has forgotten the resourceVersion (410 Gone), makes it list again, as
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes wants it.
/// </summary>
internal sealed partial class Reflector<TManifest, T>(
    ResourceKind<TManifest, T> kind,
    ObjectStore<T> store,
    ApiServer server,
    HealthBoard health,
    ChangeFeed changes,
    TimeSpan watchTimeout,
    TimeProvider time,
    ILogger logger) : IReflector
    where TManifest : IManifest
    where T : class
{
    // A server or proxy that accepts watches and drops them at once must not be asked in a tight loop.
    private static readonly TimeSpan ShortWatch = TimeSpan.FromSeconds(1);

    private readonly Backoff _backoff = new(time);

    // The last state seen of the whole kind; null when only a new list can tell.
    private string? _resourceVersion;

    public async Task RunAsync(CancellationToken stop)
    {
        while (!stop.IsCancellationRequested)
        {
            try
            {
                _resourceVersion ??= await ListAsync(stop);
                await WatchAsync(_resourceVersion, stop);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
            catch (Exception e)
            {
                Note(e);
                await PauseAsync((e as ApiServerException)?.RetryAfter, stop);
            }
        }
    }

    /// <returns>The resourceVersion of the list.</returns>
    private async Task<string> ListAsync(CancellationToken stop)
    {
        var objects = new Dictionary<ObjectKey, T>();
        ListMeta? page = null;
        do
        {
            var list = await server.ListPageAsync(kind.Path, page?.Continue, kind.ListShape, stop);
            foreach (var manifest in list.Items ?? [])
            {
                objects[ObjectKey.Of(manifest.Metadata)] = kind.Map(manifest);
            }

            page = list.Metadata;
        }
        while (page.Continue is { Length: > 0 });

        SwapIn(objects);
        LogListed(kind.Plural, objects.Count, page.ResourceVersion);
        return page.ResourceVersion;
    }

    private void SwapIn(Dictionary<ObjectKey, T> objects)
    {
        var different = store.Replace(objects);
        health.Heard(kind.Name);
        health.Listed(kind.Name);
        foreach (var key in different)
        {
            changes.Raise(kind.Name, key);
        }
    }

    private async Task WatchAsync(string resourceVersion, CancellationToken stop)
    {
        var opened = time.GetTimestamp();
        await using var watch = await server.OpenWatchAsync(kind.Path, resourceVersion, watchTimeout, stop);
        health.Heard(kind.Name);
        while (await watch.NextAsync() is { } frame)
        {
            Take(frame);
            health.Heard(kind.Name);
            _backoff.Reset();
        }

        health.Heard(kind.Name);
        if (time.GetElapsedTime(opened) < ShortWatch)
        {
            await PauseAsync(atLeast: null, stop);
        }
    }

    /// <exception cref="ApiServerException">The server ends the watch with an error.</exception>
    private void Take(WatchFrame frame)
    {
        if (frame.Type is WatchFrame.Error)
        {
            throw ApiServerException.From(frame.Object.Deserialize(ManifestJson.Default.StatusManifest));
        }

        if (frame.Type is WatchFrame.Added or WatchFrame.Modified or WatchFrame.Deleted)
        {
            Take(frame.Type, frame.Object.Deserialize(kind.Shape) ?? throw new JsonException("A watch sent null."));
        }

        _resourceVersion = ResourceVersion(frame);
    }

    private void Take(string type, TManifest manifest)
    {
        var key = ObjectKey.Of(manifest.Metadata);
        var isDifferent = type is WatchFrame.Deleted ? store.Remove(key) : store.Put(key, kind.Map(manifest));
        if (isDifferent)
        {
            changes.Raise(kind.Name, key);
        }
    }

    private static string? ResourceVersion(WatchFrame frame) =>
        frame.Object.GetProperty("metadata").GetProperty("resourceVersion").GetString();

    private void Note(Exception failure)
    {
        if (!CanResume(failure))
        {
            _resourceVersion = null;
        }

        if (failure is ApiServerException { IsGone: true })
        {
            LogForgotten(kind.Plural);
            return;
        }

        if (kind.IsDispensable && failure is ApiServerException { Code: HttpStatusCode.Forbidden })
        {
            health.Excused(kind.Name, Outage.InWords(failure, $"list and watch {kind.Plural}"));
            return;
        }

        health.Failed(kind.Name, Outage.InWords(failure, $"list and watch {kind.Plural}"));
        if (Outage.Is(failure))
        {
            LogFailed(failure, kind.Plural);
        }
        else
        {
            LogBug(failure, kind.Plural);
        }
    }

    // A server that is slow or busy still knows the past that the resourceVersion belongs to. One that was away may
    // come back without it, restored from a backup, and only a list shows what is missing from it then.
    private static bool CanResume(Exception failure) => failure
        is TimeoutException
            or ApiServerException { Code: HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable };

    private async Task PauseAsync(TimeSpan? atLeast, CancellationToken stop)
    {
        try
        {
            await _backoff.PauseAsync(atLeast, stop);
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // The loop ends by itself.
        }
    }

    [LoggerMessage(LogLevel.Debug, "Listed {Count} {Plural} at {ResourceVersion}")]
    private partial void LogListed(string plural, int count, string resourceVersion);

    [LoggerMessage(LogLevel.Debug, "The API server has forgotten where the watch of {Plural} was; listing anew")]
    private partial void LogForgotten(string plural);

    [LoggerMessage(LogLevel.Debug, "Listing or watching {Plural} failed")]
    private partial void LogFailed(Exception exception, string plural);

    [LoggerMessage(LogLevel.Error, "Listing or watching {Plural} failed on something unforeseen")]
    private partial void LogBug(Exception exception, string plural);
}
