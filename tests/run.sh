#!/bin/bash
# Builds, checks the format and runs every test project; ends with a line "N passed, N failed". Fails when anything of it fails, or when nothing passed.
# Chromium and PostgreSQL are installed where they are missing (Debian, root or sudo). Results stand in artifacts/test-results.
set -uo pipefail
cd "$(dirname "$0")/.."

results=$PWD/artifacts/test-results
postgres_folder=
browser_tests=
failures=()

finish() {
    local status=$?
    trap - EXIT
    [ -n "$browser_tests" ] && kill "$browser_tests" 2>/dev/null
    stop_postgres
    exit "$status"
}

as_root() {
    if [ "$(id -u)" = 0 ]; then
        "$@"
    else
        sudo -n "$@"
    fi
}

# Debian keeps the server's programs out of the path.
postgres_program() {
    local found
    found=$(ls -d /usr/lib/postgresql/*/bin 2>/dev/null | sort -V | tail -n 1)
    if [ -n "$found" ] && [ -x "$found/$1" ]; then
        echo "$found/$1"
    else
        command -v "$1"
    fi
}

install_missing() {
    local packages=()
    command -v chromium >/dev/null || packages+=(chromium)
    postgres_program initdb >/dev/null || packages+=(postgresql)
    [ ${#packages[@]} = 0 ] && return
    echo "Installing ${packages[*]}"
    as_root apt-get update -qq && as_root env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${packages[@]}" >/dev/null
}

# initdb refuses root: the server runs as the user postgres then, else as the one who runs the tests.
as_postgres() {
    if [ "$(id -u)" = 0 ]; then
        (cd / && exec runuser -u postgres -- "$@")
    else
        "$@"
    fi
}

free_port() {
    local port
    while :; do
        port=$((20000 + RANDOM % 20000))
        (exec 3<>"/dev/tcp/127.0.0.1/$port") 2>/dev/null || { echo "$port"; return; }
    done
}

start_postgres() {
    local port password
    port=$(free_port)
    password=$(od -An -N16 -tx1 /dev/urandom | tr -d ' \n')
    postgres_folder=$(mktemp -d) || return
    printf '%s' "$password" >"$postgres_folder/password"
    if [ "$(id -u)" = 0 ]; then
        chown -R postgres "$postgres_folder"
    fi
    as_postgres "$(postgres_program initdb)" --pgdata="$postgres_folder/data" --username=postgres --pwfile="$postgres_folder/password" \
        --auth=scram-sha-256 --encoding=UTF8 --locale=C.UTF-8 --no-sync >"$postgres_folder/initdb.log" || return
    as_postgres "$(postgres_program pg_ctl)" --pgdata="$postgres_folder/data" --log="$postgres_folder/server.log" --wait --timeout=60 \
        --options="-p $port -c listen_addresses=127.0.0.1 -c unix_socket_directories=$postgres_folder -c fsync=off" start >/dev/null || return
    export EQUITYMONITOR_TEST_POSTGRES="Host=127.0.0.1;Port=$port;Username=postgres;Password=$password;Database=postgres"
}

stop_postgres() {
    [ -n "$postgres_folder" ] || return
    if [ -f "$postgres_folder/data/postmaster.pid" ]; then
        as_postgres "$(postgres_program pg_ctl)" --pgdata="$postgres_folder/data" --mode=immediate stop >/dev/null 2>&1
    fi
    rm -rf "$postgres_folder"
    postgres_folder=
}

step() {
    local name=$1
    shift
    echo "== $name"
    "$@" || { failures+=("$name"); return 1; }
}

# Sets `test`, the command for a project, its results and what to select: started as it stands, a signal to its process reaches the tests.
tests_of() {
    test=(timeout --kill-after=30s 14m dotnet test "$1" --no-build --nologo --logger "console;verbosity=minimal" --logger "trx;LogFileName=$2.trx" --results-directory "$results" ${3:+--filter "$3"})
}

finish_browser_tests() {
    local status
    wait "$browser_tests"
    status=$?
    browser_tests=
    cat "$results/browser.log"
    return "$status"
}

# An attribute of the counters of all result files, summed.
sum() {
    cat "$results"/*.trx 2>/dev/null | grep -o '<Counters [^>]*>' | grep -o " $1=\"[0-9]*\"" | tr -dc '0-9\n' | awk '{ sum += $1 } END { print sum + 0 }'
}

report() {
    local total executed passed failed skipped line
    total=$(sum total)
    executed=$(sum executed)
    passed=$(sum passed)
    skipped=$((total - executed))
    failed=$((executed - passed))
    [ "$passed" -gt 0 ] || failures+=("no test passed")
    [ "$failed" = 0 ] || failures+=("$failed tests failed")
    if [ ${#failures[@]} -gt 0 ]; then
        printf 'FAILED: %s\n' "${failures[@]}"
    fi
    line="$passed passed, $failed failed"
    [ "$skipped" = 0 ] || line="$line, $skipped skipped"
    echo "$line"
    [ ${#failures[@]} = 0 ]
}

trap finish EXIT
trap 'exit 130' INT
trap 'exit 143' TERM
rm -rf "$results"
mkdir -p "$results"

step "packages of the system" install_missing
step "PostgreSQL" start_postgres
if step "restore" dotnet restore EquityMonitor.sln --locked-mode -v quiet &&
    step "build" dotnet build EquityMonitor.sln --no-restore -warnaserror -v quiet --nologo; then
    # What style and analyzers warn of has failed the build already: white space is left of what `dotnet format` looks at.
    step "format" dotnet format whitespace EquityMonitor.sln --verify-no-changes --no-restore
    # A browser waits more than it computes: everything else runs beside it, and what nothing is timed in makes way.
    end_to_end=tests/EquityMonitor.EndToEnd.Tests
    tests_of "$end_to_end" EndToEnd.Browser 'FullyQualifiedName!~.Processes.'
    "${test[@]}" >"$results/browser.log" 2>&1 &
    browser_tests=$!
    for project in tests/*.Tests; do
        [ "$project" = "$end_to_end" ] && continue
        tests_of "$project" "$(basename "$project")"
        step "$(basename "$project")" nice -n 10 "${test[@]}"
    done
    tests_of "$end_to_end" EndToEnd.Processes 'FullyQualifiedName~.Processes.'
    step "EndToEnd.Processes" "${test[@]}"
    step "EndToEnd.Browser" finish_browser_tests
fi
report
