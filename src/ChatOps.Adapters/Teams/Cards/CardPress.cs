namespace ChatOps.Adapters.Teams.Cards;

/// <summary>
/// What a card's buttons carry and hand back: the verb, and in their data the command, as Slack's buttons do. A button that asks
/// something first carries the option too, and names the input beside it: Teams merges what is typed there into the data, under
/// the input's id.
/// </summary>
public static class CardPress
{
    /// <summary>Send the command in the data as a request of whoever pressed.</summary>
    public const string CommandVerb = "command";

    /// <summary>Say how things are now; sent by the client itself, so it has no effect.</summary>
    public const string RefreshVerb = "refresh";

    /// <summary>In the data: the command, such as "approve 17 --plan 3f2a".</summary>
    public const string CommandField = "command";

    /// <summary>In the data: the option that takes the answer to the prompt, such as "--reason"; absent without a prompt.</summary>
    public const string OptionField = "option";

    /// <summary>In the data: true when nothing is sent without an answer.</summary>
    public const string RequiredField = "required";

    /// <summary>In the data: the id of the input beside the button; absent in cards of before there were several on one.</summary>
    public const string InputField = "input";

    /// <summary>
    /// What the ids of inputs begin with: in the data, typed by the person, the answer to the prompt; absent when nothing was typed.
    /// Alone it is the id in cards without an <see cref="InputField"/>.
    /// </summary>
    public const string AnswerField = "answer";
}
