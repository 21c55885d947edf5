using ChatOps.Approvals;
using ChatOps.Operations;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Approvals;

public sealed class ApprovalRulesTests
{
    [Fact]
    public void Without_rules_of_its_own_a_command_follows_its_risk()
    {
        var rules = Rules(new() { Destructive = new() { Approvers = 2 }, Disruptive = new() { ConfirmByAsker = true } });

        rules.NeedOf("restart", Risk.Destructive).ShouldBe(new ApprovalNeed(2, ByAsker: false));
        rules.NeedOf("restart", Risk.Disruptive).ShouldBe(new ApprovalNeed(1, ByAsker: true));
        rules.NeedOf("restart", Risk.Read).ShouldBe(ApprovalNeed.None);
        rules.ExpiryOf("restart").ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void A_command_may_need_more_people_and_give_them_more_time()
    {
        var rules = Rules(With("volume delete", new() { Approvers = 3, Expiry = TimeSpan.FromHours(1) }));

        rules.NeedOf("volume delete", Risk.Destructive).ShouldBe(new ApprovalNeed(3, ByAsker: false));
        rules.ExpiryOf("volume delete").ShouldBe(TimeSpan.FromHours(1));
        rules.NeedOf("restart", Risk.Destructive).ShouldBe(new ApprovalNeed(1, ByAsker: false));
        rules.ExpiryOf("restart").ShouldBe(TimeSpan.FromMinutes(15));
    }

    [Fact]
    public void Whether_its_asker_confirms_is_settled_for_one_command_either_way()
    {
        Rules(With("restart", new() { ConfirmByAsker = true })).NeedOf("Restart", Risk.Disruptive)
            .ShouldBe(new ApprovalNeed(1, ByAsker: true));
        var options = With("restart", new() { ConfirmByAsker = false });
        options.Disruptive.ConfirmByAsker = true;
        Rules(options).NeedOf("restart", Risk.Disruptive).ShouldBe(ApprovalNeed.None);
    }

    [Fact]
    public void Approvers_of_a_command_are_asked_for_its_harmless_plans_too() =>
        Rules(With("restart", new() { Approvers = 2, ConfirmByAsker = true })).NeedOf("restart", Risk.Disruptive)
            .ShouldBe(new ApprovalNeed(2, ByAsker: false));

    [Fact]
    public void A_confirmation_by_the_asker_never_stands_in_for_another_person() =>
        Rules(With("restart", new() { ConfirmByAsker = true })).NeedOf("restart", Risk.Destructive)
            .ShouldBe(new ApprovalNeed(1, ByAsker: false));

    [Fact]
    public void No_settings_let_a_destructive_plan_run_with_nobodys_word()
    {
        var options = With("restart", new() { Approvers = 0 });
        options.Destructive.Approvers = 0;

        Rules(options).NeedOf("restart", Risk.Destructive).Count.ShouldBe(1);
        Rules(options).NeedOf("volume delete", Risk.Destructive).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("Approvals:Destructive:Approvers", "0", "Approvals:Destructive:Approvers must be 1 to 5.")]
    [InlineData("Approvals:Commands:restart:Approvers", "0", "Approvals:Commands:restart: Approvers must be 1 to 5.")]
    [InlineData("Approvals:Commands:restart:Approvers", "6", "Approvals:Commands:restart: Approvers must be 1 to 5.")]
    [InlineData(
        "Approvals:Commands:restart:Expiry", "00:00:01", "Approvals:Commands:restart: Expiry must be 00:00:10 to 1.00:00:00.")]
    [InlineData(
        "Approvals:Commands:restrat:Approvers",
        "1",
        "Approvals:Commands: nothing that can be approved is called 'restrat'; did you mean restart?")]
    [InlineData(
        "Approvals:Commands:pods:ConfirmByAsker",
        "true",
        "Approvals:Commands: nothing that can be approved is called 'pods' (there are restart")]
    public async Task A_mistake_stops_the_start_in_words(string setting, string value, string mistake)
    {
        await using var rig = await StartedAsync(setting, value);
        var options = rig.Services.GetRequiredService<IOptions<ApprovalOptions>>();

        Should.Throw<OptionsValidationException>(() => options.Value).Failures.ShouldContain(failure => failure.Contains(mistake));
    }

    [Fact]
    public async Task A_rule_that_nobody_knows_stops_the_start()
    {
        await using var rig = await StartedAsync("Approvals:Commands:restart:Approver", "2");
        var options = rig.Services.GetRequiredService<IOptions<ApprovalOptions>>();

        Should.Throw<OptionsValidationException>(() => options.Value).Failures.ShouldBe(
            ["There is no setting Approvals:Commands:restart:Approver; did you mean Approvers?"]);
    }

    [Fact]
    public async Task The_desk_asks_as_many_people_as_the_command_needs_for_as_long()
    {
        await using var rig = await StartedAsync("Approvals:Commands:restart:Expiry", "01:00:00");

        await rig.SayAsync(FakeCapability.Alice, "restart worker zodiac-cosmo-1172 --force");

        (await rig.LivingMessageAsync(1)).ShouldContain($"Decide by: {rig.Time.GetUtcNow().AddHours(1):HH:mm:ss} UTC");
    }

    private static async Task<DeskRig> StartedAsync(string setting, string value)
    {
        var rig = new DeskRig(new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = FakeCapability.Alice.Key,
            [setting] = value,
        });
        await rig.InitializeAsync();
        return rig;
    }

    private static ApprovalOptions With(string command, CommandApproval own)
    {
        var options = new ApprovalOptions();
        options.Commands[command] = own;
        return options;
    }

    private static ApprovalRules Rules(ApprovalOptions options) => new(Options.Create(options));
}
