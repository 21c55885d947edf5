using System.Text.Json;
using System.Text.Json.Nodes;
using ChatOps.Simulator.Store;
using Microsoft.AspNetCore.Http;

namespace ChatOps.Simulator.Api;

/// <summary>Writes answers.</summary>
internal static class Answers
{
    /// <summary>How answers are written: compact, plain characters left plain.</summary>
    public static readonly JsonWriterOptions Writing = new() { Encoder = JsonAccess.Compact.Encoder, SkipValidation = true };

    public static async Task WriteAsync(this HttpResponse response, int code, StoredObject stored)
    {
        response.StatusCode = code;
        response.ContentType = "application/json";
        response.ContentLength = stored.Utf8.Length;
        Copy(stored, response);
        await response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
    }

    public static async Task WriteAsync(
        this HttpResponse response, int code, JsonNode json, string contentType = "application/json")
    {
        response.StatusCode = code;
        response.ContentType = contentType;
        await response.Body.WriteAsync(
            JsonSerializer.SerializeToUtf8Bytes(json, JsonAccess.Compact), response.HttpContext.RequestAborted);
    }

    public static Task WriteAsync(this HttpResponse response, ApiException error)
    {
        if (error.RetryAfterSeconds is { } seconds)
        {
            response.Headers.RetryAfter = seconds.ToString();
        }

        return response.WriteAsync(error.Code, error.ToStatus());
    }

    /// <summary>What a real API server says where it serves nothing.</summary>
    public static async Task WriteNotFoundAsync(this HttpResponse response)
    {
        response.StatusCode = StatusCodes.Status404NotFound;
        response.ContentType = "text/plain; charset=utf-8";
        await HttpResponseWritingExtensions.WriteAsync(response, "404 page not found\n");
    }

    private static void Copy(StoredObject stored, HttpResponse response)
    {
        var utf8 = stored.Utf8;
        utf8.CopyTo(response.BodyWriter.GetSpan(utf8.Length));
        response.BodyWriter.Advance(utf8.Length);
    }
}
