using Microsoft.Extensions.Options;

namespace ChatOps.Adapters.Slack.Outgoing;

/// <summary>
/// The response_urls of recent commands, by which a channel can be answered that the bot is not in. Each is a secret that lets
/// anyone write there, so they live in this process's memory only, until they expire; a restart forgets them.
/// </summary>
public sealed class ResponseUrls(IOptions<SlackOptions> options, TimeProvider time)
{
    /// <summary>How many are kept; the oldest goes first.</summary>
    public const int Capacity = 1000;

    /// <summary>Slack's 30 minutes, less some for the way. Source: docs.slack.dev, "Handling user interaction".</summary>
    public static readonly TimeSpan Life = TimeSpan.FromMinutes(29);

    private readonly Lock _lock = new();
    private readonly LinkedList<Offer> _offers = [];

    /// <summary>Remembers a response_url, unless it leads anywhere but to Slack: then it is dropped.</summary>
    public void Keep(string channel, string url)
    {
        if (Check(url) is { } good)
        {
            GiveBack(channel, good);
        }
    }

    /// <summary>A fresh response_url for use right away; null when it leads anywhere but to Slack.</summary>
    public ResponseUrl? Check(string url) =>
        IsSlacks(url, out var address) ? new(address, time.GetUtcNow() + Life) : null;

    /// <summary>Puts back what was taken and could not be used.</summary>
    public void GiveBack(string channel, ResponseUrl url)
    {
        lock (_lock)
        {
            _offers.AddLast(new Offer(channel, url));
            while (_offers.First is { } oldest && (_offers.Count > Capacity || IsOver(oldest.Value.Url)))
            {
                _offers.Remove(oldest);
            }
        }
    }

    /// <summary>Hands out the channel's newest response_url, for one message and its updates; null when there is none.</summary>
    public ResponseUrl? Take(string channel)
    {
        lock (_lock)
        {
            for (var offer = _offers.Last; offer is not null; offer = offer.Previous)
            {
                if (offer.Value.Channel == channel && !IsOver(offer.Value.Url))
                {
                    _offers.Remove(offer);
                    return offer.Value.Url;
                }
            }

            return null;
        }
    }

    public bool IsOver(ResponseUrl url) => url.ExpiresAt <= time.GetUtcNow();

    /// <summary>A signed request is Slack's, but a URL from outside is called only on hosts that were named beforehand.</summary>
    private bool IsSlacks(string url, out Uri address) =>
        Uri.TryCreate(url, UriKind.Absolute, out address!)
        && address.UserInfo.Length == 0
        && options.Value.IsResponseUrlHost(address.Host)
        && ((address.Scheme == Uri.UriSchemeHttps && address.IsDefaultPort)
            || (address.Scheme == Uri.UriSchemeHttp && address.IsLoopback));

    private sealed record Offer(string Channel, ResponseUrl Url);
}

/// <summary>Where one message may be posted and updated, until when.</summary>
public sealed record ResponseUrl(Uri Address, DateTimeOffset ExpiresAt)
{
    /// <summary>Keeps the address out of logs.</summary>
    public override string ToString() => $"response_url until {ExpiresAt:u}";
}
