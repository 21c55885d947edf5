using ChatOps.Chat;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>Slack's error words as something a person can act on. Source: the error lists of chat.postMessage and chat.update.</summary>
internal static class SlackErrors
{
    /// <summary>The bot can't write into that channel, though whoever typed a command there could be answered.</summary>
    public static bool IsNotInChannel(this ISlackReply reply) => reply.Error is "not_in_channel" or "channel_not_found";

    /// <summary>The message that was to be changed or answered was deleted.</summary>
    private static bool IsGone(ISlackReply reply) => reply.Error is "message_not_found" or "thread_not_found";

    /// <summary>The exception for a reply that is not ok: refused when asking again would change nothing.</summary>
    /// <param name="subject">What the call was about, as the words name it: the id of a channel, a user group or a user.</param>
    public static Exception AsException(ISlackReply reply, string subject = "") =>
        reply.Error is "internal_error" or "fatal_error" or "service_unavailable" or "request_timeout" or "ratelimited"
            ? new ChatUnavailableException($"Slack has trouble of its own ({reply.Error}).")
            : IsGone(reply)
                ? new ChatMessageGoneException($"The message was deleted in Slack ({reply.Error}).")
                : new ChatRefusedException($"{Words(reply, subject)} (Slack: {reply.Error ?? "no error named"})", IsAboutContent(reply));

    /// <summary>Another message would be taken. Source: the error lists of chat.postMessage and chat.update.</summary>
    private static bool IsAboutContent(ISlackReply reply) => reply.Error
        is "invalid_blocks" or "invalid_blocks_format" or "msg_blocks_too_long" or "msg_too_long" or "no_text"
        or "invalid_attachments" or "too_many_attachments" or "invalid_arguments" or "invalid_arg_name"
        or "invalid_array_arg" or "invalid_json" or "json_not_object" or "invalid_charset" or "invalid_form_data"
        or "invalid_metadata_format" or "invalid_metadata_schema" or "metadata_too_large" or "markdown_text_conflict"
        or "block_mismatch";

    private static string Words(ISlackReply reply, string subject) => reply.Error switch
    {
        "not_in_channel" or "channel_not_found" =>
            $"The bot is not in the channel {subject}, or there is none: invite the bot there with /invite.",
        "is_archived" or "is_inactive" => $"The channel {subject} is archived: bring it back or choose another.",
        "restricted_action" or "restricted_action_read_only_channel" or "restricted_action_thread_only_channel" =>
            $"The workspace does not let the bot write in {subject}: ask a workspace admin.",
        "invalid_auth" or "not_authed" or "account_inactive" or "token_revoked" or "token_expired"
            or "not_allowed_token_type" =>
            "Slack does not accept the bot's token: install the app again and set Slack:BotToken.",
        "no_such_subteam" => $"Slack has no user group {subject}: Access:Grants wants the group's id, like S0123ABCD.",
        "user_not_found" or "user_not_visible" => $"Slack does not show {subject} to the bot.",
        "plan_upgrade_required" => "User groups need a paid Slack plan: grant roles to people instead.",
        "missing_scope" => $"The Slack app lacks the scope {reply.Needed ?? "it needs"}: add it and install the app again.",
        "cant_update_message" or "edit_window_closed" =>
            "The message can't be changed any more: the workspace closes messages to edits.",
        _ => $"Slack did not take the message.{Details(reply)}",
    };

    private static string Details(ISlackReply reply) =>
        reply.ResponseMetadata?.Messages is { Count: > 0 } messages ? $" {string.Join(' ', messages)}" : "";
}
