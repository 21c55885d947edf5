using System.Text.RegularExpressions;
using ChatOps.Simulator.Nodes.Logs;
using ChatOps.Simulator.Store;

namespace ChatOps.Simulator.Nodes.Prometheus;

/// <summary>
/// What a Prometheus writes, in the form of its version: logfmt with <c>caller=</c> up to 2.x, with <c>source=</c> from
/// 3.0. Messages as in Prometheus' own sources and in the reports of its issues 4603, 5369, 8128 and 13152.
/// </summary>
internal sealed partial class PrometheusLog
{
    private const string Component = "prometheus";
    private const string Data = "/prometheus";
    private const int LastSegment = 112;
    private const string Block = "01CSN5VSGQ6W2Z4K0P7J6YB1XT";

    private readonly bool _isModern;

    private PrometheusLog(bool isModern) => _isModern = isModern;

    /// <summary>From its start to the moment when it opens its data.</summary>
    public IReadOnlyList<string> UntilStorage =>
    [
        _isModern
            ? Line("info", "main.go:610", "Starting Prometheus Server", "mode=server version=\"(version=3.4.2, branch=HEAD, revision=b392caf256d7ed36980992496c8a6274e5557d36)\"")
            : Line("info", "main.go:330", "Starting Prometheus", "version=\"(version=2.15.2, branch=HEAD, revision=d9613e5c466c6e9de548c4dae1b9aabf9aaf7c57)\""),
        Line("info", "web.go:506", "Start listening for connections", "address=0.0.0.0:9090", "web"),
        Line("info", "main.go:655", "Starting TSDB ..."),
        Line("info", "repair.go:59", "Found healthy block", $"mint=1539237600000 maxt=1539302400000 ulid={Block}", "tsdb"),
    ];

    /// <summary>From its start to being ready.</summary>
    public IReadOnlyList<string> Start =>
    [
        .. UntilSegment(LastSegment),
        Line("info", "head.go:628", "WAL replay completed", "duration=1.214883041s", "tsdb"),
        Line("info", "main.go:673", "TSDB started"),
        Line("info", "main.go:743", "Loading configuration file", "filename=/etc/prometheus/config/prometheus.yaml"),
        Line("info", "main.go:771", "Completed loading of configuration file", "filename=/etc/prometheus/config/prometheus.yaml"),
        Line("info", "main.go:626", "Server is ready to receive web requests."),
    ];

    public IReadOnlyList<string> Regular =>
    [
        Line("info", "compact.go:495", "write block", $"mint=1539331200000 maxt=1539338400000 ulid={Block}", "tsdb"),
        Line("info", "head.go:661", "Head GC completed", "duration=74.51ms", "tsdb"),
        Line("info", "head.go:731", "WAL checkpoint complete", "first=105 last=108 duration=1.9s", "tsdb"),
    ];

    public IReadOnlyList<string> CorruptLog =>
    [
        ReadError($"corruption in segment {Data}/wal/00000087 at 9043968: {Checksum}"),
        Line("warn", "wal.go:351", "Starting corruption repair", "segment=87 offset=9043968", "tsdb"),
        Line("warn", "wal.go:359", "Deleting all segments newer than corrupted segment", "segment=87", "tsdb"),
        Fatal($"opening storage failed: repair corrupted WAL: cannot handle error: corruption in segment {Data}/wal/00000087 at 9043968: {Checksum}"),
    ];

    public IReadOnlyList<string> CorruptBlock =>
        [Fatal($"opening storage failed: reload blocks: unexpected corrupted block:map[{Block}:open index file: read TOC: invalid checksum]")];

    /// <summary>A full disk leaves a torn record behind, so that it looks like a damaged log at first sight.</summary>
    public IReadOnlyList<string> DiskFull =>
    [
        ReadError($"corruption in segment {Data}/wal/00000{LastSegment} at 98304: last record is torn"),
        Line("warn", "wal.go:351", "Starting corruption repair", $"segment={LastSegment} offset=98304", "tsdb"),
        Fatal($"opening storage failed: repair corrupted WAL: open {Data}/wal/00000{LastSegment}: no space left on device"),
    ];

    private static string Checksum => "unexpected checksum 7c9a8e94, expected d91bf761";

    public static bool IsOf(StoredObject pod) => pod.Labels.GetValueOrDefault("component") == Component;

    public static PrometheusLog Of(StoredObject pod)
    {
        var image = pod.Json.Items("spec", "containers").FirstOrDefault().Text("image") ?? "";
        return new(Major().Match(image) is { Success: true } match && int.Parse(match.Groups["major"].Value) >= 3);
    }

    /// <summary>From its start to reading its log, which takes the most memory and the longest.</summary>
    public IReadOnlyList<string> UntilSegment(int segment) =>
    [
        .. UntilStorage,
        Line("info", "head.go:583", "Replaying WAL, this may take a while", "", "tsdb"),
        .. Enumerable.Range(Math.Max(0, segment - 3), Math.Min(4, segment + 1)).Select(each =>
            Line("info", "head.go:632", "WAL segment loaded", $"segment={each} maxSegment={LastSegment}", "tsdb")),
    ];

    public IReadOnlyList<string> BadConfiguration(ConfigMistake mistake)
    {
        var fields = (_isModern ? $"file={mistake.File} " : "") + $"err=\"parsing YAML file {mistake.File}: {mistake.Message}\"";
        return [Line("error", "main.go:290", $"Error loading config (--config.file={mistake.File})", fields)];
    }

    private string ReadError(string what) =>
        Line("warn", "db.go:599", "Encountered WAL read error, attempting repair", $"err=\"read records: {what}\"", "tsdb");

    private string Fatal(string err) => _isModern
        ? Line("error", "main.go:1354", "Error running goroutines from run.Group", $"err=\"{err}\"")
        : $"level=error ts={LogTime.Iso} caller=main.go:727 err=\"{err}\"";

    private string Line(string level, string source, string message, string fields = "", string component = "")
    {
        var where = component.Length == 0 ? "" : $" component={component}";
        var more = fields.Length == 0 ? "" : $" {fields}";
        return _isModern
            ? $"time={LogTime.Iso} level={level.ToUpperInvariant()} source={source} msg=\"{message}\"{where}{more}"
            : $"level={level} ts={LogTime.Iso} caller={source}{where} msg=\"{message}\"{more}";
    }

    /// <summary>The version in an image's tag: <c>prom/prometheus:v3.4.2</c>.</summary>
    [GeneratedRegex(@"prometheus:v?(?<major>\d+)\.", RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Major();
}
