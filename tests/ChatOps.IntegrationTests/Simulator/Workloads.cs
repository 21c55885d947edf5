namespace ChatOps.IntegrationTests.Simulator;

/// <summary>Manifests to try things on.</summary>
internal static class Workloads
{
    /// <summary>Two pods named after their ReplicaSet.</summary>
    public static string Web(string image = "nginx:1.25") => $$"""
        apiVersion: apps/v1
        kind: Deployment
        metadata:
          name: web
        spec:
          replicas: 2
          selector:
            matchLabels: {app: web}
          template:
            metadata:
              labels: {app: web}
            spec:
              terminationGracePeriodSeconds: 2
              containers:
              - name: main
                image: {{image}}
                resources:
                  requests: {cpu: 100m, memory: 64Mi}
        """;

    /// <summary>One pod of two containers, with a claim.</summary>
    public const string Database = """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata:
          name: db
        spec:
          serviceName: db
          replicas: 1
          selector:
            matchLabels: {app: db}
          template:
            metadata:
              labels: {app: db}
            spec:
              terminationGracePeriodSeconds: 2
              containers:
              - name: main
                image: redis:7
                volumeMounts:
                - {name: data, mountPath: /data}
              - name: side
                image: side:1
          volumeClaimTemplates:
          - metadata:
              name: data
            spec:
              accessModes: [ReadWriteOnce]
              resources:
                requests: {storage: 1Gi}
        """;

    /// <summary>A pod that starts, fails and starts again.</summary>
    public const string Crashing = """
        apiVersion: v1
        kind: Pod
        metadata:
          name: crashing
          annotations:
            simulator.chatops.dev/fault: crash-always
        spec:
          containers:
          - name: main
            image: broken:1
        """;
}
