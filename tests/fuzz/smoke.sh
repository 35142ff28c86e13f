#!/usr/bin/env bash
# Runs every fuzz target, or those named, for some seconds over a corpus seeded from goldens and fixtures: ./tests/fuzz/smoke.sh [SECONDS [TARGET ..]]
# Needs a C++ compiler for libFuzzer; cargo-fuzz is not needed.
set -euo pipefail
cd "$(dirname "$0")/../.."
seconds=${1:-60}
[ $# -gt 0 ] && shift
targets=${*:-$(sed -n 's/^name = "\([a-z]*\)"$/\1/p' tests/fuzz/Cargo.toml)}
export RUSTC_WORKSPACE_WRAPPER=$PWD/tests/fuzz/instrument.sh
cargo build --locked --quiet --package kenpin-fuzz
for target in $targets; do
    corpus=tests/fuzz/corpus/$target
    mkdir -p "$corpus"
    find tests/golden examples tests/fixtures -type f -size -200k 2>/dev/null | while read -r file; do
        cp "$file" "$corpus/$(sha256sum "$file" | cut -c1-16)"
    done
done
# Three at a time.
fuzz() {
    echo "fuzzing $1 for $2 s"
    "${CARGO_TARGET_DIR:-target}/debug/$1" "tests/fuzz/corpus/$1" \
        -max_total_time="$2" -timeout=10 -rss_limit_mb=2048 -print_final_stats=1 -artifact_prefix="tests/fuzz/corpus/$1." >"tests/fuzz/corpus/$1.log" 2>&1 ||
        { tail -n 40 "tests/fuzz/corpus/$1.log"; return 1; }
    grep -E '^stat::(number_of_executed_units|peak_rss_mb)|DONE' "tests/fuzz/corpus/$1.log" | tail -n 3
}
export -f fuzz
printf '%s\n' $targets | xargs -P 3 -I{} bash -c "set -e; fuzz {} $seconds"
