#!/usr/bin/env bash
# Draws docs/verdict.svg from what the program really prints on the rejected sample, colours included.
set -euo pipefail
cd "$(dirname "$0")/.."
cargo build --locked --quiet
program=$PWD/${CARGO_TARGET_DIR:-target}/debug/kenpin
cd examples/camera-twin
{
    printf '\033[1m$ kenpin verify delivery/ --order order.toml --trusted-ca vendor-ca.pem\033[0m\n\n'
    "$program" verify delivery --order order.toml --trusted-ca vendor-ca.pem --at 2026-11-23 --color always || [ $? -eq 20 ]
} | python3 ../../docs/screenshot.py > ../../docs/verdict.svg
