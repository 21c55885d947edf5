using System.Net;
using System.Text;
using ChatOps.Houston;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Grafana;
using ChatOps.Simulator.Houston;
using ChatOps.Simulator.Houston.Data;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Houston;

/// <summary>The client against a simulated Houston that answers as the recorded one did.</summary>
public sealed class HoustonClientTests
{
    private const string Viraj = "viraj@astronomer.io";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Viraj@Astronomer.io")]
    [InlineData(Viraj)]
    public async Task Somebody_is_found_whatever_a_phone_made_of_the_capitals(string typed)
    {
        await using var rig = await HoustonRig.StartAsync();

        (await rig.Client.FindPersonAsync(typed, Stop)).Require()
            .ShouldBe(new HoustonPerson(HoustonScenario.VirajUuid, Viraj, "viraj", IsConfirmed: true));
    }

    [Theory]
    [InlineData(SimulatedDialect.Groups)]
    [InlineData(SimulatedDialect.RoleBindings)]
    public async Task An_address_that_breaks_out_of_a_literal_finds_nobody_and_asks_for_nothing_else(SimulatedDialect dialect)
    {
        const string evil = """x") { uuid } groups(entityType:"system""";
        await using var rig = await HoustonRig.StartAsync(dialect);

        var problem = (await rig.Client.FindPersonAsync(evil, Stop)).Problem.ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.NotFound);
        rig.Wire.Sent.Select(Document).Where(document => document.Contains("GetUser")).ShouldNotBeEmpty();
        rig.Wire.Sent.Select(Document).ShouldAllBe(document => !document.Contains("system") && !document.Contains("x\")"));
    }

    /// <summary>Later Houstons lower what they are asked for; shown is how they spell it.</summary>
    [Fact]
    public async Task An_address_is_shown_as_Houston_spells_it()
    {
        await using var rig = await HoustonRig.StartAsync(SimulatedDialect.RoleBindings);

        (await rig.Client.FindPersonAsync("VIRAJ@astronomer.io", Stop)).Require().Email.ShouldBe(Viraj);
    }

    [Fact]
    public async Task Who_was_only_invited_has_not_signed_up()
    {
        await using var rig = await HoustonRig.StartAsync();

        (await rig.Client.FindPersonAsync("invited@astronomer.io", Stop)).Problem.ShouldNotBeNull().Text
            .ShouldBe("Nobody has signed up in Houston as invited@astronomer.io.");
    }

    [Fact]
    public async Task Who_has_not_answered_the_mail_is_told_apart()
    {
        await using var rig = await HoustonRig.StartAsync();

        (await rig.Client.FindPersonAsync("pending@astronomer.io", Stop)).Require().IsConfirmed.ShouldBeFalse();
    }

    [Fact]
    public async Task In_2018_the_grant_makes_an_administrator_and_can_be_taken_back()
    {
        await using var rig = await HoustonRig.StartAsync();
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();

        (await rig.Client.GrafanaRightAsync(Stop)).Require()
            .ShouldBe(new GrafanaRight("default_admin", IsWholePlatform: true, CanBeTakenBack: true));
        (await GrantAsync(rig, person)).ShouldBeNull();
        (await MembersAsync(rig)).ShouldBe([HoustonScenario.AdminUuid, HoustonScenario.VirajUuid]);
        (await rig.Client.RevokeGrafanaAsync(person, Stop)).ShouldBeNull();
        (await MembersAsync(rig)).ShouldBe([HoustonScenario.AdminUuid]);
        (await rig.Client.RevokeGrafanaAsync(person, Stop)).ShouldBeNull("not having it is as good");
    }

    [Fact]
    public async Task Another_right_than_was_agreed_to_is_not_given()
    {
        await using var rig = await HoustonRig.StartAsync();
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();

        (await rig.Client.GrantGrafanaAsync(person, new("SYSTEM_VIEWER", IsWholePlatform: false, CanBeTakenBack: false), Stop))
            .ShouldNotBeNull().Text.ShouldBe("Houston would give default_admin now, not SYSTEM_VIEWER as agreed, so nothing was given.");

        rig.Wire.Tries("AddAdmin").ShouldBe(0);
        (await MembersAsync(rig)).ShouldBe([HoustonScenario.AdminUuid]);
    }

    [Fact]
    public async Task Later_the_viewers_role_is_enough_and_stays()
    {
        await using var rig = await HoustonRig.StartAsync(SimulatedDialect.RoleBindings);
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();

        (await rig.Client.GrafanaRightAsync(Stop)).Require()
            .ShouldBe(new GrafanaRight("SYSTEM_VIEWER", IsWholePlatform: false, CanBeTakenBack: false));
        (await GrantAsync(rig, person)).ShouldBeNull();
        (await rig.Client.ListGrafanaAsync(Stop)).Require()
            .Select(member => (member.Person.Email, member.Right))
            .ShouldBe([("admin@astronomer.io", "SYSTEM_ADMIN"), (Viraj, "SYSTEM_VIEWER")]);
    }

    /// <summary>Neither form says it in a way that a program could rely on: the one who asks looks at the list.</summary>
    [Theory]
    [InlineData(SimulatedDialect.Groups)]
    [InlineData(SimulatedDialect.RoleBindings)]
    public async Task Having_it_already_is_an_error_and_yet_on_the_list(SimulatedDialect dialect)
    {
        await using var rig = await HoustonRig.StartAsync(dialect);
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();
        await GrantAsync(rig, person);

        (await GrantAsync(rig, person)).ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Conflict);
        (await MembersAsync(rig)).ShouldContain(HoustonScenario.VirajUuid);
    }

    [Theory]
    [InlineData("garbage")]
    [InlineData("0123456789abcdef0123456789abcdef")]
    public async Task A_wrong_token_is_said_to_be_wrong_or_over(string token)
    {
        await using var rig = await HoustonRig.StartAsync(token: _ => token);

        var problem = (await rig.Client.FindPersonAsync(Viraj, Stop)).Problem.ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.Refused);
        problem.Text.ShouldBe("Houston does not take the bot's token: it is wrong, or over.");
        rig.Log.All.ShouldNotContain(token);
    }

    [Fact]
    public async Task A_token_without_the_right_is_said_to_lack_it()
    {
        await using var rig = await HoustonRig.StartAsync(token: Token(HoustonScenario.NonadminUuid));

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Text.ShouldBe("The bot's token lacks that right in Houston.");
    }

    [Fact]
    public async Task A_database_that_is_away_is_worth_another_try()
    {
        await using var rig = await HoustonRig.StartAsync();
        await rig.Client.GrafanaRightAsync(Stop);
        rig.Server.IsDatabaseAway = true;

        var problem = (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.Unavailable);
        problem.Text.ShouldContain("its database is away");
        rig.Wire.Tries("GetMembers").ShouldBe(3);
    }

    [Fact]
    public async Task With_a_persons_token_a_database_that_is_away_looks_like_a_wrong_token()
    {
        await using var rig = await HoustonRig.StartAsync(token: Token(HoustonScenario.AdminUuid));
        rig.Server.IsDatabaseAway = true;

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Text.ShouldContain("or Houston's database is away");
    }

    [Fact]
    public async Task Another_path_is_no_Houston()
    {
        await using var rig = await HoustonRig.StartAsync(path: "/graphql");

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Text.ShouldBe("What answers at Houston:Endpoint is no Houston.");
    }

    [Fact]
    public async Task A_Houston_that_is_gone_did_not_answer()
    {
        await using var rig = await HoustonRig.StartAsync();
        await rig.Server.DisposeAsync();

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Unavailable);
    }

    [Fact]
    public async Task A_grant_whose_answer_never_comes_is_sent_once()
    {
        await using var rig = await HoustonRig.StartAsync();
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();
        rig.Wire.Fate = async (body, sendAsync, cancellationToken) =>
        {
            var response = await sendAsync();
            return body.Contains("mutation") ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut") : response;
        };

        (await GrantAsync(rig, person)).ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Unavailable);

        rig.Wire.Tries("AddAdmin").ShouldBe(1);
        (await MembersAsync(rig)).ShouldContain(HoustonScenario.VirajUuid, "it was carried out, which only a look can tell");
    }

    /// <summary>Whoever asked has to look first: the interface says so of what is unavailable.</summary>
    [Theory]
    [InlineData("application/json", """{"data":{"groupAddUser":"yes"}}""")]
    [InlineData("application/json", """{"data":{"groupAddUser":null}}""")]
    [InlineData("application/json", """{"data":null}""")]
    [InlineData("text/html", "<html>Welcome</html>")]
    public async Task A_grant_whose_answer_can_not_be_read_is_sent_once_and_may_have_been_carried_out(string type, string body)
    {
        await using var rig = await HoustonRig.StartAsync();
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();
        rig.Wire.Fate = async (sent, sendAsync, _) =>
        {
            var response = await sendAsync();
            if (sent.Contains("mutation"))
            {
                response.Content = new StringContent(body, Encoding.UTF8, type);
            }

            return response;
        };

        var problem = (await GrantAsync(rig, person)).ShouldNotBeNull();

        problem.Kind.ShouldBe(ProblemKind.Unavailable);
        problem.Text.ShouldBe("Houston's answer can't be read.");
        rig.Wire.Tries("AddAdmin").ShouldBe(1);
        (await MembersAsync(rig)).ShouldContain(HoustonScenario.VirajUuid);
    }

    [Fact]
    public async Task A_question_whose_answer_has_another_shape_is_not_waited_for()
    {
        await using var rig = await HoustonRig.StartAsync(told: "Groups");
        rig.Wire.Fate = (_, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent("""{"data":{"groups":"three"}}""") });

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Refused);
    }

    [Fact]
    public async Task Of_many_who_ask_at_once_one_tells_which_form_it_is()
    {
        await using var rig = await HoustonRig.StartAsync();

        await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => Task.Run(() => rig.Client.GrafanaRightAsync(Stop), Stop)));

        rig.Log.All.Split("Houston speaks").Length.ShouldBe(2);
    }

    [Fact]
    public async Task A_grant_that_was_not_understood_is_not_sent_again_by_itself()
    {
        await using var rig = await HoustonRig.StartAsync();
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();
        rig.Wire.Fate = (sent, sendAsync, _) => sent.Contains("mutation")
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest) { Content = new StringContent("""{"errors":[{}]}""") })
            : sendAsync();

        (await GrantAsync(rig, person)).ShouldNotBeNull().Text.ShouldContain("did not understand");

        rig.Wire.Tries("AddAdmin").ShouldBe(1);
    }

    [Fact]
    public async Task After_an_upgrade_in_between_a_grant_gives_nothing_and_the_next_says_what_it_would_give()
    {
        await using var rig = await HoustonRig.StartAsync();
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();
        var agreed = (await rig.Client.GrafanaRightAsync(Stop)).Require();
        await using var upgraded = await HoustonRig.ServeAsync(SimulatedDialect.RoleBindings);
        rig.Wire.LeadsTo = upgraded.Url;

        (await rig.Client.GrantGrafanaAsync(person, agreed, Stop)).ShouldNotBeNull().Text.ShouldContain("did not understand");
        (await rig.Client.GrantGrafanaAsync(person, agreed, Stop)).ShouldNotBeNull().Text
            .ShouldBe("Houston would give SYSTEM_VIEWER now, not default_admin as agreed, so nothing was given.");

        rig.Wire.Sent.ShouldNotContain(body => body.Contains("mutation "));
    }

    /// <summary>Of two that look at once both see nothing and both give: Houston takes one and calls the other a duplicate.</summary>
    [Theory]
    [InlineData(SimulatedDialect.Groups)]
    [InlineData(SimulatedDialect.RoleBindings)]
    public async Task Two_grants_at_once_are_one_and_neither_is_a_failure(SimulatedDialect dialect)
    {
        await using var rig = await HoustonRig.StartAsync(dialect);
        var person = (await rig.Client.FindPersonAsync(Viraj, Stop)).Require();
        var plan = new GrafanaGrantPlan(person, (await rig.Client.GrafanaRightAsync(Stop)).Require(), HasIt: false, Namespace: "astronomer-ee");
        var step = new GrafanaGrantCapability(people: null!, rig.Client, Options.Create(new PlatformOptions())).Steps(plan)[1]; // its steps look for nobody
        var both = new TaskCompletionSource();
        var waiting = 0;
        rig.Wire.Fate = async (sent, sendAsync, _) =>
        {
            if (sent.Contains("mutation "))
            {
                if (Interlocked.Increment(ref waiting) == 2)
                {
                    both.SetResult();
                }

                await both.Task.WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System, Stop);
            }

            return await sendAsync();
        };

        var ends = await Task.WhenAll(Task.Run(() => step.RunAsync(Stop), Stop), Task.Run(() => step.RunAsync(Stop), Stop));

        ends.ShouldBe([StepOutcome.Done(), StepOutcome.Already("they have it already, given by somebody else")], ignoreOrder: true);
        (await MembersAsync(rig)).Count(uuid => uuid == HoustonScenario.VirajUuid).ShouldBe(1);
    }

    [Fact]
    public async Task A_question_whose_answer_is_cut_is_asked_again()
    {
        await using var rig = await HoustonRig.StartAsync();
        var isFirst = true;
        rig.Wire.Fate = (_, sendAsync, _) =>
        {
            var wasFirst = isFirst;
            isFirst = false;
            return wasFirst ? throw new HttpRequestException(HttpRequestError.ResponseEnded, "cut") : sendAsync();
        };

        (await rig.Client.GrafanaRightAsync(Stop)).Problem.ShouldBeNull();
    }

    [Fact]
    public async Task A_server_that_says_nothing_is_given_up_in_time()
    {
        await using var rig = await HoustonRig.StartAsync(timeout: "00:00:00.2");
        rig.Wire.Fate = async (_, _, cancellationToken) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
            throw new InvalidOperationException("Waited for ever.");
        };

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Unavailable);
        rig.Wire.Tries("Dialect").ShouldBe(3);
    }

    [Fact]
    public async Task An_answer_without_end_is_not_read_to_it()
    {
        await using var rig = await HoustonRig.StartAsync();
        rig.Wire.Fate = (_, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent(new byte[9 << 20]) });

        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull().Kind.ShouldBe(ProblemKind.Unavailable);
    }

    [Fact]
    public async Task The_form_is_asked_for_once_and_again_when_Houston_was_upgraded()
    {
        await using var rig = await HoustonRig.StartAsync();
        await rig.Client.ListGrafanaAsync(Stop);
        await rig.Client.ListGrafanaAsync(Stop);
        rig.Wire.Tries("Dialect").ShouldBe(1);
        await using var upgraded = await HoustonRig.ServeAsync(SimulatedDialect.RoleBindings);
        rig.Wire.LeadsTo = upgraded.Url;

        (await rig.Client.ListGrafanaAsync(Stop)).Require().ShouldHaveSingleItem().Right.ShouldBe("SYSTEM_ADMIN");

        rig.Wire.Tries("Dialect").ShouldBe(2);
    }

    /// <summary>0.8 to 0.11 of 2019, as its source was read: no such server was to be had.</summary>
    [Fact]
    public async Task An_early_Houston_with_role_bindings_is_asked_in_the_form_of_its_time()
    {
        const string schema =
            """
            {"data":{
              "query":{"fields":[{"name":"users","args":[{"name":"userUuid"},{"name":"email"}]},{"name":"deployments","args":[{"name":"releaseName"}]}]},
              "mutation":{"fields":[{"name":"createSystemRoleBinding"}]},
              "user":{"fields":[{"name":"uuid"},{"name":"username"}]},
              "deployment":null,
              "role":{"enumValues":[{"name":"SYSTEM_ADMIN"}]}}}
            """;
        const string user = """{"data":{"users":[{"uuid":"u1","username":"viraj","emails":[{"address":"viraj@astronomer.io"}]}]}}""";
        await using var rig = await HoustonRig.StartAsync();
        rig.Wire.Fate = (body, _, _) => Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK)
        {
            Content = new StringContent(body.Contains("Dialect") ? schema : user),
        });

        (await rig.Client.FindPersonAsync(Viraj, Stop)).Require().Uuid.ShouldBe("u1");

        Document(rig.Wire.Sent[^1]).ShouldStartWith("query GetUser($email: String) { users(email: $email) { uuid username");
        (await rig.Client.GrafanaRightAsync(Stop)).Require()
            .ShouldBe(new GrafanaRight("SYSTEM_ADMIN", IsWholePlatform: true, CanBeTakenBack: false));
        (await rig.Client.ListGrafanaAsync(Stop)).Problem.ShouldNotBeNull("it does not tell who has which role");
    }

    /// <summary>Not every Houston's search is exact, and rights go to whom it answers with.</summary>
    [Theory]
    [InlineData("""{"id":"u1","username":"viraj2@astronomer.io","emails":[{"address":"viraj2@astronomer.io"}]}""", null)]
    [InlineData("""{"id":"u1","username":"mallory","emails":[]}""", null)]
    [InlineData("""{"id":"u1","username":"v","emails":[{"address":"other@astronomer.io"},{"address":"Viraj@astronomer.io"}]}""", "u1")]
    [InlineData("""{"id":"u1","username":"viraj@astronomer.io"}""", "u1")]
    [InlineData("""{"id":"u1","emails":[{"address":"viraj2@astronomer.io"}]},null,{"id":"u2","emails":[{"address":"viraj@astronomer.io"}]}""", "u2")]
    [InlineData("""{"id":"u1","emails":[{"address":"viraj@astronomer.io"}]},{"id":"u2","emails":[{"address":"VIRAJ@astronomer.io"}]}""", null)]
    public async Task Only_one_whose_address_it_is_is_taken_for_the_person(string rows, string? found)
    {
        await using var rig = await HoustonRig.StartAsync(SimulatedDialect.RoleBindings);
        rig.Wire.Fate = (body, sendAsync, _) => body.Contains("GetUser")
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.OK) { Content = new StringContent($$$"""{"data":{"users":[{{{rows}}}]}}""") })
            : sendAsync();

        var answer = await rig.Client.FindPersonAsync(Viraj, Stop);

        (answer.TryGet(out var person, out var problem) ? person.Uuid : null).ShouldBe(found);
        problem?.Kind.ShouldBe(ProblemKind.NotFound);
    }

    [Fact]
    public async Task Where_introspection_is_switched_off_the_settings_are_believed()
    {
        await using var rig = await HoustonRig.StartAsync(SimulatedDialect.RoleBindings, told: "RoleBindings");
        rig.Wire.Fate = (body, sendAsync, _) => body.Contains("Dialect")
            ? Task.FromResult(new HttpResponseMessage(HttpStatusCode.BadRequest)
            {
                Content = new StringContent("""{"errors":[{"message":"introspection is not allowed"}]}"""),
            })
            : sendAsync();

        (await rig.Client.FindPersonAsync(Viraj, Stop)).Require().Uuid.ShouldBe(HoustonScenario.VirajUuid);
    }

    [Theory]
    [InlineData(SimulatedDialect.Groups)]
    [InlineData(SimulatedDialect.RoleBindings)]
    public async Task Deployments_are_told_with_label_workspace_and_version(SimulatedDialect dialect)
    {
        await using var rig = await HoustonRig.StartAsync(dialect);

        var deployments = (await rig.Client.ListDeploymentsAsync(["zodiac-cosmo-1172", "lunar-nuclear-3725"], Stop)).Require();

        deployments.OrderBy(deployment => deployment.Release).ShouldBe(
        [
            new("stellar-quasar-0417", "Quasar reports", "Data platform", "1.9.0"),
            new("zodiac-cosmo-1172", "Cosmo ETL", "Data platform", "1.9.0"),
        ]);
    }

    [Fact]
    public async Task What_a_service_account_can_not_be_told_is_asked_once()
    {
        await using var rig = await HoustonRig.StartAsync();

        await rig.Client.ListDeploymentsAsync(["zodiac-cosmo-1172"], Stop);
        (await rig.Client.ListDeploymentsAsync(["zodiac-cosmo-1172"], Stop)).Require().Count.ShouldBe(2);

        rig.Wire.Tries("OwnWorkspaces").ShouldBe(1);
        rig.Log.All.ShouldContain("Debug: Houston's answer to OwnWorkspaces was no");
        rig.Log.All.ShouldNotContain("Warning:", customMessage: "it is so with every service account");
    }

    [Fact]
    public async Task Hundreds_of_deployments_are_a_few_questions()
    {
        await using var rig = await HoustonRig.StartAsync();
        var releases = Enumerable.Range(1, 300).Select(number => $"nova-{number}").Append("zodiac-cosmo-1172").ToList();

        (await rig.Client.ListDeploymentsAsync(releases, Stop)).Require().Count.ShouldBe(2);

        rig.Wire.Tries("Deployments").ShouldBe(8, "seven for the names, one for the workspace");
    }

    [Fact]
    public async Task Neither_the_key_nor_an_address_is_logged()
    {
        await using var rig = await HoustonRig.StartAsync();
        await rig.Client.FindPersonAsync(Viraj, Stop);
        await rig.Client.FindPersonAsync("nobody@astronomer.io", Stop);
        rig.Server.IsDatabaseAway = true;
        await rig.Client.ListGrafanaAsync(Stop);

        rig.Log.All.ShouldContain("Houston's answer to GetMembers was no");
        rig.Log.All.ShouldNotContain(SimulatedHouston.ServiceAccountKey);
        rig.Log.All.ShouldNotContain("@astronomer.io");
    }

    private static Func<SimulatedHouston, string> Token(string uuid) => server => server.Data.Tokens.Issue(uuid).Value;

    private static async Task<Problem?> GrantAsync(HoustonRig rig, HoustonPerson person) =>
        await rig.Client.GrantGrafanaAsync(person, (await rig.Client.GrafanaRightAsync(Stop)).Require(), Stop);

    private static async Task<IEnumerable<string>> MembersAsync(HoustonRig rig) =>
        (await rig.Client.ListGrafanaAsync(Stop)).Require().Select(member => member.Person.Uuid);

    private static string Document(string body) =>
        System.Text.Json.JsonDocument.Parse(body).RootElement.GetProperty("query").GetString() ?? "";
}
