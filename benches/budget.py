#!/usr/bin/env python3
"""Holds `kenpin verify` of 10,000 components against all lists to a kept number of instructions: over 5 % more fails.

    python3 benches/budget.py            # counts with target/debug/kenpin, which the tests built
    python3 benches/budget.py --renew    # counts, and keeps what it counted in benches/budget.json

Instructions, counted by valgrind's cachegrind without its caches (callgrind counts the very same, in twice the time), do not depend on
what else a machine does: two runs differ by less than 0.1 %. They depend on the compiler, so its version is kept beside the number, and
on the kind of processor, of which libraries choose their code: a number is kept for each kind, and valgrind shows programs one of few
fixed ones, without SHA instructions. No public-key operation is in it: the delivery is unsigned. Needs python3 and valgrind.
"""
import argparse
import hashlib
import json
import os
import pathlib
import platform
import re
import subprocess
import sys
import tempfile

from figures import ROOT, SYLLABLES

KEPT = ROOT / "benches" / "budget.json"
AT = "2026-11-23T00:00:00Z"
COMPONENTS = 10_000
MAKERS = 200
ROOM = 0.05


def maker(number):
    word = "".join(SYLLABLES[(number // 16**place) % 16] for place in range(3)).capitalize()
    return f"{word} {'Systems' if number % 3 else 'Electronics'} {['Inc.', 'GmbH', 'K.K.', 'Co., Ltd.'][number % 4]}"


def component(number):
    return {
        "type": ["library", "device", "firmware", "application"][number % 4],
        "bom-ref": f"ref-{number}",
        "manufacturer": {"name": maker(number * 7919 % MAKERS)},
        "name": f"part-{number}",
        "version": f"{number % 9}.{number % 17}",
        "hashes": [{"alg": "SHA-256", "content": hashlib.sha256(str(number).encode()).hexdigest()}],
    }


def delivery(folder):
    product = {"type": "device", "bom-ref": "product", "name": "product", "manufacturer": {"name": "Example K.K."}}
    bill = {"bomFormat": "CycloneDX", "specVersion": "1.6", "version": 1, "metadata": {"component": product}, "components": [component(number) for number in range(COMPONENTS)]}
    path = folder / "budget.cdx.json"
    path.write_text(json.dumps(bill), encoding="utf-8")
    return path


def counted(program):
    """Instructions of one run."""
    with tempfile.TemporaryDirectory() as folder:
        bill = delivery(pathlib.Path(folder))
        command = ["valgrind", "--tool=cachegrind", "--cache-sim=no", f"--cachegrind-out-file={folder}/out", str(program), "verify", str(bill), "--at", AT, "--format", "json"]
        # Nothing of the caller's environment changes what is counted.
        environment = {"PATH": os.environ["PATH"], "LC_ALL": "C.UTF-8"}
        ended = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment, check=False)
    found = re.search(r"I\s+refs:\s+([\d,]+)", ended.stderr)
    if ended.returncode not in (0, 10, 20) or not found:
        sys.exit(f"budget: {' '.join(command)} ended with exit code {ended.returncode}:\n{ended.stderr}")
    return int(found.group(1).replace(",", ""))


def kind():
    """Processors of one kind take the same ways through a program."""
    flags = pathlib.Path("/proc/cpuinfo").read_text(encoding="utf-8") if platform.machine() == "x86_64" else ""
    return platform.machine() + (" with AVX2" if re.search(r"^flags\s*:.*\bavx2\b", flags, re.MULTILINE) else "")


def compiler():
    return subprocess.run(["rustc", "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--renew", action="store_true", help="keep what was counted")
    parser.add_argument("--program", type=pathlib.Path, default=pathlib.Path(os.environ.get("CARGO_TARGET_DIR", ROOT / "target")) / "debug" / "kenpin")
    parser.add_argument("--kept", type=pathlib.Path, default=KEPT)
    arguments = parser.parse_args()
    kept = json.loads(arguments.kept.read_text(encoding="utf-8")) if arguments.kept.exists() else {}
    known = kept.get(kind())
    renew = "python3 benches/budget.py --renew"
    if known is None and not arguments.renew:
        print(f"budget: no number is kept for a processor of the kind \"{kind()}\"; to keep one: {renew}", file=sys.stderr)
        sys.exit(1 if os.environ.get("CI") == "true" else 0)
    count = counted(arguments.program)
    if arguments.renew:
        kept[kind()] = {"instructions": count, "compiler": compiler()}
        arguments.kept.write_text(json.dumps(kept, indent=2) + "\n", encoding="utf-8")
        print(f"budget: {count:,} instructions are kept for \"{kind()}\"")
        return
    change = count / known["instructions"] - 1
    print(f"budget: {count:,} instructions for {COMPONENTS:,} components, {change:+.1%} to what is kept (at most +{ROOM:.0%})")
    if change > ROOM:
        other = "" if compiler() == known["compiler"] else f"\n  note:  the number was kept with {known['compiler']}, and this is {compiler()}"
        print(
            f"error: verifying {COMPONENTS:,} components takes {change:.1%} more instructions than are kept\n"
            f"  where: {arguments.kept}, \"{kind()}\": {known['instructions']:,}, counted {count:,}{other}\n"
            f"  fix:   find what became slow (valgrind --tool=callgrind names it); if it is worth its cost, say so in the commit and run `{renew}`",
            file=sys.stderr,
        )
        sys.exit(1)
    if change < -ROOM:
        print(f"budget: that is a gain; to keep it: {renew}")


if __name__ == "__main__":
    main()
