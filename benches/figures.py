"""What the benches have in common: how a figure is told, and where cargo put what it built."""
import json
import os
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
# What names of made-up makers are made of.
SYLLABLES = ["ka", "ro", "mi", "ten", "su", "vel", "dor", "lin", "pa", "quo", "ser", "na", "bri", "tor", "wex", "ul"]


def built(*arguments):
    """The paths of what cargo makes in release, by target; built if need be."""
    command = ["cargo", "build", "--release", "--locked", "--message-format", "json", *arguments]
    made = subprocess.run(command, cwd=ROOT, check=False, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    if made.returncode:
        sys.exit(f"{' '.join(command)} ended with exit code {made.returncode}:\n{made.stderr}")
    told = [json.loads(line) for line in made.stdout.splitlines()]
    return {line["target"]["name"]: line["executable"] for line in told if line.get("executable")}


def program():
    """kenpin in release, or what KENPIN_PROGRAM names."""
    return os.environ.get("KENPIN_PROGRAM") or built("--bin", "kenpin")["kenpin"]


def run(command, folder=None):
    """Seconds by the clock, seconds on processors, peak memory in bytes, exit code."""
    before = os.times()
    process = subprocess.Popen([str(word) for word in command], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return os.times().elapsed - before.elapsed, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)


def instructions(folder, command, codes=(0,)):
    """Instructions of a run that ends with one of these exit codes."""
    counted = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={folder}/callgrind.out", *map(str, command)]
    ended = subprocess.run(counted, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True, check=False)
    if ended.returncode not in codes:
        sys.exit(f"{' '.join(map(str, command))} ended with exit code {ended.returncode}:\n{ended.stderr}")
    return int(re.search(r"Collected : (\d+)", ended.stderr).group(1))


class Report:
    """Prints figures one a line. Where KENPIN_FIGURES names a file, it is added to that file too, a JSON object a line."""

    good = True

    def line(self, figure, measured, wanted, fits=True):
        self.good &= fits
        print(f"{figure:<72} {measured:>12}   {wanted}{'' if fits else '   MISSED'}", flush=True)
        if path := os.environ.get("KENPIN_FIGURES"):
            with open(path, "a", encoding="utf-8") as file:
                file.write(json.dumps({"figure": figure, "measured": measured, "wanted": wanted, "fits": fits}) + "\n")

    def end(self):
        sys.exit(0 if self.good else 1)
