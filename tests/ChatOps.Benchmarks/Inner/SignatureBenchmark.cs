using System.Text;
using BenchmarkDotNet.Attributes;
using ChatOps.Adapters.Slack.Incoming;

namespace ChatOps.Benchmarks.Inner;

/// <summary>The check of a slash command's signature.</summary>
[MemoryDiagnoser]
public class SignatureBenchmark
{
    private const string Secret = "8f742231b10e8888abcd99yyyzzz85a5";
    private const string Timestamp = "1767225600";

    private readonly byte[] _body = Encoding.UTF8.GetBytes(
        "command=%2Fastro&text=pods+zodiac-cosmo-1172&user_id=UALICE&team_id=T0001&channel_id=C1&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1%2F1%2Fx");

    private string _signature = "";

    [GlobalSetup]
    public void SetUp() => _signature = SlackSignature.Sign(Secret, Timestamp, _body);

    [Benchmark]
    public bool Matches() => SlackSignature.Matches(Secret, Timestamp, _body, _signature);
}
