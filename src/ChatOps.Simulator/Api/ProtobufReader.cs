using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Google.Protobuf;

namespace ChatOps.Simulator.Api;

/// <summary>
/// A SelfSubjectAccessReview in Protocol Buffers, in which <c>kubectl auth can-i</c> and all that is made with client-go ask it
/// (https://kubernetes.io/docs/reference/using-api/api-concepts/#protobuf-encoding; field numbers are those of
/// generated.proto in k8s.io/apimachinery/pkg/runtime and k8s.io/api/authorization/v1).
/// </summary>
internal static class ProtobufReader
{
    public const string MediaType = "application/vnd.kubernetes.protobuf";

    private const int TypeOfEnvelope = 1;
    private const int ObjectOfEnvelope = 2;
    private const int SpecOfReview = 2;
    private const int AboutObjects = 1;
    private const int AboutPath = 2;

    private static readonly string[] TypeMeta = ["apiVersion", "kind"];
    private static readonly string[] ResourceAttributes = ["namespace", "verb", "group", "version", "resource", "subresource", "name"];
    private static readonly string[] PathAttributes = ["path", "verb"];

    private static ReadOnlySpan<byte> Magic => "k8s\0"u8;

    /// <param name="body">With the four bytes that tell the encoding.</param>
    /// <exception cref="ApiException">400: it is something else.</exception>
    public static JsonObject ReadReview(ReadOnlySpan<byte> body)
    {
        if (!body.StartsWith(Magic))
        {
            throw ApiException.BadRequest("provided data does not appear to be a protobuf message, expected prefix [107 56 115 0]");
        }

        try
        {
            var envelope = ProtobufFields.Of(ByteString.CopyFrom(body[Magic.Length..]));
            var review = Named(TypeMeta, envelope[TypeOfEnvelope].LastOrDefault());
            var asked = ProtobufFields.Of(envelope[ObjectOfEnvelope].LastOrDefault())[SpecOfReview].LastOrDefault();
            review["spec"] = Spec(ProtobufFields.Of(asked));
            return review;
        }
        catch (InvalidProtocolBufferException error)
        {
            throw ApiException.BadRequest($"couldn't read the body: {error.Message}");
        }
    }

    private static JsonObject Spec(ILookup<int, ByteString> fields)
    {
        var spec = new JsonObject();
        if (fields[AboutObjects].LastOrDefault() is { } about)
        {
            spec["resourceAttributes"] = Named(ResourceAttributes, about);
        }

        if (fields[AboutPath].LastOrDefault() is { } path)
        {
            spec["nonResourceAttributes"] = Named(PathAttributes, path);
        }

        return spec;
    }

    /// <param name="names">Of the fields 1, 2 and so on, all of them texts.</param>
    private static JsonObject Named(string[] names, ByteString? message) => new(
        ProtobufFields.Of(message)
            .Where(field => field.Key <= names.Length && field.Last().Length > 0)
            .Select(field => KeyValuePair.Create(names[field.Key - 1], (JsonNode?)field.Last().ToStringUtf8())));
}
