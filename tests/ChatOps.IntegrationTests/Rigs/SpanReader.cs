using System.Text;

namespace ChatOps.IntegrationTests.Rigs;

/// <summary>
/// Reads what it needs of an ExportTraceServiceRequest
/// (https://github.com/open-telemetry/opentelemetry-proto/blob/v1.3.2/opentelemetry/proto/trace/v1/trace.proto), by the numbers of
/// its fields.
/// </summary>
internal static class SpanReader
{
    private const int ResourceSpans = 1;
    private const int ScopeSpans = 2;
    private const int Spans = 2;
    private const int TraceId = 1;
    private const int SpanId = 2;
    private const int ParentSpanId = 4;
    private const int Name = 5;

    public static IEnumerable<FakeCollector.Span> Read(byte[] request) =>
        from resource in Parts(request)
        where resource.Field == ResourceSpans
        from scope in Parts(resource.Value)
        where scope.Field == ScopeSpans
        from span in Parts(scope.Value)
        where span.Field == Spans
        select Span(span.Value);

    private static FakeCollector.Span Span(byte[] span)
    {
        var parts = Parts(span);
        return new(Hex(TraceId), Hex(SpanId), Hex(ParentSpanId), Encoding.UTF8.GetString(Value(Name)), Encoding.UTF8.GetString(span));

        string Hex(int field) => Convert.ToHexStringLower(Value(field));

        byte[] Value(int field) => parts.FirstOrDefault(part => part.Field == field).Value ?? [];
    }

    /// <summary>The fields of a message that have a length; numbers are skipped (protobuf.dev/programming-guides/encoding).</summary>
    private static List<(int Field, byte[] Value)> Parts(byte[] message)
    {
        var parts = new List<(int, byte[])>();
        for (var at = 0; at < message.Length;)
        {
            var (field, kind) = Math.DivRem((int)Number(message, ref at), 8);
            switch (kind)
            {
                case 0:
                    Number(message, ref at);
                    break;
                case 1:
                    at += sizeof(ulong);
                    break;
                case 2:
                    var length = (int)Number(message, ref at);
                    parts.Add((field, message[at..(at + length)]));
                    at += length;
                    break;
                case 5:
                    at += sizeof(uint);
                    break;
                default:
                    throw new InvalidDataException($"There is no wire type {kind}.");
            }
        }

        return parts;
    }

    private static ulong Number(byte[] message, ref int at)
    {
        var number = 0UL;
        for (var shift = 0; ; shift += 7)
        {
            var next = message[at++];
            number |= (ulong)(next & 0x7f) << shift;
            if (next < 0x80)
            {
                return number;
            }
        }
    }
}
