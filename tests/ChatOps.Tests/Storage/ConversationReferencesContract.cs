using ChatOps.Chat;
using ChatOps.Chat.References;
using ChatOps.Tests.Fakes;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Storage;

/// <summary>What is promised of how conversations and people are reached, whichever database keeps it.</summary>
public abstract class ConversationReferencesContract : IAsyncLifetime
{
    private static readonly ConversationReference Incidents = new("teams", "19:c@thread.tacv2", "https://smba.trafficmanager.net/emea/");
    private static readonly PersonReference Anna = new("teams", "anna", "29:anna", "19:c@thread.tacv2", PersonalChannel: null);

    private TestDatabase _database = null!; // set before each test by InitializeAsync

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    private IConversationReferences References => _database.References;

    public async ValueTask InitializeAsync() => _database = await CreateAsync(TimeProvider.System, Stop);

    public async ValueTask DisposeAsync()
    {
        await _database.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task The_newest_address_of_a_conversation_counts()
    {
        (await References.FindAsync("teams", Incidents.Channel, Stop)).ShouldBeNull();

        await References.RememberAsync(Incidents, Stop);
        await References.RememberAsync(Incidents with { ServiceUrl = "https://smba.trafficmanager.net/amer/" }, Stop);

        (await References.FindAsync("teams", Incidents.Channel, Stop))
            .ShouldBe(Incidents with { ServiceUrl = "https://smba.trafficmanager.net/amer/" });
    }

    [Fact]
    public async Task A_personal_chat_stays_known_when_its_person_is_heard_elsewhere()
    {
        await References.RememberAsync(Anna with { Channel = "a:anna", PersonalChannel = "a:anna" }, Stop);
        await References.RememberAsync(Anna, Stop);

        (await References.FindPersonAsync(new Actor("teams", "anna", "Anna"), Stop))
            .ShouldBe(Anna with { PersonalChannel = "a:anna" });
        (await References.FindPersonAsync(new Actor("slack", "anna", "Anna"), Stop)).ShouldBeNull();
    }

    [Fact]
    public async Task A_conversation_that_the_bot_was_taken_out_of_is_forgotten()
    {
        await References.RememberAsync(Incidents with { Channel = "a:anna" }, Stop);
        await References.RememberAsync(Anna with { PersonalChannel = "a:anna" }, Stop);

        await References.ForgetAsync("teams", "a:anna", Stop);

        (await References.FindAsync("teams", "a:anna", Stop)).ShouldBeNull();
        (await References.FindPersonAsync(new Actor("teams", "anna", "Anna"), Stop)).ShouldBe(Anna);
    }

    [Fact]
    public async Task Many_may_remember_the_same_at_once()
    {
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Task.Run(() => References.RememberAsync(Incidents, Stop), Stop)));

        (await References.FindAsync("teams", Incidents.Channel, Stop)).ShouldBe(Incidents);
    }

    /// <summary>An empty database.</summary>
    private protected abstract Task<TestDatabase> CreateAsync(TimeProvider time, CancellationToken cancellationToken);
}
