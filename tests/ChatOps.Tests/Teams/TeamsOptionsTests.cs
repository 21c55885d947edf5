using ChatOps.Adapters.Teams;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Teams;

public sealed class TeamsOptionsTests
{
    private const string Guid = "00000000-0000-4000-8000-0000000000b0";

    [Fact]
    public void Without_anything_teams_is_off_and_all_is_well()
    {
        new TeamsOptions().IsOn.ShouldBeFalse();
        Mistakes(new()).ShouldBeEmpty();
    }

    [Fact]
    public void A_registration_is_enough() =>
        Mistakes(new() { AppId = Guid, TenantId = Guid, ClientSecret = "secret~" }).ShouldBeEmpty();

    [Fact]
    public void Every_mistake_is_a_line_that_repeats_no_secret()
    {
        var mistakes = Mistakes(new()
        {
            AppId = "chatops",
            TenantId = "",
            ClientSecret = "a secret",
            MetadataUrl = new("http://login.botframework.com/"),
            LoginUrl = new("http://login.microsoftonline.com/"),
            ServiceUrl = new("https://smba.example.com/"),
            ServiceUrlHosts = ["https://smba.trafficmanager.net"],
            Issuer = "",
        });

        mistakes.Select(line => line.Split(' ', ':')[1]).ShouldBe(
            ["AppId", "TenantId", "ClientSecret", "Issuer", "MetadataUrl", "LoginUrl", "ServiceUrlHosts", "ServiceUrl"]);
        mistakes.ShouldAllBe(line => !line.Contains("a secret"));
    }

    [Fact]
    public void A_secret_without_an_app_is_a_mistake() =>
        Mistakes(new() { ClientSecret = "secret" }).ShouldHaveSingleItem().ShouldStartWith("Teams:AppId is missing");

    [Theory]
    [InlineData("Development", 0)]
    [InlineData("Production", 1)]
    [InlineData("Staging", 1)]
    [InlineData(null, 1)]
    public void Calls_without_a_token_are_for_development(string? environment, int mistakes) =>
        Mistakes(new() { AllowUnauthenticated = true }, environment).Count.ShouldBe(mistakes);

    [Theory]
    [InlineData("https://smba.trafficmanager.net/teams/", true)]
    [InlineData("https://SMBA.trafficmanager.net/emea/", true)]
    [InlineData("https://smba.infra.gcc.teams.microsoft.com/teams", true)]
    [InlineData("https://europe.botframework.com/", true)]
    [InlineData("https://evil.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net.example.com/", false)]
    [InlineData("https://evilbotframework.com/", false)]
    [InlineData("http://smba.trafficmanager.net/teams/", false)]
    [InlineData("https://smba.trafficmanager.net@example.com/", false)]
    [InlineData("https://someone:pass@smba.trafficmanager.net/", false)]
    [InlineData("http://127.0.0.1:3978/", false)]
    public void Tokens_go_to_microsofts_own_hosts_alone(string serviceUrl, bool isTrusted) =>
        new TeamsOptions().IsTrusted(new(serviceUrl)).ShouldBe(isTrusted);

    [Fact]
    public void Loopback_has_to_be_named_or_emulated()
    {
        new TeamsOptions { ServiceUrlHosts = ["127.0.0.1"] }.IsTrusted(new("http://127.0.0.1:3978/")).ShouldBeTrue();
        new TeamsOptions { AllowUnauthenticated = true }.IsTrusted(new("http://localhost:3978/_connector")).ShouldBeTrue();
        new TeamsOptions { ServiceUrlHosts = ["127.0.0.1"] }.IsTrusted(new("https://smba.trafficmanager.net/")).ShouldBeFalse();
    }

    private static IReadOnlyList<string> Mistakes(TeamsOptions options, string? environment = null)
    {
        IHostEnvironment? host = environment is null ? null : new HostingEnvironment { EnvironmentName = environment };
        return [.. new TeamsOptionsValidator(host).Validate(name: null, options).Failures ?? []];
    }
}
