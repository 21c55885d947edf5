# syntax=docker/dockerfile:1
# docker build -t chatops:0.1.0 --build-arg VERSION=0.1.0 --build-arg REVISION=$(git rev-parse HEAD) .

ARG DOTNET=10.0

FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/sdk:${DOTNET} AS build
ARG VERSION=0.1.0
ARG REVISION=unknown
WORKDIR /source
COPY . .
RUN --mount=type=cache,target=/root/.nuget/packages \
    dotnet publish src/ChatOps.Host -p:PublishProfile=Container -p:Version=${VERSION} -p:SourceRevisionId=${REVISION} -o /app
# What the bot may write to, for those who run it without a volume: the final image has no shell to make folders with.
RUN mkdir -p /empty/etc/chatops /empty/var/lib/chatops

# Chiseled: no shell, no package manager, and a user of its own (1654).
FROM --platform=linux/amd64 mcr.microsoft.com/dotnet/aspnet:${DOTNET}-noble-chiseled
ARG VERSION=0.1.0
ARG REVISION=unknown
LABEL org.opencontainers.image.title="ChatOps" \
      org.opencontainers.image.description="A ChatOps bot for the people on call for Airflow on Kubernetes" \
      org.opencontainers.image.version="${VERSION}" \
      org.opencontainers.image.revision="${REVISION}"
COPY --from=build /app /app
COPY --from=build --chown=1654:1654 /empty/etc/chatops /etc/chatops
COPY --from=build --chown=1654:1654 /empty/var/lib/chatops /var/lib/chatops
# Settings are looked for where the bot is started; a ConfigMap changes them by a link, which only looking again notices.
WORKDIR /etc/chatops
ENV ASPNETCORE_HTTP_PORTS=8080 \
    Edge__ManagementPort=8081 \
    DOTNET_EnableDiagnostics=0 \
    DOTNET_USE_POLLING_FILE_WATCHER=1 \
    ConnectionStrings__ChatOps="Data Source=/var/lib/chatops/chatops.db" \
    Simulator__Kubeconfig=/var/lib/chatops/simulator.kubeconfig
USER 1654
EXPOSE 8080 8081
HEALTHCHECK --interval=10s --timeout=5s --start-period=60s CMD ["/app/chatops", "health"]
ENTRYPOINT ["/app/chatops"]
