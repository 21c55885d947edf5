using System.IO.Pipelines;
using System.Text.Json;
using ChatOps.Simulator.Api.Tables;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Api.Reading;

/// <summary>The lines of one watch.</summary>
/// <param name="tables">What the rows carry when the client wants tables; null when it wants the objects.</param>
internal sealed class WatchLines(PipeWriter output, ResourceType type, TableObjects? tables, TimeProvider time)
{
    private bool _columnsTold;

    public void Write(string kind, StoredObject stored)
    {
        using (var writer = Begin(kind))
        {
            if (tables is { } objects)
            {
                new TableWriter(type, objects, time.GetUtcNow())
                    .Write(writer, new ListPage(stored.ResourceVersion, [stored], null, null), withColumns: !_columnsTold);
                _columnsTold = true;
            }
            else
            {
                writer.WriteRawValue(stored.Utf8, skipInputValidation: true);
            }

            writer.WriteEndObject();
        }

        EndLine();
    }

    /// <param name="endsInitialEvents">Whether it closes the objects as they were at the start.</param>
    public void WriteBookmark(long version, bool endsInitialEvents = false)
    {
        using (var writer = Begin("BOOKMARK"))
        {
            writer.WriteStartObject();
            writer.WriteString("kind"u8, type.Kind);
            writer.WriteString("apiVersion"u8, type.ApiVersion);
            writer.WriteStartObject("metadata"u8);
            writer.WriteString("resourceVersion"u8, version.ToString());
            if (endsInitialEvents)
            {
                writer.WriteStartObject("annotations"u8);
                writer.WriteString("k8s.io/initial-events-end"u8, "true"u8);
                writer.WriteEndObject();
            }

            writer.WriteEndObject();
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        EndLine();
    }

    public async Task WriteErrorAsync(ApiException error, CancellationToken cancellationToken)
    {
        using (var writer = Begin("ERROR"))
        {
            error.ToStatus().WriteTo(writer);
            writer.WriteEndObject();
        }

        EndLine();
        await FlushAsync(cancellationToken);
    }

    public ValueTask<FlushResult> FlushAsync(CancellationToken cancellationToken) => output.FlushAsync(cancellationToken);

    private Utf8JsonWriter Begin(string kind)
    {
        var writer = new Utf8JsonWriter(output, Answers.Writing);
        writer.WriteStartObject();
        writer.WriteString("type"u8, kind);
        writer.WritePropertyName("object"u8);
        return writer;
    }

    private void EndLine()
    {
        output.GetSpan(1)[0] = (byte)'\n';
        output.Advance(1);
    }
}
