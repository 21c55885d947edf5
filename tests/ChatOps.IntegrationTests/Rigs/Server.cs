using System.Net;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Waiting for servers in processes of their own.</summary>
public static class Server
{
    /// <summary>Returns when the address answers 200.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead; the message is what it printed.</exception>
    /// <exception cref="TimeoutException">It did not within 60 s; the message is what it printed.</exception>
    public static async Task AnswersAsync(
        ChildProcess process, HttpClient client, string path, CancellationToken cancellationToken)
    {
        try
        {
            await Eventually.SeeAsync(
                $"{client.BaseAddress}{path} answers 200",
                async stop => process.HasExited ? null : await StatusAsync(client, path, stop),
                status => status is null or HttpStatusCode.OK,
                cancellationToken,
                within: TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{process.Output}", late);
        }

        if (process.HasExited)
        {
            var status = await process.WaitForExitAsync(cancellationToken);
            throw new InvalidOperationException($"It ended with status {status}:\n{process.Output}");
        }
    }

    private static async Task<HttpStatusCode?> StatusAsync(
        HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(path, cancellationToken);
        return response.StatusCode;
    }
}
