#!/usr/bin/env bash
# Compiles one crate with libFuzzer's counters: a RUSTC_WORKSPACE_WRAPPER, so that only kenpin and its fuzz targets are instrumented
# and everything beneath them is what the tests already built. Every flag is a stable one.
compiler=$1
shift
case " $* " in *" --crate-name ___ "* | *" -vV "*) exec "$compiler" "$@" ;; esac
exec "$compiler" "$@" --cfg fuzzing -C opt-level=1 -C passes=sancov-module \
    -C llvm-args=-sanitizer-coverage-level=4 -C llvm-args=-sanitizer-coverage-inline-8bit-counters \
    -C llvm-args=-sanitizer-coverage-pc-table -C llvm-args=-sanitizer-coverage-trace-compares
