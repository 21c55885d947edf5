#!/usr/bin/env bash
# Measures whole processes beside their peers and writes docs/benchmarks.
#
#   tests/ChatOps.Benchmarks/run.sh                     all of it, a quarter of an hour on a quiet machine
#   tests/ChatOps.Benchmarks/run.sh --soak 30m          with a long watch at the end
#   tests/ChatOps.Benchmarks/run.sh --smoke             that it all still runs; a minute or two, and nothing is published
#   tests/ChatOps.Benchmarks/run.sh pods restart        some of: ack pods restart flight start growth soak
#   tests/ChatOps.Benchmarks/run.sh inner --filter '*'  pieces inside one process, by BenchmarkDotNet
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."

for peer in tests/ChatOps.Benchmarks/peers/bolt tests/ChatOps.Benchmarks/peers/mcp tests/rigs/slack; do
  [[ -d $peer/node_modules ]] || npm ci --prefix "$peer" --ignore-scripts --no-audit --no-fund
done
dotnet build tests/ChatOps.Benchmarks -c Release -v quiet --nologo
export CHATOPS_PUBLISHED=$PWD/tests/.tools/published # the bot as the image has it
tests/publish.sh "$CHATOPS_PUBLISHED"
exec dotnet tests/ChatOps.Benchmarks/bin/Release/net10.0/ChatOps.Benchmarks.dll "$@"
