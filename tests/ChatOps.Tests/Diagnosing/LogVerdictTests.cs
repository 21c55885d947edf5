using ChatOps.Diagnosing;
using ChatOps.Inventory;
using Shouldly;
using Xunit;

namespace ChatOps.Tests.Diagnosing;

/// <summary>The last words of real programs with broken data or configuration, and what they mean.</summary>
public sealed class LogVerdictTests : IDisposable
{
    private readonly DiagnosisRig _rig = new();

    public void Dispose() => _rig.Dispose();

    [Theory]
    [InlineData(
        "ts=2026-11-23T06:28:26.617Z caller=main.go:1127 level=error err=\"opening storage failed: get segment range: segments are not sequential\"",
        "Its write-ahead log is corrupt")]
    [InlineData(
        "level=error component=tsdb msg=\"Opening storage failed\" err=\"repair corrupted WAL: cannot handle error: corruption in segment /prometheus/wal/00000087 at 9043968: unexpected checksum\"",
        "Its write-ahead log is corrupt")]
    [InlineData(
        "time=2026-11-23T06:28:26.617Z level=ERROR source=main.go:1285 msg=\"Fatal error\" err=\"opening storage failed: repair corrupted WAL: cannot handle error: open WAL segment: 0: open /prometheus/wal/00000000: no such file or directory\"",
        "Its write-ahead log is corrupt")]
    [InlineData(
        "ts=2026-11-23T06:29:12.832Z caller=main.go:1127 level=error err=\"opening storage failed: reloadBlocks: corrupted block 01HZZZZZZZZZZZZZZZZZZZZZZZ: invalid magic number 78787878\"",
        "A block of its data is corrupt")]
    [InlineData(
        "level=error caller=main.go:617 err=\"opening storage failed: block dir: \\\"/prometheus/01D8\\\": unexpected end of JSON input\"",
        "A block of its data is corrupt")]
    [InlineData(
        "level=error caller=main.go:617 err=\"opening storage failed: open /prometheus/x: structure needs cleaning\"",
        "Its data can't be read back")]
    [InlineData(
        "6740:M 23 Nov 2026 06:29:25.035 # Bad file format reading the append only file appendonly.aof.1.incr.aof: make a backup of your AOF file, then use ./redis-check-aof --fix <filename.manifest>",
        "Its dump can't be read back")]
    [InlineData("6718:M 23 Nov 2026 06:29:24.953 # Short read or OOM loading DB. Unrecoverable error, aborting now.", "Its dump can't be read back")]
    [InlineData("6727:M 23 Nov 2026 06:29:25.001 # Fatal error loading the DB: Invalid argument. Exiting.", "Its dump can't be read back")]
    [InlineData("PANIC:  could not locate a valid checkpoint record", "Its data can't be read back")]
    [InlineData("Fatal: the data directory is damaged: unexpected end of file", "Its data can't be read back")]
    public async Task Data_that_cannot_be_read_back_is_corrupt(string log, string summary)
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 1, log: $"level=info msg=\"Starting\"\n{log}");

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.CorruptData);
        diagnosis.Summary.ShouldBe(summary);
        diagnosis.Evidence.ShouldContain(line => line.StartsWith("log: ", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(
        "caller=main.go:469 level=error msg=\"Error loading config (--config.file=/etc/p.yml)\" file=/etc/p.yml err=\"parsing YAML file /etc/p.yml: yaml: line 5: mapping values are not allowed in this context\"",
        "/etc/p.yml", 5, "mapping values are not allowed in this context")]
    [InlineData(
        "caller=main.go:469 level=error msg=\"Error loading config (--config.file=/etc/p.yml)\" file=/etc/p.yml err=\"parsing YAML file /etc/p.yml: yaml: unmarshal errors:\\n  line 2: field scrape_intervall not found in type config.plain\"",
        "/etc/p.yml", 2, "field scrape_intervall not found in type config.plain")]
    [InlineData(
        "level=error ts=2020-01-12T12:20:07Z caller=main.go:582 err=\"Error loading config couldn't load configuration (--config.file=/etc/p.yml): parsing YAML file /etc/p.yml: yaml: line 14: did not find expected key\"",
        "/etc/p.yml", 14, "did not find expected key")]
    [InlineData(
        "time=2026-11-23T06:28:08Z level=ERROR source=main.go:601 msg=\"Error loading config (--config.file=p.yml)\" file=/etc/p.yml err=\"open p.yml: no such file or directory\"",
        "p.yml", null, "open p.yml: no such file or directory")]
    [InlineData(
        "level=error component=\"rule manager\" msg=\"loading groups failed\" err=\"/etc/rules.yml: 5:11: group \\\"x\\\", rule 1, \\\"A\\\": could not parse expression: 1:7: parse error: unclosed left parenthesis\"\nlevel=error err=\"error loading config from \\\"/etc/p.yml\\\": one or more errors occurred while applying the new configuration\"",
        "/etc/rules.yml", 5, "group \"x\", rule 1, \"A\": could not parse expression: 1:7: parse error: unclosed left parenthesis")]
    [InlineData(
        "level=error err=\"error loading config from \\\"/etc/p.yml\\\": one or more errors occurred while applying the new configuration\"",
        "/etc/p.yml", null, "one or more errors occurred while applying the new configuration")]
    [InlineData(
        "Error parsing commandline arguments: unknown long flag '--storage.tsdb.foo'\nprometheus: error: unknown long flag",
        null, null, "unknown long flag '--storage.tsdb.foo'")]
    [InlineData(
        "configuration error: error parsing /etc/docker/registry/config.yml: yaml: line 3: did not find expected key",
        "/etc/docker/registry/config.yml", 3, "did not find expected key")]
    [InlineData("panic: StorageDriver not registered: nosuch", null, null, "StorageDriver not registered: nosuch")]
    public async Task A_wrong_configuration_is_found_with_its_place(string log, string? file, int? line, string problem)
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 2, log: log);

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.BadConfiguration);
        diagnosis.Mistake.ShouldBe(new ConfigMistake(file, line, problem, Text: null));
    }

    [Fact]
    public async Task Redis_tells_the_line_itself_and_its_secret_stays_hidden()
    {
        _rig.Crashes(
            _rig.Prometheus,
            exitCode: 1,
            log:
            """

            *** FATAL CONFIG FILE ERROR (Redis 7.0.15) ***
            Reading the configuration file, at line 2
            >>> 'maxmemry 1gb password=hunter2'
            Bad directive or wrong number of arguments
            """);

        (await _rig.ExamineAsync()).Mistake.ShouldBe(new ConfigMistake(
            File: null, 2, "Bad directive or wrong number of arguments", "maxmemry 1gb password=***"));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(137)]
    public async Task A_full_disk_is_told_from_corruption(int exitCode)
    {
        _rig.Crashes(
            _rig.Prometheus,
            exitCode,
            log: "level=error err=\"opening storage failed: repair corrupted WAL: open /prometheus/wal/00000088: no space left on device\"");

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.DiskFull);
        diagnosis.Summary.ShouldBe("There is no room left on its volume");
    }

    [Theory]
    [InlineData(96, Cause.DiskFull)]
    [InlineData(40, Cause.Unknown)]
    public async Task A_page_that_cannot_be_written_means_a_full_disk_where_it_is_full(long used, Cause cause)
    {
        _rig.Crashes(
            _rig.Prometheus,
            exitCode: 2,
            log: "unexpected fault address 0x7fc580bcf000\nfatal error: fault\n[signal SIGBUS: bus error code=0x2]");
        _rig.Sight.Fill = new StorageFill(used, 100);

        (await _rig.ExamineAsync()).Cause.ShouldBe(cause);
    }

    [Fact]
    public async Task Damage_that_Prometheus_repaired_is_no_cause()
    {
        _rig.Crashes(
            _rig.Prometheus,
            exitCode: 1,
            log:
            """
            level=warn component=tsdb msg="Encountered WAL read error, attempting repair" err="read records: corruption in segment wal/00000000 at 5640: unexpected checksum 118d1e5f"
            level=error component=tsdb msg="Failed to read meta.json for a block during reloadBlocks. Skipping" err="unexpected end of JSON input"
            level=error component=tsdb msg="compaction failed" err="create checkpoint: read segments: corruption in segment /prometheus/wal/00000136 at 32768"
            level=error err="listen tcp 0.0.0.0:9090: bind: address already in use"
            """);

        var diagnosis = await _rig.ExamineAsync();

        diagnosis.Cause.ShouldBe(Cause.Unknown);
        diagnosis.Evidence.ShouldContain("log: level=error err=\"listen tcp 0.0.0.0:9090: bind: address already in use\"");
    }

    [Theory]
    [InlineData("lock DB directory: resource temporarily unavailable", Cause.Unknown, "Its data is locked: another process may be at work on its volume")]
    [InlineData("open /prometheus/wal/00000001: permission denied", Cause.Unknown, "It may not write to its volume")]
    [InlineData("mmap files, file: /prometheus/chunks_head/000123: mmap: cannot allocate memory", Cause.OutOfMemory, "It gets no memory to map its data into")]
    public async Task What_keeps_it_from_its_data_is_no_damage(string error, Cause cause, string summary)
    {
        _rig.Crashes(_rig.Prometheus, exitCode: 1, log: $"level=error err=\"opening storage failed: {error}\"");

        var diagnosis = await _rig.ExamineAsync();

        (diagnosis.Cause, diagnosis.Summary).ShouldBe((cause, summary));
    }

    [Fact]
    public async Task Who_was_killed_had_no_last_words()
    {
        _rig.Crashes(
            _rig.Prometheus,
            exitCode: 137,
            log: "level=error err=\"opening storage failed: get segment range: segments are not sequential\"");

        (await _rig.ExamineAsync()).Cause.ShouldBe(Cause.Unknown);
    }
}
