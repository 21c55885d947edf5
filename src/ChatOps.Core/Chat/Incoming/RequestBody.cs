namespace ChatOps.Chat.Incoming;

/// <summary>Reads what came in, up to a limit, before anything is made of it.</summary>
public static class RequestBody
{
    /// <summary>Bytes; what chat platforms send stays far below.</summary>
    public const int Longest = 1024 * 1024;

    /// <summary>The whole body, or null when it is longer than <see cref="Longest"/>.</summary>
    public static async Task<byte[]?> ReadAsync(Stream body, CancellationToken cancellationToken)
    {
        var buffer = new MemoryStream();
        var chunk = new byte[16 * 1024];
        int read;
        while ((read = await body.ReadAsync(chunk, cancellationToken)) > 0)
        {
            if (buffer.Length + read > Longest)
            {
                return null;
            }

            buffer.Write(chunk, 0, read);
        }

        return buffer.ToArray();
    }
}
