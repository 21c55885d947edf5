using System.IO.Pipelines;
using System.Text.Json;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Reading;

/// <summary>Writes lists from the bytes of the stored objects, piece by piece.</summary>
internal static class ListWriter
{
    private const int FlushBytes = 128 * 1024;

    public static async Task WriteAsync(PipeWriter output, ResourceType type, ListPage page, CancellationToken cancellationToken)
    {
        using var writer = new Utf8JsonWriter(output, Answers.Writing);
        writer.WriteStartObject();
        writer.WriteString("kind"u8, $"{type.Kind}List");
        writer.WriteString("apiVersion"u8, type.ApiVersion);
        WriteMetadata(writer, page);
        writer.WriteStartArray("items"u8);
        var unsent = 0;
        foreach (var stored in page.Objects)
        {
            writer.WriteRawValue(stored.Utf8, skipInputValidation: true);
            unsent += stored.Utf8.Length;
            if (unsent > FlushBytes)
            {
                unsent = 0;
                await writer.FlushAsync(cancellationToken);
                await output.FlushAsync(cancellationToken);
            }
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
        await writer.FlushAsync(cancellationToken);
    }

    public static void WriteMetadata(Utf8JsonWriter writer, ListPage page)
    {
        writer.WriteStartObject("metadata"u8);
        writer.WriteString("resourceVersion"u8, page.ResourceVersion.ToString());
        if (page.Continue is { } next)
        {
            writer.WriteString("continue"u8, next);
        }

        if (page.Remaining is { } remaining)
        {
            writer.WriteNumber("remainingItemCount"u8, remaining);
        }

        writer.WriteEndObject();
    }
}
