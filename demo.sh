#!/usr/bin/env bash
# Builds kenpin and inspects two deliveries of the same camera: one that may be accepted, and its twin with one part by a restricted maker.
set -uo pipefail
cd "$(dirname "$0")"
cargo build --locked --quiet || exit 1
kenpin=${CARGO_TARGET_DIR:-target}/debug/kenpin
at=2026-11-23T00:00:00Z # so that this demonstration does not age with the lists

inspect() {
    printf '\n$ kenpin verify %s\n\n' "$1"
    "$kenpin" verify "$1" --order "${1%/delivery}/order.toml" --trusted-ca "${1%/delivery}/vendor-ca.pem" --at "$at"
    code=$?
    if [ "$code" -ne "$2" ]; then
        echo "demo: exit code $code where $2 was due" >&2
        exit 1
    fi
}

inspect examples/camera/delivery 0
inspect examples/camera-twin/delivery 20
printf '\nThe first may be accepted (exit code 0), its twin may not (exit code 20).\n'
