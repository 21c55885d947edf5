using ChatOps.Chat.Answering;
using Microsoft.Extensions.Hosting;

namespace ChatOps.Adapters.Teams.Outgoing;

/// <summary>Sends direct answers.</summary>
internal sealed class DirectAnswerSender(AnswerDelivery<DirectAnswer> delivery, TeamsChatPlatform platform) : BackgroundService
{
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => delivery.RunAsync(
        (answer, stop) => platform.PostAsync(answer.Conversation, answer.Render(), stop), stoppingToken);
}
