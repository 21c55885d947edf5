using ChatOps.Chat;
using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>Who is given what so that Grafana opens for them.</summary>
/// <param name="HasIt">They have it already: nothing will be changed.</param>
/// <param name="Namespace">The platform's.</param>
public sealed record GrafanaGrantPlan(HoustonPerson Person, GrafanaRight Right, bool HasIt, string Namespace) : IPlan
{
    /// <summary>It opens a door; looking whether one is open does not.</summary>
    public Risk Risk => HasIt ? Risk.Disruptive : Risk.Destructive;

    public string? AtStake => HasIt ? null : $"Opens a door: gives {Person.ShortName} rights that they don't have.";

    public string Subject => $"Grafana access for {Person.ShortName}";

    public string Target => GrafanaTarget.Of(Person);

    public Message Describe(Message message)
    {
        var described = message
            .Field("Person", GrafanaTarget.Words(Person))
            .Field("Uuid", Person.Uuid)
            .Field("Right", Right.IsWholePlatform ? $"{Right.Name}: administrator of the whole platform" : Right.Name);
        return HasIt ? described.Text("They have it already, so nothing is changed.") : described;
    }

    /// <summary>What is given away comes first: a phone shows little more before one scrolls.</summary>
    public Message Foretell(Message message)
    {
        if (HasIt)
        {
            return message;
        }

        message = Right.IsWholePlatform
            ? message.Warning(
                $"This makes {Person.ShortName} administrator of the whole platform: every deployment, every workspace, everybody's rights, and Kibana. This Houston has no right for Grafana alone.")
            : message.Text("They may look at Grafana and at what the platform shows of itself, and change nothing.");
        message = Person.IsConfirmed ? message : message.Warning("Their e-mail address is not confirmed yet: anybody may have signed up with it.");
        return Right.CanBeTakenBack
            ? message.Text($"Back with: grafana access revoke {Person.Email}")
            : message.Warning($"The bot can't take it back: this Houston's API has no call for that. {GrafanaRevokeCapability.ByHand}");
    }

    public Message Accompany(Message message, Operation operation, DateTimeOffset now) =>
        operation.State is OperationState.Succeeded
            ? message.Text("Grafana opens for them now; they need not sign in again.")
            : message;
}
