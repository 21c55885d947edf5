using System.Net;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>Waiting for servers in processes of their own.</summary>
public static class Server
{
    private const int ShownLines = 60;

    /// <summary>Returns when the address answers 200.</summary>
    /// <exception cref="InvalidOperationException">The process ended instead; the message ends with what it printed last.</exception>
    /// <exception cref="TimeoutException">It did not in time; likewise.</exception>
    /// <param name="client">Its base address is the server's.</param>
    /// <param name="within">60 s unless told.</param>
    public static async Task AnswersAsync(
        ChildProcess process, HttpClient client, string path, CancellationToken cancellationToken, TimeSpan? within = null)
    {
        try
        {
            await Eventually.SeeAsync(
                $"{new Uri(client.BaseAddress!, path)} answers 200",
                async stop => process.HasExited ? null : await StatusAsync(client, path, stop),
                status => status is null or HttpStatusCode.OK,
                cancellationToken,
                within: within ?? TimeSpan.FromMinutes(1));
        }
        catch (TimeoutException late)
        {
            throw new TimeoutException($"{late.Message}\n{LastWords(process)}", late);
        }

        if (process.HasExited)
        {
            var status = await process.WaitForExitAsync(cancellationToken);
            throw new InvalidOperationException($"It ended with status {status}:\n{LastWords(process)}");
        }
    }

    private static string LastWords(ChildProcess process) => string.Join('\n', process.Lines.TakeLast(ShownLines));

    private static async Task<HttpStatusCode?> StatusAsync(
        HttpClient client, string path, CancellationToken cancellationToken)
    {
        using var response = await client.GetAsync(path, cancellationToken);
        return response.StatusCode;
    }
}
