using System.Text.Json.Nodes;

namespace ChatOps.Simulator.Store;

/// <summary>One field that breaks a rule.</summary>
/// <param name="Reason">Such as <c>FieldValueInvalid</c>.</param>
/// <param name="Field">Its path, such as <c>spec.replicas</c>.</param>
/// <param name="Message">What a client reads after the path.</param>
public sealed record FieldError(string Reason, string Field, string Message)
{
    public static FieldError Invalid(string field, string value, string why) =>
        new("FieldValueInvalid", field, $"Invalid value: {value}: {why}");

    public static FieldError Required(string field, string why = "") =>
        new("FieldValueRequired", field, why.Length == 0 ? "Required value" : $"Required value: {why}");

    public static FieldError Forbidden(string field, string why) =>
        new("FieldValueForbidden", field, $"Forbidden: {why}");

    public static FieldError NotSupported(string field, string value, params IEnumerable<string> supported) => new(
        "FieldValueNotSupported",
        field,
        $"Unsupported value: \"{value}\": supported values: {string.Join(", ", supported.Select(one => $"\"{one}\""))}");

    public static FieldError Duplicate(string field, string value) =>
        new("FieldValueDuplicate", field, $"Duplicate value: \"{value}\"");

    public JsonObject ToCause() => new() { ["reason"] = Reason, ["message"] = Message, ["field"] = Field };

    public override string ToString() => $"{Field}: {Message}";
}
