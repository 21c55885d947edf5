using System.Net;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// Keeps the body of a request back until it is let go. The server asks for a body (100 Continue) when it begins to read, so from then
/// on it has the request in hand and can't have answered it.
/// </summary>
internal sealed class HeldRequest() : DelegatingHandler(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) })
{
    private readonly TaskCompletionSource _inHand = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource _letGo = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Ends when the server has begun to read.</summary>
    public Task InHand => _inHand.Task;

    public void LetGo() => _letGo.SetResult();

    protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.ExpectContinue = true;
        request.Content = new HeldContent(request.Content!, this); // a command has one
        return base.SendAsync(request, cancellationToken);
    }

    private sealed class HeldContent : HttpContent
    {
        private readonly HttpContent _content;
        private readonly HeldRequest _held;

        public HeldContent(HttpContent content, HeldRequest held)
        {
            (_content, _held) = (content, held);
            foreach (var (name, values) in content.Headers)
            {
                Headers.TryAddWithoutValidation(name, values);
            }
        }

        protected override async Task SerializeToStreamAsync(Stream stream, TransportContext? context)
        {
            _held._inHand.TrySetResult();
            await _held._letGo.Task;
            await _content.CopyToAsync(stream, context);
        }

        protected override bool TryComputeLength(out long length) => (length = _content.Headers.ContentLength ?? -1) >= 0;
    }
}
