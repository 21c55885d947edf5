using System.Security.Claims;
using ChatOps.Access;
using ChatOps.Access.SignedIn;
using ChatOps.Host.WebConsole.SignIn;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.WebConsole;

/// <summary>Until when a page that stays open may speak for whoever opened it.</summary>
public sealed class StandingTests : IAsyncLifetime
{
    private const string Ada = "0c1d-ada";

    private readonly FakeTimeProvider _time = new();
    private TestDatabase _database = null!; // set by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _database = await TestDatabase.CreateAsync(_time, Stop);
        await _database.SignedIn.RememberAsync(new(Ada, "ada", Email: null, ["staff"], _time.GetUtcNow()), Stop);
    }

    public ValueTask DisposeAsync() => _database.DisposeAsync();

    [Fact]
    public async Task It_ends_after_12_hours()
    {
        var ada = SignedIn();
        _time.Advance(SignedInMembers.CountsFor - TimeSpan.FromSeconds(1));
        (await ObjectionAsync(ada)).ShouldBeNull();

        _time.Advance(TimeSpan.FromSeconds(1));

        (await ObjectionAsync(ada)).ShouldBe("You signed in 12 hours ago, which is as long as that counts.");
    }

    [Fact]
    public async Task It_ends_with_a_sign_out_anywhere_and_another_sign_in_does_not_bring_it_back()
    {
        var before = SignedIn();
        _time.Advance(TimeSpan.FromMinutes(1));
        await _database.SignedIn.SignOutAsync(Ada, _time.GetUtcNow(), Stop);
        (await ObjectionAsync(before)).ShouldBe("You have signed out.");

        _time.Advance(TimeSpan.FromMinutes(1));
        var after = SignedIn();

        (await ObjectionAsync(after)).ShouldBeNull();
        (await ObjectionAsync(before)).ShouldBe("You have signed out.");
    }

    [Fact]
    public async Task It_ends_when_nothing_is_granted_any_more() =>
        (await ObjectionAsync(SignedIn(), granted: "console:somebody-else")).ShouldBe("Nothing is granted to you any more.");

    [Fact]
    public async Task Claims_of_which_nobody_knows_when_they_were_made_are_no_sign_in() =>
        (await ObjectionAsync(Claims())).ShouldBe("You are not signed in.");

    private ClaimsPrincipal SignedIn()
    {
        var principal = Claims();
        Standing.Note(principal, _time.GetUtcNow());
        return principal;
    }

    private static ClaimsPrincipal Claims() => new(new ClaimsIdentity([new("sub", Ada)], "test"));

    private Task<string?> ObjectionAsync(ClaimsPrincipal principal, string granted = $"console:{Ada}")
    {
        var grants = FakeAccess.Grants(new Grant { Role = Role.Viewer, To = granted });
        return new Standing(_database.SignedIn, grants, Options.Create(new ConsoleOptions()), _time).ObjectionAsync(principal, Stop);
    }
}
