using ChatOps.Houston;

namespace ChatOps.Operations.Grafana;

/// <summary>The names under which a person's access is known to operations.</summary>
internal static class GrafanaTarget
{
    /// <summary>One person has one unfinished operation about Grafana, whether it gives or takes.</summary>
    public static string Of(HoustonPerson person) => $"houston/GrafanaAccess/{person.Uuid}";

    /// <summary>For the audit trail, which names the person by uuid; what was typed names the address.</summary>
    public static StepTarget StepOf(HoustonPerson person) => new("User", "houston", person.ShortName, person.Uuid);

    public static string Words(HoustonPerson person) =>
        person.Username.Length == 0 || person.Username == person.Email ? person.Email : $"{person.Email} ({person.Username})";
}
