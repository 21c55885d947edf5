namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>A dialog over Slack. Source: docs.slack.dev, "Modals".</summary>
/// <param name="PrivateMetadata">Comes back with the submission, unseen by people; at most 3000 characters.</param>
/// <param name="Submit">The label of the button that sends; null for a modal that asks nothing.</param>
public sealed record ModalView(
    string CallbackId,
    string PrivateMetadata,
    PlainTextObject Title,
    PlainTextObject? Submit,
    PlainTextObject Close,
    IReadOnlyList<Block> Blocks)
{
    public string Type { get; } = "modal";
}
