using System.Text.Json;
using ChatOps.Adapters.Cluster.Manifests;

namespace ChatOps.Adapters.Cluster.Api;

/// <summary>A watch that the API server has accepted.</summary>
internal sealed class WatchStream : IAsyncDisposable
{
    private readonly HttpResponseMessage _response;
    private readonly Deadline _deadline;
    private IAsyncEnumerator<WatchFrame?>? _frames;

    /// <param name="limit">The server should have ended the watch by then; if not, the connection is dead.</param>
    public WatchStream(HttpResponseMessage response, TimeSpan limit, TimeProvider time, CancellationToken stop)
    {
        _response = response;
        _deadline = new Deadline(limit, time, stop);
    }

    /// <summary>The next frame, or null when the watch has ended: in good order or by a broken connection.</summary>
    /// <exception cref="TimeoutException">The server was silent beyond the watch's end.</exception>
    public Task<WatchFrame?> NextAsync() => _deadline.HoldAsync(async stop =>
    {
        try
        {
            _frames ??= await FramesAsync(stop);
            return await _frames.MoveNextAsync() ? _frames.Current : null;
        }
        catch (Exception e) when (e is IOException or HttpRequestException or JsonException)
        {
            // A connection that breaks does so in the middle of a line or between two; either way the next watch goes
            // on from the last resourceVersion, and it will tell if the server is really away.
            return null;
        }
    });

    public async ValueTask DisposeAsync()
    {
        if (_frames is not null)
        {
            await _frames.DisposeAsync();
        }

        _response.Dispose();
        _deadline.Dispose();
    }

    private async Task<IAsyncEnumerator<WatchFrame?>> FramesAsync(CancellationToken stop)
    {
        var body = await _response.Content.ReadAsStreamAsync(stop);
        return JsonSerializer
            .DeserializeAsyncEnumerable(body, ManifestJson.Default.WatchFrame, topLevelValues: true, stop)
            .GetAsyncEnumerator(stop);
    }
}
