#!/usr/bin/env python3
"""Measures `kenpin verify` on one large CycloneDX bill, as ratios to what Python's json.load and a plain SHA-256 cost in the same run.

    python3 benches/verify.py            # 100,000 components (84 MB): time and memory
    python3 benches/verify.py --count    # 100,000 and 1,000,000 components: instructions, by callgrind (about fifteen minutes)
    python3 benches/verify.py --quick    # a tenth of the components, with either

Needs python3 and cargo; --count needs valgrind. Nothing is read from the network.
"""
import argparse
import hashlib
import json
import pathlib
import sys
import tempfile

from figures import SYLLABLES, Report, instructions, program, run

AT = "2026-11-23T00:00:00Z"
FORMS = ["Inc.", "GmbH", "K.K.", "Ltd", "S.p.A.", "AB", "Co., Ltd.", "Oy"]
KINDS = ["library", "device", "firmware", "application"]


def maker(number):
    """One of 10,000 made-up makers."""
    word = "".join(SYLLABLES[(number // 16**place) % 16] for place in range(4)).capitalize()
    return f"{word} {'Systems' if number % 3 else 'Electronics'} {FORMS[number % 8]}"


def component(number):
    """About 840 bytes, as a generator for devices writes them."""
    digest = hashlib.sha256(str(number).encode()).hexdigest()
    name = maker(number * 7919 % 10_000)
    return {
        "type": KINDS[number % 4],
        "bom-ref": f"ref-{number:07d}",
        "manufacturer": {"name": name, "url": [f"https://www.example.com/{number % 10_000}"]},
        "supplier": {"name": maker(number * 104_729 % 10_000)},
        "name": f"part-{number:07d}",
        "version": f"{number % 9}.{number % 17}.{number % 5}",
        "description": "a part of a large product, described in about as many words as the usual generators use for one",
        "cpe": f"cpe:2.3:a:example:part-{number:07d}:{number % 9}.{number % 17}.{number % 5}:*:*:*:*:*:*:*",
        "hashes": [{"alg": "SHA-256", "content": digest}],
        "licenses": [{"license": {"id": "Apache-2.0"}}],
        "purl": f"pkg:generic/part-{number:07d}@{number % 9}.{number % 17}.{number % 5}",
        "externalReferences": [{"type": "website", "url": f"https://www.example.com/parts/{number}"}],
        "properties": [
            {"name": "cdx:device:quantity", "value": str(number % 5 + 1)},
            {"name": "cdx:device:location", "value": f"board {number % 12}"},
        ],
    }


def write_bill(path, count):
    """A valid CycloneDX 1.6 bill, pretty-printed one component a line."""
    with open(path, "w", encoding="utf-8") as file:
        file.write('{"bomFormat":"CycloneDX","specVersion":"1.6","version":1,"metadata":{"component":{"type":"device","bom-ref":"product","name":"product","manufacturer":{"name":"Example K.K."}}},"components":[\n')
        for number in range(count):
            file.write(json.dumps(component(number)) + (",\n" if number + 1 < count else "\n"))
        file.write("]}\n")


def best(times, command):
    """Seconds on processors, peak memory in bytes, exit code: of the run that took the least."""
    return min(run(command)[1:] for _ in range(times))


def verify_command(kenpin, path):
    return [kenpin, "verify", path, "--at", AT, "--format", "json", "--output", "json=/dev/null"]


def measure_time(report, folder, kenpin, count):
    path = folder / "big.cdx.json"
    write_bill(path, count)
    size = path.stat().st_size
    load = best(3, [sys.executable, "-c", f"import json; json.load(open({str(path)!r}, encoding='utf-8'))"])
    empty = best(3, [sys.executable, "-c", "import json"])
    digest = best(3, ["sha256sum", path])
    seconds, peak, code = best(5, verify_command(kenpin, path))
    validate, _, _ = best(3, [kenpin, "bom", "validate", path])
    if code not in (0, 10, 20):
        sys.exit(f"kenpin verify ended with exit code {code}, not a verdict")
    python = load[0] - empty[0]
    told = f"at most 0.25; {seconds:.2f} and {python:.2f} s, bom validate {validate:.2f}, sha256sum {digest[0]:.2f}"
    of = f"{count:,} components ({size / 1e6:.0f} MB)"
    report.line(f"verify of {of} to Python's json.load", f"{seconds / python:.2f}", told, seconds / python <= 0.25)
    report.line("peak memory of that to the size of the file", f"{peak / size:.2f}", f"at most 1.8; {peak / 1e6:.0f} MB", peak / size <= 1.8)


def measure_count(report, folder, kenpin, few):
    counts = {}
    for number in (few, 10 * few):
        path = folder / "counted.cdx.json"
        write_bill(path, number)
        counts[number] = instructions(folder, verify_command(kenpin, path), codes=(0, 10, 20))
    ratio = counts[10 * few] / counts[few]
    # Both bills name the same 10,000 makers, which cost once.
    told = f"at most 11; {counts[10 * few] / 1e6:,.0f} and {counts[few] / 1e6:,.0f} million"
    report.line(f"instructions for {10 * few:,} components to those for {few:,}", f"{ratio:.2f}", told, ratio <= 11)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", action="store_true", help="count instructions at 100,000 and 1,000,000 components")
    parser.add_argument("--quick", action="store_true", help="a tenth of the components")
    arguments = parser.parse_args()
    report, kenpin = Report(), program()
    count = 10_000 if arguments.quick else 100_000
    with tempfile.TemporaryDirectory() as folder:
        (measure_count if arguments.count else measure_time)(report, pathlib.Path(folder), kenpin, count)
    report.end()


if __name__ == "__main__":
    main()
