using ChatOps.Simulator.Api.Selecting;
using ChatOps.Simulator.Api.Tables;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http.Features;

namespace ChatOps.Simulator.Api.Reading;

/// <summary>Answers watch: one line of JSON for every change, until the client goes or its time is over.</summary>
internal sealed class WatchEndpoint(ClusterStore store, TimeProvider time, CancellationToken stopping)
{
    /// <summary>How long a watch lasts that names no time.</summary>
    private static readonly TimeSpan DefaultDuration = TimeSpan.FromMinutes(40);

    /// <summary>How often a client that wants them is told the version, so that it resumes from a recent one.</summary>
    private static readonly TimeSpan BookmarkInterval = TimeSpan.FromMinutes(1);

    public async Task WatchAsync(ApiRequest request)
    {
        var response = request.Http.Response;
        request.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.ContentType = "application/json";
        var duration = request.QueryNumber("timeoutSeconds") is { } seconds and > 0
            ? TimeSpan.FromSeconds(seconds)
            : DefaultDuration;
        using var over = new CancellationTokenSource(duration, time);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(over.Token, request.Aborted, stopping);
        var lines = new WatchLines(response.BodyWriter, request.Type, TableRequest.Read(request), time);
        var selection = new Selection(request);
        var since = Since(request);
        await response.StartAsync(ends.Token);
        try
        {
            var from = since ?? await WriteInitialAsync(request, selection, lines, ends.Token);
            await FollowAsync(request, selection, lines, from, ends.Token);
        }
        catch (ApiException expired)
        {
            await lines.WriteErrorAsync(expired, request.Aborted);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // The end of a watch is no failure: the client asks again.
        }
    }

    /// <summary>The version after which changes are wanted; null to begin with the objects as they are.</summary>
    private static long? Since(ApiRequest request) =>
        request.QueryFlag("sendInitialEvents") ? null : request.QueryNumber("resourceVersion") is { } version and > 0 ? version : null;

    private async Task<long> WriteInitialAsync(
        ApiRequest request, Selection selection, WatchLines lines, CancellationToken cancellationToken)
    {
        var snapshot = store.Snapshot;
        foreach (var stored in snapshot.List(request.Type, request.Namespace).Where(selection.Matches))
        {
            lines.Write("ADDED", stored);
        }

        if (request.QueryFlag("sendInitialEvents") && request.QueryFlag("allowWatchBookmarks"))
        {
            lines.WriteBookmark(snapshot.ResourceVersion, endsInitialEvents: true);
        }

        await lines.FlushAsync(cancellationToken);
        return snapshot.ResourceVersion;
    }

    private async Task FollowAsync(
        ApiRequest request, Selection selection, WatchLines lines, long from, CancellationToken cancellationToken)
    {
        var bookmarks = request.QueryFlag("allowWatchBookmarks");
        var told = time.GetTimestamp();
        while (true)
        {
            var changes = store.ChangesAfter(from, out var grown);
            foreach (var change in changes)
            {
                from = change.ResourceVersion;
                Write(lines, request, selection, change);
            }

            // Counted from the last one: in a busy cluster there is hardly ever a quiet minute.
            if (bookmarks && time.GetElapsedTime(told) >= BookmarkInterval)
            {
                lines.WriteBookmark(from);
                told = time.GetTimestamp();
            }

            await lines.FlushAsync(cancellationToken);
            await WaitAsync(grown, bookmarks ? BookmarkInterval - time.GetElapsedTime(told) : Timeout.InfiniteTimeSpan, cancellationToken);
        }
    }

    private async Task WaitAsync(Task grown, TimeSpan atMost, CancellationToken cancellationToken)
    {
        var wait = atMost < TimeSpan.Zero && atMost != Timeout.InfiniteTimeSpan ? TimeSpan.Zero : atMost;
        await grown.WaitAsync(wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        cancellationToken.ThrowIfCancellationRequested();
    }

    /// <summary>An object that comes to match is added for this client, and one that no longer does is deleted.</summary>
    private static void Write(WatchLines lines, ApiRequest request, Selection selection, StoreChange change)
    {
        if (change.Stored.Type != request.Type || (request.Namespace is { } ns && ns != change.Stored.Namespace))
        {
            return;
        }

        var matches = selection.Matches(change.Stored);
        var matched = change.Previous is { } previous && selection.Matches(previous);
        switch (change.Kind, matched, matches)
        {
            case (ChangeKind.Deleted, true, _):
            case (ChangeKind.Modified, true, false):
                lines.Write("DELETED", change.Stored);
                break;
            case (not ChangeKind.Deleted, false, true):
                lines.Write("ADDED", change.Stored);
                break;
            case (ChangeKind.Modified, true, true):
                lines.Write("MODIFIED", change.Stored);
                break;
        }
    }
}
