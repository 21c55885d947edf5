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
/// Lists a kind, or what there is of it in a namespace, page by page, then watches it from the list's resourceVersion
/// on. A watch that ends is taken up where it stopped; a server that was away, or has forgotten the resourceVersion
/// (410 Gone), makes it list again, as
/// https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes wants it.
/// </summary>
internal sealed partial class Reflector<TManifest, T>(
    ReflectedKind<TManifest, T> image,
    ObjectStore<T> store,
    ApiServer server,
    HealthBoard health,
    ChangeFeed changes,
    WatchMeasures measures,
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
            var list = await server.ListPageAsync(image.Path, page?.Continue, image.Kind.ListShape, stop);
            foreach (var manifest in list.Items ?? [])
            {
                objects[ObjectKey.Of(manifest.Metadata)] = image.Kind.Map(manifest);
            }

            page = list.Metadata;
        }
        while (page.Continue is { Length: > 0 });

        SwapIn(objects);
        LogListed(image.Plural, objects.Count, page.ResourceVersion);
        return page.ResourceVersion;
    }

    private void SwapIn(Dictionary<ObjectKey, T> objects)
    {
        var different = store.Replace(objects, image.Namespace);
        health.Heard(image.Name);
        health.Listed(image.Name);
        foreach (var key in different)
        {
            changes.Raise(image.Kind.Name, key);
        }
    }

    private async Task WatchAsync(string resourceVersion, CancellationToken stop)
    {
        var opened = time.GetTimestamp();
        await using var watch = await server.OpenWatchAsync(image.Path, resourceVersion, watchTimeout, stop);
        health.Heard(image.Name);
        while (await watch.NextAsync() is { } frame)
        {
            Take(frame);
            health.Heard(image.Name);
            _backoff.Reset();
        }

        health.Heard(image.Name);
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
            Take(frame.Type, frame.Object.Deserialize(image.Kind.Shape) ?? throw new JsonException("A watch sent null."));
        }

        _resourceVersion = ResourceVersion(frame);
    }

    private void Take(string type, TManifest manifest)
    {
        var key = ObjectKey.Of(manifest.Metadata);
        var isDifferent = type is WatchFrame.Deleted ? store.Remove(key) : store.Put(key, image.Kind.Map(manifest));
        if (isDifferent)
        {
            changes.Raise(image.Kind.Name, key);
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

        measures.CountRestart(image.Kind.Name, failure);
        if (failure is ApiServerException { IsGone: true })
        {
            LogForgotten(image.Plural);
            return;
        }

        if (image.Kind.IsDispensable && failure is ApiServerException { Code: HttpStatusCode.Forbidden })
        {
            health.Excused(image.Name, Outage.InWords(failure, $"list and watch {image.Plural}"));
            return;
        }

        health.Failed(image.Name, Outage.InWords(failure, $"list and watch {image.Plural}"));
        if (Outage.Is(failure))
        {
            LogFailed(failure, image.Plural);
        }
        else
        {
            LogBug(failure, image.Plural);
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
