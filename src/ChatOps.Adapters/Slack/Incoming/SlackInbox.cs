using System.Text.Json;
using ChatOps.Adapters.Slack.Incoming.Actions;
using ChatOps.Adapters.Slack.Incoming.Events;
using ChatOps.Adapters.Slack.Incoming.Prompts;
using ChatOps.Chat.Incoming;

namespace ChatOps.Adapters.Slack.Incoming;

/// <summary>
/// Takes what Slack sent, by whichever way: the same checks and the same handlers for a signed HTTP request and for an envelope
/// of Socket Mode.
/// </summary>
public sealed class SlackInbox(
    Workspace workspace,
    SlackRefusals refusals,
    ISlashCommandHandler commands,
    IBlockActionHandler actions,
    IViewSubmissionHandler views,
    IEventHandler events)
{
    public async Task<Receipt> CommandAsync(Origin origin, SlashCommand? command, CancellationToken cancellationToken)
    {
        if (command is null)
        {
            return Malformed();
        }

        return workspace.Refuse(origin) ?? Receipt.With(await commands.Handle(command, cancellationToken));
    }

    /// <summary>
    /// A click, or what was typed after one; anything else that Slack calls an interaction is received, and nothing is done
    /// about it.
    /// </summary>
    public async Task<Receipt> InteractionAsync(JsonElement? payload, CancellationToken cancellationToken)
    {
        var kind = payload.Text("type");
        if (kind.Length == 0)
        {
            return Malformed();
        }

        if (workspace.Refuse(Origin.OfInteraction(payload)) is { } refusal)
        {
            return refusal;
        }

        return kind switch
        {
            BlockActionRequest.Kind => await ClickAsync(BlockActionRequest.From(payload), cancellationToken),
            ViewSubmission.Kind when ViewSubmission.IsAnswer(payload) =>
                await AnswerAsync(ViewSubmission.From(payload), cancellationToken),
            _ => Receipt.Empty,
        };
    }

    public async Task<Receipt> EventAsync(JsonElement? payload, CancellationToken cancellationToken)
    {
        var kind = payload.Text("type");
        if (kind == "url_verification")
        {
            return Receipt.With(new UrlVerification(payload.Text("challenge")));
        }

        if (kind.Length == 0)
        {
            return Malformed();
        }

        if (workspace.Refuse(Origin.OfEvent(payload)) is { } refusal)
        {
            return refusal;
        }

        if (kind != EventCallback.Kind)
        {
            return Receipt.Empty;
        }

        if (EventCallback.From(payload) is not { } callback)
        {
            return Malformed();
        }

        await events.Handle(callback, cancellationToken);
        return Receipt.Empty;
    }

    private async Task<Receipt> ClickAsync(BlockActionRequest? request, CancellationToken cancellationToken)
    {
        if (request is null)
        {
            return Malformed();
        }

        await actions.Handle(request, cancellationToken);
        return Receipt.Empty;
    }

    private async Task<Receipt> AnswerAsync(ViewSubmission? submission, CancellationToken cancellationToken) =>
        submission is null ? Malformed() : Receipt.With(await views.Handle(submission, cancellationToken));

    private Receipt Malformed()
    {
        refusals.Count(SlackRefusals.Malformed);
        return Receipt.Malformed;
    }

    private sealed record UrlVerification(string Challenge);
}

/// <summary>What to tell Slack about something it sent.</summary>
/// <param name="Answer">What to send back with the receipt, or null for nothing.</param>
public sealed record Receipt(Verdict Verdict, object? Answer = null)
{
    public static readonly Receipt Empty = new(Verdict.Taken);
    public static readonly Receipt Malformed = new(Verdict.Malformed);
    public static readonly Receipt Foreign = new(Verdict.Foreign);

    /// <summary>It is not known yet whose it may be; Slack may send it again.</summary>
    public static readonly Receipt TooEarly = new(Verdict.TooEarly);

    public static Receipt With(object answer) => new(Verdict.Taken, answer);
}

public enum Verdict
{
    Taken,
    Malformed,
    Foreign,
    TooEarly,
}
