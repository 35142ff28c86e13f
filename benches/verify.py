#!/usr/bin/env python3
"""Measures `kenpin verify` on one large CycloneDX bill, as ratios to what Python's json.load and a plain SHA-256 cost in the same run.

    python3 benches/verify.py            # 100,000 components (84 MB): time and memory
    python3 benches/verify.py --count    # 100,000 and 1,000,000 components: instructions, by callgrind (about fifteen minutes)

Needs python3 and cargo; --count needs valgrind. Nothing is read from the network.
"""
import argparse
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "kenpin"
AT = "2026-11-23T00:00:00Z"
SYLLABLES = ["ka", "ro", "mi", "ten", "su", "vel", "dor", "lin", "pa", "quo", "ser", "na", "bri", "tor", "wex", "ul"]
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


def run(command):
    """Seconds, peak resident bytes, exit code."""
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)


def best(times, command):
    results = [run(command) for _ in range(times)]
    return min(results)


def verify_command(path):
    return [str(PROGRAM), "verify", str(path), "--at", AT, "--format", "json", "--output", "json=/dev/null"]


def measure_time(folder):
    path = folder / "big.cdx.json"
    write_bill(path, 100_000)
    size = path.stat().st_size
    print(f"bill: {size / 1e6:.1f} MB, 100,000 components")
    load = best(3, [sys.executable, "-c", f"import json; json.load(open({str(path)!r}, encoding='utf-8'))"])
    empty = best(3, [sys.executable, "-c", "import json"])
    digest = best(3, ["sha256sum", str(path)])
    seconds, peak, code = best(5, verify_command(path))
    inspect, _, _ = best(3, [str(PROGRAM), "bom", "validate", str(path)])
    if code not in (0, 10, 20):
        sys.exit(f"kenpin verify ended with exit code {code}, not a verdict")
    python = load[0] - empty[0]
    print(f"python json.load        {python:7.3f} s")
    print(f"sha256sum               {digest[0]:7.3f} s")
    print(f"kenpin bom validate     {inspect:7.3f} s")
    print(f"kenpin verify           {seconds:7.3f} s")
    print(f"verify / json.load      {seconds / python:7.3f}   (at most 0.25)")
    print(f"peak memory / file      {peak / size:7.3f}   (at most 1.8)")
    return seconds / python <= 0.25 and peak / size <= 1.8


def instructions(path):
    command = ["valgrind", "--tool=callgrind", f"--callgrind-out-file={path}.callgrind", *verify_command(path)]
    output = subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True).stderr
    return int(re.search(r"Collected : (\d+)", output).group(1))


def measure_count(folder):
    counts = {}
    for number in (100_000, 1_000_000):
        path = folder / "counted.cdx.json"
        write_bill(path, number)
        counts[number] = instructions(path)
        print(f"{number:>9,} components: {counts[number]:,} instructions")
    ratio = counts[1_000_000] / counts[100_000]
    print(f"ratio {ratio:.2f}   (at most 11: linear; both bills name the same 10,000 makers, which cost once)")
    return ratio <= 11


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--count", action="store_true", help="count instructions at 100,000 and 1,000,000 components")
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        measure = measure_count if arguments.count else measure_time
        sys.exit(0 if measure(pathlib.Path(folder)) else 1)


if __name__ == "__main__":
    main()
