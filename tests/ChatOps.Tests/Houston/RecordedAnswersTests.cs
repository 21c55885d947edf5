using System.Text;
using ChatOps.Adapters.Houston;
using ChatOps.Adapters.Houston.GraphQL;
using ChatOps.Tests.Simulator.Houston;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Houston;

/// <summary>What the client makes of everything that a real Houston was heard to answer.</summary>
public sealed class RecordedAnswersTests
{
    /// <summary>All that are no answer to the question. The numbers are those of the exchanges in their files.</summary>
    private static readonly Dictionary<Verdict, string[]> Refusals = new()
    {
        [Verdict.TokenRefused] =
        [
            "01[9]", // a wrong password
            "02[16]", "02[17]", "02[18]", "02[19]", "02[20]", "02[21]", "02[22]", "02[25]",
            "03[9]", "03[10]", "03[11]",
            "04[0]", "04[1]", "04[2]", "04[3]",
            "05[2]",
            "06[29]",
        ],
        [Verdict.RightMissing] = ["03[8]", "04[4]", "05[3]"],
        [Verdict.Failed] =
        [
            "01[1]", "01[10]",
            "03[7]",
            "04[5]", "04[6]", "04[7]", "04[8]", "04[9]", "04[10]", "04[11]", "04[13]", "04[19]",
            "05[4]", "05[5]",
        ],
        [Verdict.NotUnderstood] =
        [
            "03[2]",
            "04[16]", "04[17]", "04[18]", "04[20]",
            "06[9]", "06[10]", "06[11]", "06[12]", "06[13]", "06[14]", "06[16]",
        ],
        [Verdict.Stumbled] = ["06[2]", "06[3]", "06[7]", "06[8]"],
        [Verdict.NoHouston] =
        [
            "06[6]", "06[17]", "06[18]", "06[19]", "06[21]", "06[22]", "06[23]",
            "09[0]", "09[1]", "09[2]", "09[3]", "09[4]", "09[5]", "09[6]",
        ],
    };

    [Fact]
    public void Every_recorded_answer_is_judged()
    {
        var judged = HoustonRecording.All()
            .Select(recording => (Id: $"{recording.File}[{recording.Index}]", Read(recording).Verdict))
            .ToList();

        judged.Count.ShouldBe(115);
        foreach (var (verdict, expected) in Refusals)
        {
            judged.Where(each => each.Verdict == verdict).Select(each => each.Id).ShouldBe(expected, ignoreOrder: true, $"{verdict}");
        }

        judged.Count(each => each.Verdict is Verdict.Answered).ShouldBe(115 - Refusals.Values.Sum(ids => ids.Length));
    }

    [Fact]
    public void Every_verdict_has_words_that_say_what_to_do_next()
    {
        foreach (var verdict in Enum.GetValues<Verdict>())
        {
            var problem = HoustonWords.Of(verdict, isPersonsToken: false);

            problem.Text.ShouldNotBeNullOrWhiteSpace();
            problem.NextStep.ShouldNotBeNullOrWhiteSpace($"{verdict}");
        }
    }

    /// <summary>Release 0.6.2 names its errors otherwise, and gives them no path.</summary>
    [Theory]
    [InlineData("AuthError", nameof(Verdict.TokenRefused))]
    [InlineData("AuthExpiredError", nameof(Verdict.TokenRefused))]
    [InlineData("ResourceNotFoundError", nameof(Verdict.Failed))]
    public void The_release_before_is_understood_too(string name, string verdict) =>
        Judge($$"""{"data":{"groups":null},"errors":[{"message":"any","name":"{{name}}","time_thrown":"now"}]}""").ShouldBe(verdict);

    [Theory]
    [InlineData("UNAUTHENTICATED", nameof(Verdict.TokenRefused))]
    [InlineData("FORBIDDEN", nameof(Verdict.RightMissing))]
    [InlineData("INTERNAL_SERVER_ERROR", nameof(Verdict.Failed))]
    public void Later_years_say_it_by_code(string code, string verdict) =>
        Judge($$$"""{"data":{"users":null},"errors":[{"message":"any","extensions":{"code":"{{{code}}}"}}]}""").ShouldBe(verdict);

    [Theory]
    [InlineData("""{"errors":"none of a list"}""", nameof(Verdict.NoHouston))]
    [InlineData("""{"errors":[1, null, {"message":{}}]}""", nameof(Verdict.NotUnderstood))]
    [InlineData("""{"data":{"users":null},"errors":[{"path":"no list"}]}""", nameof(Verdict.Failed))]
    [InlineData("""{"data":null,"errors":[{"message":"it began, and failed"}]}""", nameof(Verdict.Failed))]
    [InlineData("[]", nameof(Verdict.NoHouston))]
    [InlineData("", nameof(Verdict.NoHouston))]
    [InlineData("""{"data":{}} and more""", nameof(Verdict.NoHouston))]
    public void What_nobody_has_seen_yet_is_judged_all_the_same(string body, string verdict) => Judge(body).ShouldBe(verdict);

    private static string Judge(string body) => $"{GraphQLReader.Read(200, Encoding.UTF8.GetBytes(body)).Verdict}";

    private static GraphQLResponse<System.Text.Json.JsonElement?> Read(HoustonRecording recording) =>
        GraphQLReader.Read(recording.Status, Encoding.UTF8.GetBytes(recording.ResponseBody));
}
