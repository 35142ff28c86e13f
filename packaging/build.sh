#!/usr/bin/env bash
# Builds kenpin as one statically linked file, and checks that it is one and that it works.
#
#   packaging/build.sh [OUTPUT]     OUTPUT is dist/kenpin unless given
#
# Links with musl where its target is installed, else with glibc (crt-static). KENPIN_TARGET chooses.
set -euo pipefail
cd "$(dirname "$0")/.."

output=${1:-dist/kenpin}
host=$(rustc -vV | sed -n 's/^host: //p')
arch=${host%%-*}
musl=$arch-unknown-linux-musl
if [ -n "${KENPIN_TARGET:-}" ]; then
    target=$KENPIN_TARGET
elif [ -d "$(rustc --print sysroot)/lib/rustlib/$musl" ]; then
    target=$musl
else
    target=$arch-unknown-linux-gnu
fi

# No path of the machine that builds is part of the program: the same commit gives the same bytes anywhere.
cargo_home=${CARGO_HOME:-$HOME/.cargo}
flags="-C target-feature=+crt-static --remap-path-prefix=$PWD=/kenpin --remap-path-prefix=$cargo_home=/cargo"
export RUSTFLAGS=$flags CFLAGS="-ffile-prefix-map=$PWD=/kenpin -ffile-prefix-map=$cargo_home=/cargo"
export SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
cargo build --release --locked --target "$target" --bin kenpin

mkdir -p "$(dirname "$output")"
cp "${CARGO_TARGET_DIR:-target}/$target/release/kenpin" "$output"
strip "$output"

# `ldd` fails for a program that needs no other file.
needed=$(ldd "$output" 2>/dev/null || true)
case $needed in
*'=>'*)
    printf '%s needs other files:\n%s\n' "$output" "$needed" >&2
    exit 1
    ;;
esac
"$output" --version
"$output" explain KP-S01 >/dev/null
echo "$output: $target, $(stat -c %s "$output") bytes, sha256:$(sha256sum "$output" | cut -d' ' -f1)"
