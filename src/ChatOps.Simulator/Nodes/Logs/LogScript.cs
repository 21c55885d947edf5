using ChatOps.Simulator.Nodes.Prometheus;

namespace ChatOps.Simulator.Nodes.Logs;

/// <summary>What a component writes: while it starts, and then again and again.</summary>
/// <param name="Interval">Between two regular lines.</param>
internal sealed record LogScript(IReadOnlyList<string> Start, TimeSpan Interval, IReadOnlyList<string> Regular)
{
    private static readonly LogScript Default = new(
        ["Starting.", "Configuration loaded.", "Ready."], TimeSpan.FromSeconds(30), ["Alive."]);

    private static readonly Dictionary<string, LogScript> ByComponent = new(StringComparer.Ordinal)
    {
        ["scheduler"] = new(
            [
                $"[{LogTime.Python}] {{__init__.py:51}} INFO - Using executor CeleryExecutor",
                $"[{LogTime.Python}] {{jobs.py:1477}} INFO - Starting the scheduler",
                $"[{LogTime.Python}] {{jobs.py:1485}} INFO - Processing files using up to 2 processes at a time",
                $"[{LogTime.Python}] {{jobs.py:1523}} INFO - Resetting orphaned tasks for active dag runs",
            ],
            TimeSpan.FromSeconds(5),
            [
                $"[{LogTime.Python}] {{jobs.py:1559}} INFO - Heartbeating the executor",
                $"[{LogTime.Python}] {{jobs.py:1540}} INFO - Harvesting DAG parsing results",
            ]),
        ["webserver"] = new(
            [
                "[INFO] {__init__.py} Using executor CeleryExecutor",
                "[INFO] Starting gunicorn 19.9.0",
                "[INFO] Listening at: http://0.0.0.0:8080 (1)",
                "[INFO] Booting worker with pid: 27",
            ],
            TimeSpan.FromSeconds(10),
            ["\"GET /health HTTP/1.1\" 200 187 \"-\" \"kube-probe/1.10+\"", "[INFO] Handling signal: ttin"]),
        ["worker"] = new(
            [
                "[INFO] {__init__.py} Using executor CeleryExecutor",
                "[tasks]",
                "  . airflow.executors.celery_executor.execute_command",
                "[INFO/MainProcess] Connected to redis",
                "[INFO/MainProcess] celery@worker ready.",
            ],
            TimeSpan.FromSeconds(20),
            [
                "[INFO/MainProcess] Received task: airflow.executors.celery_executor.execute_command",
                "[INFO/ForkPoolWorker-1] Executing command in Celery",
                "[INFO/ForkPoolWorker-1] Task airflow.executors.celery_executor.execute_command succeeded",
            ]),
        ["redis"] = new(
            ["* Running mode=standalone, port=6379.", "# Server initialized", "* Ready to accept connections"],
            TimeSpan.FromSeconds(60),
            ["* 10 changes in 300 seconds. Saving...", "* Background saving started", "* Background saving terminated with success"]),
        ["grafana"] = new(
            [
                "lvl=info msg=\"Starting Grafana\" logger=server",
                "lvl=info msg=\"Connecting to DB\" logger=sqlstore dbtype=postgres",
                "lvl=info msg=\"HTTP Server Listen\" logger=http.server address=0.0.0.0:3000",
            ],
            TimeSpan.FromSeconds(30),
            ["lvl=info msg=\"Request Completed\" logger=context method=GET path=/api/health status=200"]),
    };

    private static readonly TimeSpan BetweenPrometheusLines = TimeSpan.FromSeconds(120);

    public static LogScript Of(ContainerView container) => container switch
    {
        { IsMain: false } => Default,
        _ when PrometheusLog.IsOf(container.Pod) => OfPrometheus(PrometheusLog.Of(container.Pod)),
        _ => ByComponent.GetValueOrDefault(container.Component, Default),
    };

    private static LogScript OfPrometheus(PrometheusLog log) => new(log.Start, BetweenPrometheusLines, log.Regular);
}
