using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Nodes.Http;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Nodes.Grafana;

/// <summary>The pages that a password reset asks for: health, which needs no log-in, and the log-in.</summary>
internal static class GrafanaPages
{
    public static async Task<InnerPage> AnswerAsync(SimulatedGrafana grafana, string path, HttpContext http) =>
        (http.Request.Method, path) switch
        {
            ("GET", "/api/health") => Json(200, new JsonObject { ["commit"] = "unknown", ["database"] = "ok", ["version"] = $"{grafana.Version}" }),
            ("POST", "/login") => await LogInAsync(grafana, http),
            _ => Json(StatusCodes.Status404NotFound, new JsonObject { ["message"] = "Not found" }),
        };

    private static async Task<InnerPage> LogInAsync(SimulatedGrafana grafana, HttpContext http)
    {
        var form = await ReadAsync(http);
        return grafana.LogsIn(form.Text("user"), form.Text("password"))
            ? Json(StatusCodes.Status200OK, new JsonObject { ["message"] = "Logged in", ["redirectUrl"] = "/" })
            : Json(StatusCodes.Status401Unauthorized, new JsonObject { ["message"] = "Invalid username or password" });
    }

    private static async Task<JsonElement> ReadAsync(HttpContext http)
    {
        try
        {
            return await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
        }
        catch (JsonException)
        {
            return default;
        }
    }

    private static InnerPage Json(int status, JsonObject body) => new(status, body.ToJsonString(), "application/json");
}
