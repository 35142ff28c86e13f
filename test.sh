#!/usr/bin/env bash
# Runs every check and every test, in the order that fails fastest. On a fresh machine it installs what it needs first.
#
#   ./test.sh          everything but the fuzz smoke runs
#   CI=true ./test.sh  everything; nothing may be skipped
#
# KENPIN_SHARED_DATA names a folder with data that other projects published (see docs/testing.md); without it the tests that
# read it say aloud that they were skipped.
set -euo pipefail
cd "$(dirname "$0")"
export CARGO_TERM_COLOR=${CARGO_TERM_COLOR:-auto}

step() { printf '\n== %s (%s s)\n' "$1" "$SECONDS"; }

# Debian packages by the command that shows their presence. Independent tools, used only by tests.
need() {
    local missing=()
    command -v openssl >/dev/null || missing+=(openssl)
    command -v python3 >/dev/null || missing+=(python3)
    python3 -c 'import cryptography' 2>/dev/null || missing+=(python3-cryptography)
    command -v strace >/dev/null || missing+=(strace)
    command -v valgrind >/dev/null || missing+=(valgrind)
    command -v softhsm2-util >/dev/null || missing+=(softhsm2)
    command -v docker-registry >/dev/null || missing+=(docker-registry)
    python3 -c 'import ensurepip' 2>/dev/null || missing+=(python3-venv)
    ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 || missing+=(postgresql)
    command -v cc >/dev/null || missing+=(build-essential)
    command -v chromium >/dev/null || missing+=(chromium)
    command -v node >/dev/null || missing+=(nodejs)
    command -v npm >/dev/null || missing+=(npm)
    [ -n "$(fc-list :lang=ja 2>/dev/null)" ] || missing+=(fontconfig fonts-droid-fallback)
    [ ${#missing[@]} -eq 0 ] && return
    step "installing ${missing[*]}"
    local sudo=; [ "$(id -u)" -eq 0 ] || sudo=sudo
    $sudo apt-get update -qq
    $sudo apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
}

# Python tools of the tests, each at one version, in a folder of their own beside what cargo builds.
tools() {
    local venv=target/venv want="moto==5.2.5 prometheus_client==0.26.0 schemathesis==4.32.5"
    if [ "$("$venv/bin/pip" freeze 2>/dev/null | grep -E '^(moto|prometheus_client|schemathesis)==' | sort | paste -sd' ')" != "$want" ]; then
        step "installing $want"
        python3 -m venv "$venv"
        # shellcheck disable=SC2086
        "$venv/bin/pip" install --quiet ${want/moto==/moto[server]==}
    fi
    export KENPIN_TEST_SCHEMATHESIS=$PWD/$venv/bin/schemathesis KENPIN_TEST_PROMETHEUS=$PWD/$venv/bin/python KENPIN_TEST_MOTO=$PWD/$venv/bin/moto_server
}

# What the browser test drives the browser with, at exact versions, beside what cargo builds.
browser() {
    export KENPIN_BROWSER=${CARGO_TARGET_DIR:-$PWD/target}/browser
    cmp -s tests/browser/package-lock.json "$KENPIN_BROWSER/package-lock.json" && [ -d "$KENPIN_BROWSER/node_modules" ] && return
    step "modules of the browser test"
    mkdir -p "$KENPIN_BROWSER"
    cp tests/browser/package.json tests/browser/package-lock.json "$KENPIN_BROWSER"
    (cd "$KENPIN_BROWSER" && npm ci --ignore-scripts --no-audit --no-fund --silent)
}

if [ -z "${KENPIN_SHARED_DATA:-}" ]; then
    if [ "${CI:-}" = true ]; then
        echo "KENPIN_SHARED_DATA is not set: in CI nothing is skipped" >&2
        exit 1
    fi
    echo "KENPIN_SHARED_DATA is not set: tests over other projects' published data will say that they are SKIPPED"
fi

need
tools
browser
step "format"
cargo fmt --check
step "clippy, everything"
cargo clippy --locked --quiet --all-targets -- -D warnings
step "clippy, the pure stages without clap, reqwest, tokio"
cargo clippy --locked --quiet --no-default-features --lib -- -D warnings
if command -v cargo-deny >/dev/null; then
    step "licences, advisories, sources"
    cargo deny --locked check
else
    echo "cargo-deny is not installed: licences are checked by the tests, advisories are not"
fi
step "tests"
if command -v cargo-nextest >/dev/null; then
    ./tests/postgres.sh cargo nextest run --locked
else
    echo "cargo-nextest is not installed: running with cargo test"
    ./tests/postgres.sh cargo test --locked --quiet --lib --bins --tests
fi
step "budget of instructions"
python3 benches/budget.py
step "documentation"
RUSTDOCFLAGS="-D warnings" cargo doc --locked --quiet --no-deps --document-private-items
if [ "${CI:-}" = true ]; then
    step "fuzz smoke"
    ./tests/fuzz/smoke.sh "${FUZZ_SECONDS:-60}"
else
    echo "fuzz smoke runs are left out here; ./tests/fuzz/smoke.sh 60 runs them"
fi
step "all checks passed"
