using System.Text.Encodings.Web;
using System.Text.Json;
using Bunit;
using ChatOps.Adapters.Slack.BlockKit;
using ChatOps.Chat;
using ChatOps.Host.WebConsole;
using ChatOps.Operations;
using ChatOps.Tests.Desk;
using ChatOps.Tests.Slack;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Operations.Grafana;

/// <summary>The plan of a grant as approvers see it, to the letter: what is given away stands above the buttons.</summary>
public sealed class GrafanaCardTests : IAsyncLifetime
{
    private static readonly Actor Otto = new("slack", "UOTTO", "otto");
    private static readonly JsonSerializerOptions Readable =
        new(SlackJson.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly DeskRig _rig = new(
        new() { ["Access:Grants:0:Role"] = "Operator", ["Access:Grants:0:To"] = Otto.Key });

    public ValueTask InitializeAsync() => _rig.InitializeAsync();

    public ValueTask DisposeAsync() => _rig.DisposeAsync();

    [Fact]
    public async Task In_Slack()
    {
        var blocks = SlackMessage.Render(await PlanAsync());

        BlockLimits.Broken(blocks).ShouldBeEmpty();
        blocks.Select(block => JsonSerializer.Serialize(block, Readable)).TakeWhile(block => !block.Contains("Approval")).ShouldBe(
        [
            """{"type":"header","text":{"text":"⚠️ Grant of Grafana access for viraj awaits approval","type":"plain_text","emoji":false}}""",
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"Person","style":{"bold":true}},{"type":"text","text":"  viraj@astronomer.io (viraj)"},{"type":"text","text":"\n"},{"type":"text","text":"Uuid","style":{"bold":true}},{"type":"text","text":"  uuid-viraj"},{"type":"text","text":"\n"},{"type":"text","text":"Right","style":{"bold":true}},{"type":"text","text":"  default_admin: administrator of the whole platform"}]}]}""",
            """{"type":"section","text":{"text":"⚠️ This makes viraj administrator of the whole platform: every deployment, every workspace, everybody's rights, and Kibana. This Houston has no right for Grafana alone.","type":"plain_text","emoji":false}}""",
            """{"type":"section","text":{"text":"Back with: grafana access revoke viraj@astronomer.io","type":"plain_text","emoji":false}}""",
            """{"type":"rich_text","elements":[{"type":"rich_text_section","elements":[{"type":"text","text":"▫️ See that viraj does not have it yet"},{"type":"text","text":"\n"},{"type":"text","text":"▫️ Give viraj default_admin"},{"type":"text","text":"\n"},{"type":"text","text":"▫️ See viraj among those who may open Grafana"}]}]}""",
        ]);
    }

    [Fact]
    public async Task In_the_console()
    {
        await using var page = new BunitContext();
        page.Services.AddSingleton<TimeProvider>(_rig.Time);
        var plan = await PlanAsync();

        var card = page.Render<MessageCard>(it => it.Add(view => view.Message, plan).Add(view => view.PostedAt, _rig.Time.GetUtcNow()));

        card.FindAll("h2, dt, dd, p, li").Select(node => node.TextContent.Trim()).TakeWhile(text => text != "Approval").ShouldBe(
        [
            "Grant of Grafana access for viraj awaits approval",
            "Person",
            "viraj@astronomer.io (viraj)",
            "Uuid",
            "uuid-viraj",
            "Right",
            "default_admin: administrator of the whole platform",
            "Warning: This makes viraj administrator of the whole platform: every deployment, every workspace, everybody's rights, and Kibana. This Houston has no right for Grafana alone.",
            "Back with: grafana access revoke viraj@astronomer.io",
            "Pending: See that viraj does not have it yet",
            "Pending: Give viraj default_admin",
            "Pending: See viraj among those who may open Grafana",
        ]);
    }

    private async Task<Message> PlanAsync()
    {
        await _rig.SayAsync(Otto, "grafana access grant viraj@astronomer.io");
        var operation = await _rig.Database.Operations.FindAsync(1, Xunit.TestContext.Current.CancellationToken);
        return _rig.Services.GetRequiredService<OperationMessages>().Render(operation.ShouldNotBeNull());
    }
}
