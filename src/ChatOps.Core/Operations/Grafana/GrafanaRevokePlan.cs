using ChatOps.Chat;
using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>From whom the right that opens Grafana is taken.</summary>
/// <param name="Namespace">The platform's.</param>
public sealed record GrafanaRevokePlan(HoustonPerson Person, GrafanaRight Right, string Namespace) : IPlan
{
    public Risk Risk => Risk.Destructive;

    public string Subject => $"Grafana access of {Person.ShortName}";

    public string Target => GrafanaTarget.Of(Person);

    public Message Describe(Message message) => message
        .Field("Person", GrafanaTarget.Words(Person))
        .Field("Uuid", Person.Uuid)
        .Field("Right", Right.Name);

    public Message Foretell(Message message) => Right.IsWholePlatform
        ? message.Warning($"{Person.ShortName} is not administrator of the platform any more then, with all that goes with it: deployments, people, Kibana.")
        : message;
}
