using ChatOps.Simulator.Api;
using Google.Protobuf;

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
        from resource in ProtobufFields.Of(ByteString.CopyFrom(request))[ResourceSpans]
        from scope in ProtobufFields.Of(resource)[ScopeSpans]
        from span in ProtobufFields.Of(scope)[Spans]
        select Span(span);

    private static FakeCollector.Span Span(ByteString span)
    {
        var fields = ProtobufFields.Of(span);
        return new(Hex(TraceId), Hex(SpanId), Hex(ParentSpanId), Value(Name).ToStringUtf8(), span.ToStringUtf8());

        string Hex(int field) => Convert.ToHexStringLower(Value(field).Span);

        ByteString Value(int field) => fields[field].FirstOrDefault() ?? ByteString.Empty;
    }
}
