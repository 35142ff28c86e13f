#!/usr/bin/env bash
# Builds the program twice, in two folders with two target folders, and says whether the two are the same byte for byte.
#
#   packaging/reproduce.sh          takes two release builds
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
SOURCE_DATE_EPOCH=$(git -C "$top" log -1 --format=%ct)
export SOURCE_DATE_EPOCH
for place in one the-other; do
    git clone -q "$top" "$work/$place/kenpin"
    (cd "$work/$place/kenpin" && CARGO_TARGET_DIR=$work/$place/target packaging/build.sh "$work/$place/program")
done
if cmp "$work/one/program" "$work/the-other/program"; then
    echo "the same: sha256:$(sha256sum "$work/one/program" | cut -d' ' -f1)"
else
    echo "the two builds differ; compare them with diffoscope" >&2
    exit 1
fi
