using System.Net.Http.Headers;
using System.Text;
using ChatOps.Simulator.Houston;
using ChatOps.Simulator.Houston.Data;
using Microsoft.Extensions.Logging.Abstractions;
using Xunit;

namespace ChatOps.Tests.Simulator.Houston;

/// <summary>A simulated Houston in the state in which a file was recorded, and a client that sends what was recorded.</summary>
internal sealed class HoustonReplay : IAsyncDisposable
{
    /// <summary>What had happened between two recorded exchanges.</summary>
    private static readonly Dictionary<(string File, int Index), Action<HoustonData>> Meanwhile = new()
    {
        [("03", 3)] = data => Strike(data, HoustonScenario.PendingUuid),
        [("03", 12)] = data =>
        {
            HoustonScenario.AddPending(data);
            Grant(data);
        },
        [("04", 14)] = Revoke,
        [("04", 15)] = Revoke,
        [("04", 21)] = Revoke,
        [("05", 0)] = Grant,
        [("09", 1)] = Grant,
        [("09", 4)] = Revoke,
    };

    private readonly HttpClient _http = new(new SocketsHttpHandler { UseCookies = false });
    private readonly SimulatedHouston _houston;

    private HoustonReplay(SimulatedHouston houston) => _houston = houston;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    /// <summary>The first file begins with an empty database, the others with the people that it signed up.</summary>
    public static async Task<HoustonReplay> StartAsync(string file)
    {
        var options = new SimulatedHoustonOptions { HoustonUrl = new("http://127.0.0.1:0/v1") };
        var data = new HoustonData(TimeProvider.System);
        if (file == "01")
        {
            HoustonScenario.AddGroups(data);
        }
        else
        {
            HoustonScenario.Fill(data, SimulatedDialect.Groups);
        }

        return new(await SimulatedHouston.StartAsync(options, data, NullLoggerFactory.Instance, Stop));
    }

    public async Task<HttpResponseMessage> SendAsync(HoustonRecording recording)
    {
        if (Meanwhile.TryGetValue((recording.File, recording.Index), out var happen))
        {
            happen(_houston.Data);
        }

        using var request = new HttpRequestMessage(
            new HttpMethod(recording.Method), new Uri(_houston.Url, recording.Path));
        if (recording.Method == "POST")
        {
            request.Content = new ByteArrayContent(Encoding.UTF8.GetBytes(Unmask(recording.RequestBody)));
        }

        foreach (var (name, value) in recording.RequestHeaders)
        {
            HttpHeaders headers = name.Equals("Content-Type", StringComparison.OrdinalIgnoreCase)
                ? request.Content!.Headers // recorded with a body
                : request.Headers;
            headers.TryAddWithoutValidation(name, Unmask(value));
        }

        return await _http.SendAsync(request, Stop);
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _houston.DisposeAsync();
    }

    private string Unmask(string text)
    {
        var tokens = _houston.Data.Tokens;
        return text
            .Replace("<ADMIN_TOKEN>", Token("admin"))
            .Replace("<VIRAJ_TOKEN>", Token("viraj"))
            .Replace("<NONADMIN_TOKEN>", Token("nonadmin"))
            .Replace("<ADMIN_TOKEN_WITH_CHANGED_SIGNATURE>", $"{Token("admin")[..^4]}AAAA")
            .Replace("<EXPIRED_ADMIN_TOKEN>", tokens.Issue(
                HoustonScenario.AdminUuid, DateTimeOffset.UnixEpoch, TimeSpan.FromDays(1)).Value)
            .Replace("<VALID_TOKEN_OF_DELETED_USER>", tokens.Issue(HoustonData.NewUuid()).Value)
            .Replace("<SYSTEM_SERVICE_ACCOUNT_KEY>", SimulatedHouston.ServiceAccountKey)
            .Replace("<INVITE_TOKEN_VIRAJ>", Invite("viraj"))
            .Replace("<INVITE_TOKEN_NONADMIN>", Invite("nonadmin"));
    }

    /// <summary>Empty while there is nobody of that name.</summary>
    private string Token(string username) => _houston.Data.Users.Find(user => user.Username == username) is { } user
        ? _houston.Data.Tokens.Issue(user.Uuid).Value
        : "none";

    private string Invite(string name) =>
        _houston.Data.Invites.Find(invite => invite.Email == $"{name}@astronomer.io")?.Token ?? "none";

    private static void Grant(HoustonData data) =>
        data.TryJoin(data.GroupOf(HoustonData.Administrators).Uuid, HoustonScenario.VirajUuid);

    private static void Revoke(HoustonData data) =>
        data.Leave(data.GroupOf(HoustonData.Administrators).Uuid, HoustonScenario.VirajUuid);

    private static void Strike(HoustonData data, string uuid)
    {
        data.Users.RemoveAll(user => user.Uuid == uuid);
        data.Leave(data.GroupOf(HoustonData.EveryUser).Uuid, uuid);
    }
}
