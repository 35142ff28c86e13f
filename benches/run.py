#!/usr/bin/env python3
"""Runs every bench there is, and makes one table of their figures.

    python3 benches/run.py                     # everything; an hour or two
    python3 benches/run.py --quick             # small sizes; for a look, since small sizes flatter nobody
    python3 benches/run.py --write             # also puts the table into docs/performance.md, between its two marks
    python3 benches/run.py --only hardware     # one of them; may be repeated

Needs python3 with venv, cargo, openssl and valgrind, and PyPI for the programs of others. A bench that cannot run is named, and the rest run.
"""
import argparse
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

from figures import ROOT

# Each bench with what its small sizes ask for.
BENCHES = {
    "verify": (["verify.py"], ["--quick"]),
    "instructions": (["verify.py", "--count"], ["--quick"]),
    "signatures": (["signatures.py"], ["--size", "256"]),
    "hardware": (["hardware.py"], ["--quick"]),
    "screening": (["screening.py"], ["--quick"]),
    "lists": (["lists.py"], ["--megabytes", "10"]),
    "peers": (["peers.py"], ["--quick"]),
    "portal": (["portal.py"], ["--quick"]),
}
PAGE = ROOT / "docs" / "performance.md"
BEGIN, END = "<!-- figures: written by benches/run.py -->", "<!-- end of figures -->"


def figures(command):
    """What a bench told, and why it told no more; `None` where nothing was wrong."""
    with tempfile.TemporaryDirectory() as folder:
        path = pathlib.Path(folder) / "figures"
        ended = subprocess.run([sys.executable, ROOT / "benches" / command[0], *command[1:]], env={**os.environ, "KENPIN_FIGURES": str(path)}, check=False)
        lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    told = [json.loads(line) for line in lines]
    # One that missed a figure ends with 1 too, and has said so.
    is_whole = ended.returncode == 0 or (told and not all(figure["fits"] for figure in told))
    return told, None if is_whole else f"ended with exit code {ended.returncode}"


def cell(text):
    return text.replace("|", "\\|")


def table(results, sizes):
    day = time.strftime("%Y-%m-%d", time.gmtime())
    lines = [f"Measured on {day} ({sizes}, {os.cpu_count()} processors, load {os.getloadavg()[1]:.0f}) by `python3 benches/run.py`.", ""]
    lines += ["| bench | figure | measured | wanted; what was measured | |", "|---|---|---|---|---|"]
    for name, (told, fault) in results.items():
        for figure in told:
            lines.append(f"| {name} | {cell(figure['figure'])} | {cell(figure['measured'])} | {cell(figure['wanted'])} | {'' if figure['fits'] else 'missed'} |")
        if fault:
            lines.append(f"| {name} | | | {fault} | not run |")
    return "\n".join(lines)


def write(page, made):
    before, rest = page.split(BEGIN)
    return f"{before}{BEGIN}\n\n{made}\n\n{END}{rest.split(END)[1]}"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="small sizes")
    parser.add_argument("--write", action="store_true", help="put the table into docs/performance.md")
    parser.add_argument("--page", type=pathlib.Path, default=PAGE, help="another page than that")
    parser.add_argument("--only", action="append", choices=BENCHES, help="one bench; may be repeated")
    arguments = parser.parse_args()
    results = {}
    for name, (command, small) in BENCHES.items():
        if arguments.only and name not in arguments.only:
            continue
        print(f"\n== {name}", flush=True)
        results[name] = figures(command + (small if arguments.quick else []))
    made = table(results, "small sizes" if arguments.quick else "full sizes")
    print(f"\n{made}")
    if arguments.write:
        arguments.page.write_text(write(arguments.page.read_text(encoding="utf-8"), made), encoding="utf-8")
    told = [figure for figures, _ in results.values() for figure in figures]
    sys.exit(0 if all(figure["fits"] for figure in told) and not any(fault for _, fault in results.values()) else 1)


if __name__ == "__main__":
    main()
