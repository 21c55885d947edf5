using System.Text;
using ChatOps.Audit;
using ChatOps.Chat;
using ChatOps.Inventory;
using ChatOps.Operations;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Revealing;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana.Passwords;

/// <summary>A new password for Grafana: asked for, approved, set, proved, and shown once to one person.</summary>
public sealed class ResetPasswordTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly Actor Olga = new("slack", "UOLGA", "olga");
    private static readonly Actor Anna = new("slack", "UANNA", "anna");

    private readonly DeskRig _rig = new(
        new()
        {
            ["Access:Grants:0:Role"] = "Operator",
            ["Access:Grants:0:To"] = Otto.Key,
            ["Access:Grants:1:Role"] = "Operator",
            ["Access:Grants:1:To"] = Olga.Key,
            ["Access:Grants:2:Role"] = "Approver",
            ["Access:Grants:2:To"] = Anna.Key,
        });

    private FakeGrafana Grafana => _rig.Grafana;

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _rig.Templates.Template = new([new("auth-proxy", new(1, 1), [], []), new("solitary-lightningbug-grafana", new(1, 1), [], [])]);
        return _rig.InitializeAsync();
    }

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task The_plan_says_whose_password_by_which_way_and_what_it_costs()
    {
        await _rig.SayAsync(Otto, "grafana reset-password");

        (await _rig.LivingMessageAsync(1)).Split("\nDecide by:")[0].ShouldBe(
            """
            Password reset of admin in Grafana awaits approval
            Grafana: 10.4.2
            By way of: container solitary-lightningbug-grafana of solitary-lightningbug-grafana-6cb476584f-fcwz7
            Password goes: to whoever asked, shown once
            The bot makes the password and keeps it in memory only, never on a disk.
            [ ] Make a password, in the bot's memory only
            [ ] Set it with Grafana's tool in solitary-lightningbug-grafana-6cb476584f-fcwz7
            [ ] Log in as admin with it
            [ ] Keep it for whoever asked, to be shown once
            Approval: 0 of 1
            """);
        (await _rig.LivingMessageAsync(1)).ShouldContain("! The old password of admin stops working for everybody who has it. Someone other than otto has to approve");
    }

    [Theory]
    [InlineData("5.2.4", true)]
    [InlineData("7.1.5", true)]
    [InlineData(null, true)]
    [InlineData("7.2.0", false)]
    [InlineData("12.1.0-pre", false)]
    public async Task Where_the_password_may_be_an_argument_the_plan_warns_of_the_audit_log(string? version, bool warns)
    {
        Grafana.Version = version;
        await _rig.SayAsync(Otto, "grafana reset-password");

        (await _rig.LivingMessageAsync(1)).Contains("! This Grafana's tool may take the password as an argument only. Then the API server's audit log may keep it")
            .ShouldBe(warns);
    }

    [Fact]
    public async Task It_is_set_by_the_tool_proved_by_a_log_in_and_shown_to_the_asker_alone_once()
    {
        await RunAsync();

        Grafana.Calls.ShouldBe(
        [
            "solitary-lightningbug-grafana: grafana cli --homepath /usr/share/grafana --config /etc/grafana/grafana.ini admin reset-admin-password --password-from-stdin | CanaryCanaryCanary222221",
        ]);
        Grafana.Password.ShouldBe(KnownPasswords.First);
        var done = await _rig.LivingMessageAsync(1);
        done.ShouldStartWith("Reset the password of admin in Grafana in under a second");
        done.ShouldContain("[x] Log in as admin with it: Grafana takes it");
        done.ShouldContain("otto alone can see the password, once, within 10 minutes. It is in the bot's memory only: if the bot is restarted or the time passes, it is gone. Then ask again: grafana reset-password");
        done.ShouldContain("[Show password: grafana show-password 1]");

        (await _rig.SayAsync(Otto, "grafana show-password 1")).ShouldBe(
            "The password was shown to you alone\nIt is not shown again, and the bot has forgotten it.");
        _rig.Whisper.Said.ShouldBe(
        [
            ("slack:UOTTO",
                "Grafana's new password\nUser: admin\nPassword: CanaryCanaryCanary222221\nOnly you see this. Put it into your password store now: the bot has forgotten it. Where it stays in the chat, delete it then."),
        ]);
        (await _rig.SayAsync(Otto, "grafana show-password 1")).ShouldStartWith("The bot does not have the password of operation 1 (any more).");
        _rig.Whisper.Said.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_takes_it_out_of_the_hands_of_a_reset_that_is_under_way()
    {
        await _rig.SayAsync(Otto, "grafana reset-password --to-secret astronomer-ee/grafana-admin");
        await _rig.SayAsync(Anna, "approve 1");
        _rig.Services.GetRequiredService<HeldSecrets>().Hold(1, KnownPasswords.First);
        _rig.Services.GetRequiredService<HeldSecrets>().Offer(1);

        (await _rig.SayAsync(Otto, "grafana show-password 1")).ShouldBe(
            "Operation 1 is not at its end yet, so there is no password to show.\nIts message has the button when there is.");

        _rig.Whisper.Said.ShouldBeEmpty();
        _rig.Services.GetRequiredService<HeldSecrets>().Find(1).ShouldNotBeNull();
    }

    [Fact]
    public async Task Anybody_else_is_refused_on_record_and_the_asker_can_still_see_it()
    {
        await RunAsync();

        (await _rig.SayAsync(Olga, "grafana show-password 1")).ShouldStartWith("The password of operation 1 is for otto alone, who asked for it.");
        (await _rig.SayAsync(Anna, "grafana show-password 1")).ShouldStartWith("The password of operation 1 is for otto alone");

        _rig.Whisper.Said.ShouldBeEmpty();
        var refusals = (await _rig.Database.Audit.LatestAsync(10, Stop)).Where(entry => entry.Action == AuditAction.Refused);
        refusals.Select(entry => (entry.Actor, entry.OperationId)).ShouldBe([("slack:UOLGA", 1), ("slack:UANNA", 1)], ignoreOrder: true);
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Count.ShouldBe(1);
        (await _rig.Database.Audit.LatestAsync(1, Stop)).Single().Action.ShouldBe(AuditAction.Shown);
    }

    [Fact]
    public async Task After_ten_minutes_it_is_gone()
    {
        await RunAsync();
        _rig.Time.Advance(TimeSpan.FromMinutes(10));

        (await _rig.SayAsync(Otto, "grafana show-password 1")).ShouldContain("It is shown once, within 10 minutes, and is in the memory of one process: a restart loses it.");
        _rig.Whisper.Said.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_chat_did_not_show_can_be_asked_for_again()
    {
        await RunAsync();
        _rig.Whisper.Trouble = new ChatUnavailableException("Slack can't be reached");

        (await _rig.SayAsync(Otto, "grafana show-password 1")).ShouldBe(
            "The password could not be shown to you: Slack can't be reached\nIt is kept: press again.");
        await _rig.SayAsync(Otto, "grafana show-password 1");

        _rig.Whisper.Said.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Of_two_presses_at_once_one_shows_it()
    {
        await RunAsync();

        await Task.WhenAll(_rig.SayAsync(Otto, "grafana show-password 1"), _rig.SayAsync(Otto, "grafana show-password 1"));

        _rig.Whisper.Said.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_connection_cut_in_the_middle_ends_in_unknown_and_is_not_tried_again()
    {
        Grafana.Ends.Enqueue(() => new(ExitCode: null, ""));

        await RunAsync();

        Grafana.Calls.Count.ShouldBe(1);
        var end = await _rig.LivingMessageAsync(1);
        end.ShouldStartWith("Password reset of admin in Grafana failed");
        end.ShouldContain("[!] Set it with Grafana's tool in solitary-lightningbug-grafana-6cb476584f-fcwz7: Unknown, check: the connection to the container ended before the tool did, or it ended without a clear word. Just now Grafana did not take the new password; it may yet, if the tool is at work still.");
        end.ShouldContain("! The password of admin is the new one or the old one. See the new one and log in with it");
        end.ShouldNotContain("[x] Set it");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_cut_after_the_tool_had_done_its_work_is_still_no_done()
    {
        Grafana.Ends.Enqueue(() =>
        {
            Grafana.Password = KnownPasswords.First;
            return new(ExitCode: null, "");
        });

        await RunAsync();

        (await _rig.LivingMessageAsync(1)).ShouldContain("Unknown, check: the connection to the container ended before the tool did, or it ended without a clear word. Just now Grafana took the new password.");
        (await OperationAsync()).State.ShouldBe(OperationState.Failed);
    }

    /// <summary>The tool changed another database, or Grafana takes no log-in for five minutes: nobody can tell which.</summary>
    [Fact]
    public async Task A_tool_that_lies_is_found_out_and_what_it_was_given_is_shown_all_the_same()
    {
        Grafana.Lies = true;

        await RunAsync();

        (await OperationAsync()).State.ShouldBe(OperationState.Failed);
        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("[!] Log in as admin with it: Grafana's tool said that the password was changed, and Grafana does not take it for admin.");
        end.ShouldContain("! The new password may be in force all the same, so whoever asked can see it: try it.");
        end.ShouldContain("[Show password: grafana show-password 1]");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Single().Text.ShouldBe(
            """
            Grafana's new password
            User: admin
            Password: CanaryCanaryCanary222221
            ! Grafana refused it when the bot logged in as admin, although its tool had said that it was set. Try it; keep the old one until you are in.
            Only you see this. Put it into your password store now: the bot has forgotten it. Where it stays in the chat, delete it then.
            """);
    }

    /// <summary>It is the first administrator's that is set: a name that is somebody else's proves nothing.</summary>
    [Fact]
    public async Task Another_name_says_only_who_logs_in_and_a_password_that_is_in_force_is_not_lost_by_it()
    {
        await _rig.SayAsync(Otto, "grafana reset-password --user olga");
        var plan = await _rig.LivingMessageAsync(1);
        await _rig.SayAsync(Anna, "approve 1");
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        plan.ShouldContain("! Grafana's tool sets the password of Grafana's first administrator, whatever the name. --user says only by what name the bot logs in to see that it works: if olga is somebody else, their password stays as it is, and the first administrator's changes all the same.");
        plan.ShouldContain("! The old password of Grafana's first administrator stops working for everybody who has it.");
        Grafana.Password.ShouldBe(KnownPasswords.First, "in force, though not for olga");
        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("Grafana does not take it for olga.");
        end.ShouldContain("the first administrator, whose password it sets, is not called olga (then log in by their name; another time add --user NAME)");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Single().Text.ShouldContain(KnownPasswords.First);
    }

    [Fact]
    public async Task A_first_administrator_of_another_name_is_logged_in_by_it()
    {
        Grafana.Administrator = "root";

        await RunAsync("grafana reset-password --user root");

        (await _rig.LivingMessageAsync(1)).ShouldStartWith("Reset the password of root in Grafana");
        Grafana.Calls.Single().ShouldNotContain("root", customMessage: "the tool is told no name");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Single().Text.ShouldContain("User: root");
    }

    [Fact]
    public async Task A_user_of_no_possible_name_is_refused() =>
        (await _rig.SayAsync(Otto, $"grafana reset-password --user {new string('x', 101)}")).ShouldBe(
            "That is no name of a Grafana user.\nLeave --user out for admin.");

    [Fact]
    public async Task A_bot_that_may_not_run_commands_keeps_no_password()
    {
        Grafana.Ends.Enqueue(() => throw new ClusterForbiddenException("The bot may not run commands in pods of astronomer-ee (pods/exec)"));

        await RunAsync();

        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("The bot may not run commands in pods of astronomer-ee (pods/exec)");
        end.ShouldNotContain("Show password");
        _rig.Services.GetRequiredService<HeldSecrets>().Find(1).ShouldBeNull();
    }

    /// <summary>It is in force, whatever goes wrong afterwards.</summary>
    [Fact]
    public async Task A_bot_that_stumbles_after_it_was_set_still_shows_it()
    {
        Grafana.Bug = new InvalidOperationException("a bug of the bot's own");
        await RunAsync();

        for (var more = 0; more < 4; more++)
        {
            await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);
        }

        (await OperationAsync()).State.ShouldBe(OperationState.Failed);
        (await _rig.LivingMessageAsync(1)).ShouldContain("[Show password: grafana show-password 1]");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Single().Text.ShouldContain(KnownPasswords.First);
    }

    [Fact]
    public async Task A_bot_that_was_started_again_after_it_was_set_says_that_it_is_lost_and_offers_nothing()
    {
        Grafana.Meanwhile = () =>
        {
            Grafana.Bug = new InvalidOperationException("a bug of the bot's own");
            return Task.CompletedTask;
        };
        await RunAsync();
        _rig.Services.GetRequiredService<HeldSecrets>().Forget(1); // as the process that had it did

        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("it had it in memory only, so nobody knows it now.");
        end.ShouldContain("! Ask again: grafana reset-password");
        end.ShouldNotContain("Show password");
    }

    [Fact]
    public async Task Stopped_after_it_was_set_it_can_still_be_seen()
    {
        Grafana.Meanwhile = () => _rig.SayAsync(Otto, "cancel 1");

        await RunAsync();

        (await OperationAsync()).State.ShouldBe(OperationState.Cancelled);
        (await _rig.LivingMessageAsync(1)).ShouldContain("[Show password: grafana show-password 1]");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Count.ShouldBe(1);
    }

    [Fact]
    public async Task A_reset_ends_the_warning_of_the_default_password()
    {
        var watch = _rig.Services.GetRequiredService<DefaultPasswordWatch>();
        (await watch.LookAsync(Stop)).ShouldBe(DefaultPasswordWatch.Pause);
        (await _rig.SayAsync(Otto, "status")).ShouldContain("Grafana still lets anybody in as admin");

        await RunAsync();

        (await _rig.SayAsync(Otto, "status")).ShouldNotContain("Grafana still lets anybody in as admin");
        (await watch.LookAsync(Stop)).ShouldBeNull("it is refused now, and not tried again");
    }

    [Fact]
    public async Task Where_Grafana_can_not_be_asked_the_end_says_unknown_check()
    {
        Grafana.IsOutOfReach = true;

        await RunAsync();

        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("[?] Log in as admin with it: unknown, check: Grafana can't be asked through the API server");
        end.ShouldContain("! Whether it works is unknown, check: log in to Grafana as admin.");
        end.ShouldContain("[Show password: grafana show-password 1]");
        (await _rig.Database.Audit.LatestAsync(20, Stop)).ShouldContain(entry => entry.Action == AuditAction.StepUnknown);
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Single().Text.ShouldContain("! Whether it works is unknown: log in to Grafana as admin before you close this.");
    }

    [Fact]
    public async Task What_was_never_started_waits_and_is_tried_again()
    {
        Grafana.Ends.Enqueue(() => throw new ClusterUnavailableException("The API server can't be reached"));

        await RunAsync();
        (await OperationAsync()).State.ShouldBe(OperationState.Waiting);
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        (await OperationAsync()).State.ShouldBe(OperationState.Succeeded);
        Grafana.Password.ShouldBe(KnownPasswords.First);
    }

    [Fact]
    public async Task What_the_tool_refuses_is_told_in_its_words_without_the_password()
    {
        Grafana.Ends.Enqueue(() => new(1, $"INFO settings\nError: ✗ could not read user {KnownPasswords.First} password=geheim from database\n"));

        await RunAsync();

        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("Grafana's tool changed nothing: Error: ✗ could not read user *** password=*** from database");
        end.ShouldNotContain("Show password");
    }

    [Fact]
    public async Task A_bot_that_was_interrupted_says_that_the_password_is_lost_and_tries_nothing_again()
    {
        await AskAndApproveAsync();
        Grafana.Ends.Enqueue(() => throw new OperationCanceledException());
        await Should.ThrowAsync<OperationCanceledException>(() => _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop));
        _rig.Services.GetRequiredService<HeldSecrets>().Forget(1); // as the process that had it did
        _rig.Time.Advance(TimeSpan.FromMinutes(5));

        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);

        Grafana.Calls.Count.ShouldBe(1);
        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("Unknown, check: the bot was interrupted here, and with it went the password, which it had in memory only.");
        end.ShouldContain("! The password of admin is the old one, or one that nobody knows. Ask again: grafana reset-password");
        end.ShouldNotContain("Show password", customMessage: "nobody has it");
    }

    [Fact]
    public async Task Into_a_Secret_it_goes_without_being_shown()
    {
        await RunAsync("grafana reset-password --to-secret astronomer-ee/grafana-admin");

        Grafana.Secrets["astronomer-ee/grafana-admin"].ShouldBe("""{"admin-user":"admin","admin-password":"CanaryCanaryCanary222221"}""");
        var end = await _rig.LivingMessageAsync(1);
        end.ShouldContain("[x] Write it into Secret astronomer-ee/grafana-admin: keys admin-user and admin-password");
        end.ShouldNotContain("Show password");
        (await _rig.SayAsync(Otto, "grafana show-password 1")).ShouldStartWith("The bot does not have the password");
    }

    [Fact]
    public async Task A_Secret_that_can_not_be_written_leaves_the_password_to_whoever_asked()
    {
        Grafana.SecretTrouble = new ClusterForbiddenException("The bot may not write secrets in astronomer-ee: forbidden");

        await RunAsync("grafana reset-password --to-secret astronomer-ee/grafana-admin");

        (await _rig.LivingMessageAsync(1)).ShouldContain("! The password is set in Grafana. Whoever asked can see it below.");
        await _rig.SayAsync(Otto, "grafana show-password 1");
        _rig.Whisper.Said.Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("grafana reset-password --to-secret grafana-admin", "a Secret as namespace/name")]
    [InlineData("grafana reset-password --to-secret ../kube-system", "a Secret as namespace/name")]
    [InlineData("grafana reset-password --to-secret a/b/c", "a Secret as namespace/name")]
    public async Task A_Secret_is_named_by_namespace_and_name(string text, string told) =>
        (await _rig.SayAsync(Otto, text)).ShouldContain(told);

    [Fact]
    public async Task The_canary_is_found_nowhere_but_in_the_one_message()
    {
        Grafana.Version = "5.2.4";
        Grafana.Ends.Enqueue(() => new(0, "Incorrect Usage: flag provided but not defined: -password-from-stdin"));
        await RunAsync();
        var said = await _rig.LivingMessageAsync(1);
        said += await _rig.SayAsync(Otto, "operations") + await _rig.SayAsync(Otto, "audit --limit 50");
        await _rig.SayAsync(Olga, "grafana show-password 1");
        said += await _rig.SayAsync(Otto, "grafana show-password 1") + await _rig.LivingMessageAsync(1) + _rig.Log.Text;

        Grafana.Calls[^1].ShouldEndWith($"admin reset-admin-password --homepath /usr/share/grafana --config /etc/grafana/grafana.ini {KnownPasswords.First}");
        _rig.Whisper.Said.Single().Text.ShouldContain(KnownPasswords.First);
        foreach (var needle in new[] { KnownPasswords.First, Convert.ToBase64String(Encoding.UTF8.GetBytes(KnownPasswords.First)) })
        {
            said.ShouldNotContain(needle);
            var files = _rig.Database.Folder.EnumerateFiles("*", SearchOption.AllDirectories).ToList();
            files.ShouldNotBeEmpty();
            files.Where(file => Contains(file, needle)).ShouldBeEmpty();
        }
    }

    private static bool Contains(FileInfo file, string needle)
    {
        using var stream = new FileStream(file.FullName, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray().AsSpan().IndexOf(Encoding.UTF8.GetBytes(needle)) >= 0;
    }

    private async Task RunAsync(string text = "grafana reset-password")
    {
        await AskAndApproveAsync(text);
        await _rig.Services.GetRequiredService<OperationRunner>().RunAsync(1, Stop);
    }

    private async Task AskAndApproveAsync(string text = "grafana reset-password")
    {
        (await _rig.SayAsync(Otto, text)).ShouldContain("awaits approval: operation 1");
        (await _rig.SayAsync(Anna, "approve 1")).ShouldStartWith("You approved operation 1");
    }

    private async Task<Operation> OperationAsync() => (await _rig.Database.Operations.FindAsync(1, Stop)).ShouldNotBeNull();
}
