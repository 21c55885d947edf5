using System.Buffers;
using System.Text;
using ChatOps.Simulator.Nodes;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http.Features;

namespace ChatOps.Simulator.Api.Subresources;

/// <summary>Answers what a container wrote, as plain text.</summary>
internal sealed class LogEndpoint(ClusterStore store, IContainerRuntime runtime, TimeProvider time, CancellationToken stopping)
{
    public async Task ReadAsync(ApiRequest request)
    {
        var pod = store.Get(ResourceTypes.Pods, request.Namespace, request.ObjectName);
        var container = PodContainer.Choose(request, pod);
        using var ends = CancellationTokenSource.CreateLinkedTokenSource(request.Aborted, stopping);
        await using var lines = runtime.ReadLog(pod, container, Wish(request), ends.Token).GetAsyncEnumerator(ends.Token);
        try
        {
            // The first line tells whether there is a log at all; until then the answer may still be an error.
            var next = lines.MoveNextAsync().AsTask();
            if (!next.IsCompleted)
            {
                await Task.WhenAny(next, Task.Delay(TimeSpan.FromMilliseconds(50), time, ends.Token));
            }

            if (next.IsFaulted)
            {
                await next;
            }

            await WriteAsync(request, lines, next, ends.Token);
        }
        catch (OperationCanceledException) when (ends.IsCancellationRequested)
        {
            // Whoever followed the log has gone.
        }
    }

    private LogRequest Wish(ApiRequest request)
    {
        if (request.QueryNumber("tailLines") < 0)
        {
            throw ApiException.Invalid(
                ResourceTypes.Pods,
                request.ObjectName,
                [FieldError.Invalid("tailLines", request.Query("tailLines")!, "must be greater than or equal to 0")]);
        }

        var since = request.QueryNumber("sinceSeconds") is { } seconds
            ? time.GetUtcNow().AddSeconds(-seconds)
            : Timestamps.Read(request.Query("sinceTime"));
        return new LogRequest(
            request.QueryFlag("previous"), request.QueryFlag("follow"), (int?)request.QueryNumber("tailLines"), since);
    }

    private static async Task WriteAsync(
        ApiRequest request, IAsyncEnumerator<LogLine> lines, Task<bool> next, CancellationToken cancellationToken)
    {
        var response = request.Http.Response;
        request.Http.Features.Get<IHttpResponseBodyFeature>()?.DisableBuffering();
        response.ContentType = "text/plain";
        await response.StartAsync(cancellationToken);
        await response.BodyWriter.FlushAsync(cancellationToken);
        var left = request.QueryNumber("limitBytes") ?? long.MaxValue;
        while (left > 0 && await next)
        {
            var text = Encoding.UTF8.GetBytes(Text(request, lines.Current));
            var length = (int)Math.Min(left, text.Length);
            response.BodyWriter.Write(text.AsSpan(0, length));
            left -= length;
            next = lines.MoveNextAsync().AsTask();
            if (!next.IsCompleted)
            {
                await response.BodyWriter.FlushAsync(cancellationToken);
            }
        }

        await response.BodyWriter.FlushAsync(cancellationToken);
    }

    private static string Text(ApiRequest request, LogLine line) => request.QueryFlag("timestamps")
        ? $"{line.Time.UtcDateTime:yyyy-MM-dd'T'HH:mm:ss.fffffff'00Z'} {line.Text}\n"
        : line.Text + "\n";
}
