using System.Text;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Houston.Data;
using ChatOps.Simulator.Houston.Graph;
using ChatOps.Simulator.Houston.Groups;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Simulator.Houston;

/// <summary>The simulated Houston answers as the real one of October 2018 did, exchange by exchange.</summary>
public sealed class RecordedHoustonTests
{
    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => [.. HoustonRecording.Files];

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_was_recorded_is_answered_again(string file)
    {
        await using var replay = await HoustonReplay.StartAsync(file);
        var differences = new List<string>();
        foreach (var recording in HoustonRecording.Of(file))
        {
            using var response = await replay.SendAsync(recording);
            var (expected, actual) = (Recorded(recording), await ReplayedAsync(response, recording));
            if (expected != actual)
            {
                differences.Add($"{recording}\n--- recorded\n{expected}\n--- replayed\n{actual}");
            }
        }

        differences.ShouldBeEmpty();
    }

    [Fact]
    public void All_recorded_exchanges_are_replayed() => HoustonRecording.All().Count().ShouldBe(115);

    [Fact]
    public async Task Every_type_is_as_introspection_told_it()
    {
        var recorded = HoustonRecording.Schema();
        var served = await IntrospectAsync();

        foreach (var (type, members) in served.Where(entry => !entry.Key.StartsWith("__", StringComparison.Ordinal)))
        {
            recorded.ContainsKey(type).ShouldBeTrue(type);
            if (type == "Mutation")
            {
                foreach (var (field, shape) in members!.AsObject())
                {
                    shape!.ToJsonString().ShouldBe(recorded[type]![field]!.ToJsonString(), field);
                }
            }
            else
            {
                members!.ToJsonString().ShouldBe(recorded[type]!.ToJsonString(), type);
            }
        }

        served.Select(entry => entry.Key).ShouldContain("Mutation");
    }

    private static string Recorded(HoustonRecording recording) => Told(
        recording,
        recording.Status,
        recording.Reason,
        recording.ResponseHeaders,
        recording.ResponseBody);

    private static async Task<string> ReplayedAsync(HttpResponseMessage response, HoustonRecording recording)
    {
        var body = await response.Content.ReadAsStringAsync(Stop);
        var headers = response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated)
            .Where(header => !Excuse.UnrecordedHeaders.Contains(header.Key))
            .ToDictionary(header => header.Key, header => header.Value.ToString());
        return Told(recording, (int)response.StatusCode, response.ReasonPhrase ?? "", headers, body);
    }

    private static string Told(
        HoustonRecording recording, int status, string reason, IReadOnlyDictionary<string, string> headers, string body)
    {
        var text = new StringBuilder().AppendLine($"{status} {reason}");
        foreach (var (name, value) in headers.OrderBy(header => header.Key, StringComparer.Ordinal))
        {
            if (name != "Content-Length" || !Excuse.IsLengthExcused(recording))
            {
                text.AppendLine($"{name}: {Excuse.Take(value, recording.File)}");
            }
        }

        return text.Append(Excuse.Take(body, recording.File)).ToString();
    }

    /// <summary>The served schema in the form of the recorded one.</summary>
    private static async Task<JsonObject> IntrospectAsync()
    {
        const string document =
            """
            { __schema { types { name kind enumValues { name } fields { name args { name type { ...T } } type { ...T } } } } }
            fragment T on __Type { kind name ofType { kind name ofType { kind name ofType { kind name } } } }
            """;
        var data = new HoustonData(TimeProvider.System);
        var answer = await new HoustonGraph(new GroupsDialect(data), data).AnswerAsync(new(document, null, null), "", Stop);
        var types = JsonNode.Parse(answer.Body)!["data"]!["__schema"]!["types"]!.AsArray();
        return new(types.Select(type => KeyValuePair.Create((string)type!["name"]!, Shape(type))));
    }

    private static JsonNode? Shape(JsonNode type) => (string)type["kind"]! switch
    {
        "SCALAR" => "SCALAR",
        "ENUM" => new JsonObject { ["enum"] = new JsonArray([.. type["enumValues"]!.AsArray().Select(value => (JsonNode)(string)value!["name"]!)]) },
        _ => new JsonObject(type["fields"]!.AsArray().Select(field => KeyValuePair.Create((string)field!["name"]!, Field(field)))),
    };

    private static JsonNode? Field(JsonNode field)
    {
        var arguments = field["args"]!.AsArray();
        return arguments.Count == 0
            ? Print(field["type"]!)
            : new JsonObject
            {
                ["args"] = new JsonObject(arguments.Select(argument =>
                    KeyValuePair.Create<string, JsonNode?>((string)argument!["name"]!, Print(argument["type"]!)))),
                ["type"] = Print(field["type"]!),
            };
    }

    private static string Print(JsonNode type) => (string)type["kind"]! switch
    {
        "NON_NULL" => $"{Print(type["ofType"]!)}!",
        "LIST" => $"[{Print(type["ofType"]!)}]",
        _ => (string)type["name"]!,
    };
}
