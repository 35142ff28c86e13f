#!/usr/bin/env python3
"""Counts what platform certificates, comparisons and batches cost, in instructions (callgrind), as ratios within one run.

    python3 benches/hardware.py            # everything; about ten minutes
    python3 benches/hardware.py --quick    # a fifth of the boxes and parts

Needs python3, valgrind and cargo. Nothing is read from the network. Instructions do not depend on what else the machine does; of
public-key operations valgrind counts those of the processor that it shows to programs, which has no SHA instructions.
"""
import argparse
import json
import pathlib
import subprocess
import tempfile

from figures import Report, built, instructions, program

COMPONENTS = 100
KINDS = {"rsa": "RSA-2048", "p256": "P-256"}
# Shapes of two machines of equal size; see `part` in hardware.rs.
SHAPES = ["same serials", "other serials", "no serials", "serials hidden", "other models", "same addresses", "other addresses", "compound serials"]
HOSTILE = ["one maker, no model alike", "one address", "one serial", "one piece alike"]


def measure_certificates(report, folder, bench):
    for kind, name in KINDS.items():
        subprocess.run([bench, "mint", kind, folder], check=True)

        def one(what, times=20):
            more, less = (instructions(folder, [bench, what, folder, count]) for count in (1 + times, 1))
            return (more - less) / times

        operations, verify, parse, compare = map(one, ("operations", "verify", "parse", "compare"))
        told = f"{verify:,.0f} and {operations:,.0f} instructions"
        report.line(f"certificate of {COMPONENTS} components verified, to its {name} operation and SHA-256", f"{verify / operations:.2f}", f"under 2; {told}", verify < 2 * operations)
    told = f"{compare:,.0f} and {parse:,.0f} instructions"
    report.line("the same compared with an inventory, to its parsing", f"{compare / parse:.2f}", f"under 5; {told}", compare < 5 * parse)


def box(serial, number):
    """A machine of 100 components in paccor's form."""

    def part(index):
        own = number * COMPONENTS + index
        address = {"ADDRESSES": [{"ETHERNETMAC": f"00:1b:{own >> 16:02x}:{own >> 8 & 255:02x}:{own & 255:02x}:01"}]} if index % 10 == 0 else {}
        kind = {"COMPONENTCLASSREGISTRY": "2.23.133.18.3.1", "COMPONENTCLASSVALUE": ["00060004", "00070002", "00090002", "00030003"][index % 4]}
        return {"COMPONENTCLASS": kind, "MANUFACTURER": ["Samsung", "SK hynix", "Intel"][index % 3], "MODEL": f"M-{index % 20}", "SERIAL": f"SN{own:08d}", "REVISION": "1", **address}

    platform = {"PLATFORMMANUFACTURERSTR": "Tama", "PLATFORMMODEL": "Box 9", "PLATFORMVERSION": "B", "PLATFORMSERIAL": serial}
    parts = [part(index) for index in range(COMPONENTS)]
    return {"PLATFORM": platform, "COMPONENTS": parts}, {"PLATFORM": platform, "COMPONENTS": parts[37:] + parts[:37]}


def batch(folder, program, boxes):
    lot = folder / f"lot-{boxes}"
    serials = [f"BOX-{number:05d}" for number in range(boxes)]
    for name in ("declared", "found"):
        (lot / name).mkdir(parents=True)
    for number, serial in enumerate(serials):
        for name, machine in zip(("declared", "found"), box(serial, number)):
            (lot / name / f"{number:05d}.json").write_text(json.dumps(machine), encoding="utf-8")
    (lot / "order.toml").write_text(f'vendor = "Tama Optics"\nserials = {json.dumps(serials)}\n', encoding="utf-8")
    command = [program, "hardware", "batch", lot / "found", "--declared", lot / "declared", "--order", lot / "order.toml", "--format", "json"]
    return instructions(folder, command)


def measure_batch(report, folder, program, quick):
    many = 100 if quick else 500
    few = many // 2
    less, more = batch(folder, program, few), batch(folder, program, many)
    told = f"at most 2.1; {more / 1e6:,.0f} and {less / 1e6:,.0f} million instructions"
    report.line(f"a batch of {many} boxes of {COMPONENTS} components, to one of {few}", f"{more / less:.2f}", told, more < 2.1 * less)


def measure_pairs(report, folder, bench, quick):
    many = 2_000 if quick else 10_000
    few = many // 10
    nothing = instructions(folder, [bench, "pair", SHAPES[0], 0])
    for shape in SHAPES + HOSTILE:
        # Hostile shapes cost the square of their size: a fifth of it is enough to see that.
        larger, smaller = (many, few) if shape in SHAPES else (many // 5, few // 5)
        more, less = (instructions(folder, [bench, "pair", shape, parts]) - nothing for parts in (larger, smaller))
        told = f"{more / 1e6:,.0f} and {less / 1e6:,.0f} million instructions"
        figure = f"{larger:,} parts compared with {larger:,} shuffled, to {smaller:,}: {shape}"
        if shape in SHAPES:
            report.line(figure, f"{more / less:.1f}", f"at most 13; {told}", more < 13 * less)
        else:
            report.line(figure, f"{more / less:.1f}", f"hostile; {told}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="fewer boxes and parts")
    parser.add_argument("--program", type=pathlib.Path, help="kenpin, built already")
    parser.add_argument("--bench", type=pathlib.Path, help="the bench target, built already")
    arguments = parser.parse_args()
    kenpin = arguments.program or program()
    bench = arguments.bench or built("--bench", "hardware")["hardware"]
    report = Report()
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        measure_certificates(report, folder, bench)
        measure_batch(report, folder, kenpin, arguments.quick)
        measure_pairs(report, folder, bench, arguments.quick)
    report.end()


if __name__ == "__main__":
    main()
