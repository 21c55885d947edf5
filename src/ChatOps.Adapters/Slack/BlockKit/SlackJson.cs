using System.Text.Json;
using System.Text.Json.Serialization;

namespace ChatOps.Adapters.Slack.BlockKit;

/// <summary>JSON as Slack writes it: snake_case, absent rather than null.</summary>
public static class SlackJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };
}
