using System.Net;
using System.Text;
using ChatOps.Houston;
using ChatOps.Tests.Simulator.Houston;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Houston;

/// <summary>
/// Every recorded answer, status and headers included, put to the whole client in the place of the one that it waits for: what
/// a person is told of it then.
/// </summary>
public sealed class RecordedConversationTests
{
    private const string Sought = "viraj@astronomer.io";
    private const string Viraj = "18fcf2b4-1405-42d8-a480-aa09471a2a1b";
    private const string Admin = "d2281eaf-2251-4435-96a8-362a5f8fbaf5";
    private const string Done = "done";

    /// <summary>By what the client made of them; numbers are those of the exchanges in their files.</summary>
    private static readonly Dictionary<string, string> Expected = new()
    {
        [$"found {Viraj}"] = "02: 0 1 2 3 14 15 23; 06: 0 1 4 5 20 24",
        [$"members {Admin}"] = "03: 3",
        [$"members {Admin} {Viraj}"] = "03: 12",
        [Done] = "04: 12 14 15 21; 05: 0 1",
        ["Nobody has signed up in Houston as viraj@astronomer.io."] =
            "01: 0 2 3 4 5 6 7 8; 02: 4 5 6 7 8 9 10 11 12 13 24; 06: 15 25 26 27 28",
        ["Houston does not take the bot's token: it is wrong, or over."] =
            "01: 9; 02: 16 17 18 19 20 21 22 25; 03: 9 10 11; 04: 0 1 2 3; 05: 2; 06: 29",
        ["The bot's token lacks that right in Houston."] = "03: 8; 04: 4; 05: 3",
        ["Houston tried and failed."] = "01: 1 10; 03: 0 1 4 5 6 7; 04: 5 6 7 8 9 10 11 13 19; 05: 4 5",
        ["This Houston is of a version that the bot does not know: it did not understand the question."] =
            "03: 2; 04: 16 17 18 20; 06: 9 10 11 12 13 14 16",
        ["Houston can't work now; mostly that means that its database is away."] = "06: 2 3 7 8",
        ["What answers at Houston:Endpoint is no Houston."] = "06: 6 17 18 19 21 22 23; 09: 0 1 2 3 4 5 6",
    };

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public static TheoryData<string> Files => [.. HoustonRecording.Files];

    [Fact]
    public void All_recorded_exchanges_are_in_the_table() =>
        Expected.Values.SelectMany(end => end.Split("; ")).Sum(part => part.Split(' ').Length - 1).ShouldBe(HoustonRecording.All().Count());

    [Theory]
    [MemberData(nameof(Files))]
    public async Task What_was_recorded_is_understood(string file)
    {
        await using var rig = await HoustonRig.StartAsync(told: "Groups");
        var ends = new Dictionary<string, string>();
        foreach (var recording in HoustonRecording.Of(file))
        {
            rig.Wire.Fate = (sent, _, _) => Task.FromResult(Answer(sent, recording));
            var end = await AskAsync(rig.Client, file);
            ends[end] = ends.TryGetValue(end, out var others) ? $"{others} {recording.Index}" : $"{file}: {recording.Index}";
        }

        ends.OrderBy(end => end.Key).ShouldBe(
            Expected.SelectMany(end => end.Value.Split("; ").Where(part => part.StartsWith(file)).Select(part => KeyValuePair.Create(end.Key, part)))
                .OrderBy(end => end.Key));
        foreach (var change in new[] { "AddAdmin", "RemoveAdmin" })
        {
            rig.Wire.Tries(change).ShouldBeOneOf(0, HoustonRecording.Of(file).Count);
        }
    }

    /// <summary>The question whose answers the file holds; for those that the bot never asks, that for a person.</summary>
    private static async Task<string> AskAsync(IHouston client, string file)
    {
        var right = (await client.GrafanaRightAsync(Stop)).Require();
        var person = new HoustonPerson(Viraj, Sought, "viraj", IsConfirmed: true);
        return file switch
        {
            "03" => (await client.ListGrafanaAsync(Stop)).TryGet(out var members, out var problem)
                ? $"members {string.Join(' ', members.Select(member => member.Person.Uuid))}"
                : problem.Text,
            "04" => (await client.GrantGrafanaAsync(person, right, Stop))?.Text ?? Done,
            "05" => (await client.RevokeGrafanaAsync(person, Stop))?.Text ?? Done,
            _ => (await client.FindPersonAsync(Sought, Stop)).TryGet(out var found, out var unfound) ? $"found {found.Uuid}" : unfound.Text,
        };
    }

    /// <summary>What a change asks first, the groups' uuids, is answered as it was recorded too.</summary>
    private static HttpResponseMessage Answer(string sent, HoustonRecording recording)
    {
        var answer = sent.Contains("GetAdminGroup", StringComparison.Ordinal) ? HoustonRecording.Of("03")[0] : recording;
        var response = new HttpResponseMessage((HttpStatusCode)answer.Status)
        {
            ReasonPhrase = answer.Reason,
            Content = new ByteArrayContent(Encoding.UTF8.GetBytes(answer.ResponseBody)),
        };
        foreach (var (name, value) in answer.ResponseHeaders.Where(header => header.Key != "Content-Length"))
        {
            if (!response.Headers.TryAddWithoutValidation(name, value))
            {
                response.Content.Headers.TryAddWithoutValidation(name, value);
            }
        }

        return response;
    }
}
