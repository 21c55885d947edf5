using ChatOps.Inventory;
using ChatOps.Operations.Grafana.Passwords;
using ChatOps.Tests.Fakes;
using Microsoft.Extensions.Options;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana.Passwords;

/// <summary>Which ways to call Grafana's tool are tried, and what each answer means.</summary>
public sealed class GrafanaToolTests
{
    private const string Password = "NobodyKnowsThisOne234567";
    private readonly FakeGrafana _grafana = new();

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_without_the_new_program_has_the_old_one()
    {
        _grafana.Ends.Enqueue(() => new(CommandEnd.NotStarted, "OCI runtime exec failed: exec: \"grafana\": executable file not found in $PATH: unknown"));

        (await SetAsync("8.5.27")).Verdict.ShouldBe(ToolVerdict.Changed);

        _grafana.Calls.Select(call => call.Split("admin")[0]).ShouldBe(
        [
            "grafana: grafana cli --homepath /usr/share/grafana --config /etc/grafana/grafana.ini ",
            "grafana: grafana-cli --homepath /usr/share/grafana --config /etc/grafana/grafana.ini ",
        ]);
    }

    [Fact]
    public async Task Nothing_is_tried_again_that_may_have_worked()
    {
        _grafana.Ends.Enqueue(() => new(ExitCode: null, "flag provided but not defined: -homepath"));

        (await SetAsync("5.2.4")).Verdict.ShouldBe(ToolVerdict.Unknown);

        _grafana.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Nobody_was_warned_of_an_argument_so_the_password_does_not_become_one()
    {
        _grafana.Ends.Enqueue(() => new(1, "Incorrect Usage: flag provided but not defined: -password-from-stdin"));

        (await SetAsync("10.4.2")).ShouldBe(ToolEnd.Failed("Incorrect Usage: flag provided but not defined: -password-from-stdin"));

        _grafana.Calls.ShouldAllBe(call => call.EndsWith($"| {Password}"));
    }

    [Fact]
    public async Task One_that_was_killed_may_have_changed_it_before()
    {
        _grafana.Ends.Enqueue(() => new(137, ""));

        (await SetAsync("10.4.2")).Verdict.ShouldBe(ToolVerdict.Unknown);

        _grafana.Calls.Count.ShouldBe(1);
    }

    [Fact]
    public async Task An_exit_code_of_0_without_the_word_is_no_success()
    {
        _grafana.Ends.Enqueue(() => new(0, "NAME:\n   Grafana CLI"));

        (await SetAsync("10.4.2")).Verdict.ShouldBe(ToolVerdict.Unknown);
    }

    [Fact]
    public async Task With_neither_program_there_it_fails()
    {
        _grafana.Ends.Enqueue(() => new(CommandEnd.NotFound, "exec: \"grafana\": executable file not found in $PATH"));
        _grafana.Ends.Enqueue(() => new(CommandEnd.NotFound, "exec: \"grafana-cli\": executable file not found in $PATH"));

        (await SetAsync("10.4.2")).ShouldBe(ToolEnd.Failed("exec: \"grafana-cli\": executable file not found in $PATH"));
    }

    [Fact]
    public async Task A_container_in_which_nothing_can_be_run_ends_in_words()
    {
        const string refusal = "the API server refuses to run commands in grafana of grafana-1: it answers 400";
        _grafana.Ends.Enqueue(() => new(CommandEnd.NotStarted, refusal));
        _grafana.Ends.Enqueue(() => new(CommandEnd.NotStarted, refusal));

        (await SetAsync("10.4.2")).ShouldBe(ToolEnd.Failed(refusal));
    }

    [Fact]
    public async Task A_pod_that_is_gone_is_told_from_a_failure()
    {
        _grafana.Ends.Enqueue(() => null);

        (await SetAsync("10.4.2")).Verdict.ShouldBe(ToolVerdict.PodGone);
    }

    private Task<ToolEnd> SetAsync(string version) =>
        new GrafanaTool(_grafana, Options.Create(new GrafanaOptions())).SetAsync(
            new ResetPasswordPlan(new PodKey("astronomer-ee", "grafana-1", "uid-1"), "grafana", "admin", version, Secret: null),
            Password,
            Stop);
}
