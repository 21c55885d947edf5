using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ChatOps.Tests.Simulator.Houston;

/// <summary>One exchange with a Houston of October 2018, from tests/recordings/houston.</summary>
/// <param name="File">The file's number: "04".</param>
internal sealed record HoustonRecording(
    string File,
    int Index,
    string Situation,
    string Method,
    string Path,
    IReadOnlyDictionary<string, string> RequestHeaders,
    string RequestBody,
    int Status,
    string Reason,
    IReadOnlyDictionary<string, string> ResponseHeaders,
    string ResponseBody)
{
    // The masks of tokens have angle brackets, which must stay what they are.
    private static readonly JsonSerializerOptions Json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string[] Files { get; } = ["01", "02", "03", "04", "05", "06", "09"];

    private static string Folder => System.IO.Path.Combine(AppContext.BaseDirectory, "recordings", "houston");

    public static IReadOnlyList<HoustonRecording> Of(string file)
    {
        using var stream = System.IO.File.OpenRead(Directory.GetFiles(Folder, $"{file}-*.json").Single());
        return [.. JsonNode.Parse(stream)!.AsArray().Select((exchange, index) => Read(file, index, exchange!))]; // recorded so
    }

    public static IEnumerable<HoustonRecording> All() => Files.SelectMany(Of);

    /// <summary>The schema as introspection told it.</summary>
    public static JsonObject Schema()
    {
        using var stream = System.IO.File.OpenRead(System.IO.Path.Combine(Folder, "11-schema-by-introspection.json"));
        return JsonNode.Parse(stream)!.AsObject(); // recorded so
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{File}[{Index}] {Situation}");

    private static HoustonRecording Read(string file, int index, JsonNode exchange)
    {
        var (request, response) = (exchange["request"]!, exchange["response"]!);
        return new(
            file,
            index,
            (string)exchange["situation"]!,
            (string)request["method"]!,
            (string)request["path"]!,
            Headers(request),
            (string?)request["bodyText"] ?? request["body"]!.ToJsonString(Json),
            (int)response["status"]!,
            (string)response["reason"]!,
            Headers(response),
            (string)response["bodyText"]!);
    }

    private static Dictionary<string, string> Headers(JsonNode message) =>
        message["headers"]!.AsObject().ToDictionary(header => header.Key, header => (string)header.Value!, StringComparer.OrdinalIgnoreCase);
}
