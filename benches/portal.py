#!/usr/bin/env python3
"""Measures the portal on SQLite, and on PostgreSQL where tests/postgres.sh has started one, as ratios to what the same run measures without it.

    python3 benches/portal.py                          # four deliveries of 256 MB, 1,200,000 components in all; half an hour on each database
    tests/postgres.sh python3 benches/portal.py        # both databases
    python3 benches/portal.py --quick                  # a hundredth of the components

Needs python3 and cargo, and psql for PostgreSQL. Everything is on loopback.
"""
import argparse
import concurrent.futures
import http.client
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

from figures import Report, built, run
from verify import maker, verify_command, write_bill

DELIVERIES = 4
VENDORS = 200
AT = "2026-11-23"
LIST = """schema_version = "1"
[list]
id = "bench"
title = "Made up"
authority = "nobody"
citation = "none"
edition = "{edition}"
shelf_life_days = 3650
source = "benches/portal.py"
licence = "CC0-1.0"
affiliates = "any"
"""
ENTRY = """[[entry]]
id = "{id}"
name = "{name}"
confidence = "sourced"
authority = "none"
source = "benches/portal.py"
[[entry.period]]
from = "2020-01-01"
"""


def peak(process):
    """Bytes that the process held at most."""
    lines = pathlib.Path(f"/proc/{process.pid}/status").read_text(encoding="ascii").splitlines()
    return int(next(line.split()[1] for line in lines if line.startswith("VmHWM"))) * 1024


class Portal:
    """`kenpin serve` that judges nothing itself, and one `kenpin worker`."""

    def __init__(self, kenpin, folder, database):
        self.kenpin, self.folder, self.list = kenpin, folder, folder / "bench.toml"
        self.place = ["--data", str(folder / "data"), *(["--database", database] if database else [])]
        self.grounds = ["--at", AT, "--watchlists", str(self.list), "--reload", "1"]
        self.write_list("2026-10-01", ["Nobody At All GmbH"])
        more = ["--listen", "127.0.0.1:0", "--workers", "0", "--max-upload", "1GiB"]
        self.serve = self.start("serve", more)
        self.address = self.serve.stdout.readline().split("http://")[1].strip()
        self.worker = self.start("worker", ["--workers", "1"])
        self.worker.stdout.readline()

    def start(self, verb, more):
        command = [self.kenpin, verb, *more, *self.place, *self.grounds]
        return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)

    def write_list(self, edition, names):
        entries = "".join(ENTRY.format(id=f"e{number}", name=name) for number, name in enumerate(names))
        aside = self.list.with_suffix(".new")
        aside.write_text(LIST.format(edition=edition) + entries, encoding="utf-8")
        aside.rename(self.list)

    def token(self, role, name):
        said = subprocess.check_output([self.kenpin, "admin", "token", "create", "--role", role, "--name", name, *self.place], text=True)
        return said.split()[-1]

    def ask(self, token, path, body=None, name=None):
        """Status and answer; `body`: a file to send."""
        connection = http.client.HTTPConnection(self.address, timeout=600)
        headers = {"Authorization": f"Bearer {token}"}
        if body is None:
            connection.request("GET", path, headers=headers)
        else:
            headers |= {"Content-Disposition": f'attachment; filename="{name}"', "Content-Length": str(body.stat().st_size)}
            with open(body, "rb") as file:
                connection.request("POST", path, body=file, headers=headers)
        answer = connection.getresponse()
        text = answer.read()
        return answer.status, json.loads(text) if text.startswith(b"{") else text

    def judged(self, token, address, other_than=None):
        """Waits for a verdict; gives its id."""
        while True:
            _, found = self.ask(token, address)
            if found["verdict_id"] not in (None, other_than):
                return found["verdict_id"]
            time.sleep(0.1)

    def stop(self):
        for process in (self.worker, self.serve):
            process.terminate()
            process.wait()


def measure_upload(report, portal, token, bill, alone):
    """One delivery from its first byte to its verdict, beside the command line's own time for it; gives its address and verdict."""
    before = time.monotonic()
    status, sent = portal.ask(token, "/api/v1/submissions", bill, bill.name)
    if status != 201:
        sys.exit(f"the upload ended with {status}: {sent}")
    verdict = portal.judged(token, sent["links"]["self"])
    seconds, size = time.monotonic() - before, bill.stat().st_size
    if alone:
        told = f"at most 1.5; {seconds:.1f} and {alone:.1f} s, {size / 1e6:.0f} MB"
        report.line(f"{portal.name}: upload to verdict, to kenpin verify on the same file", f"{seconds / alone:.2f}", told, seconds / alone <= 1.5)
        held = peak(portal.serve)
        report.line(f"{portal.name}: peak memory of kenpin serve, which took it in", f"{held / 1e6:.0f} MB", "under 100 MB", held < 100e6)
        held = peak(portal.worker)
        most = 1.8 * size + 100e6
        report.line(f"{portal.name}: peak memory of the worker", f"{held / 1e6:.0f} MB", f"under 1.8 times the file and 100 MB: {most / 1e6:.0f} MB", held < most)
    return sent["links"]["self"], verdict


def measure_search(report, portal, count, single):
    buyer = portal.token("buyer", "Sato")
    for what, words in (("a maker of many", maker(7)), ("nobody", "Zyxwvu Instruments"), ("one part", f"part-{single // 2:07d}")):
        path = f"/api/v1/submissions?maker={words.replace(' ', '+')}"
        times = []
        for _ in range(5):
            before = time.monotonic()
            status, _ = portal.ask(buyer, path)
            times.append(time.monotonic() - before)
            if status != 200:
                sys.exit(f"{path}: {status}")
        report.line(f"{portal.name}: search for {what} among {count:,} components", f"{min(times) * 1e3:.0f} ms", "at most 200 ms", min(times) <= 0.2)


def measure_edition(report, portal, token, judged, count):
    before = time.monotonic()
    portal.write_list("2026-11-01", [maker(number) for number in range(10)])
    for address, verdict in judged:
        portal.judged(token, address, verdict)
    seconds = time.monotonic() - before
    report.line(f"{portal.name}: ten entries of a list change, {count:,} components are judged again", f"{seconds:.1f} s", "under 30 s", seconds < 30)


def measure_many(report, portal, folder):
    """Many vendors at once, each with 1 MB."""
    bill = folder / "small.cdx.json"
    write_bill(bill, 1_190)
    tokens = [portal.token("vendor", f"V{number}") for number in range(VENDORS)]
    start = threading.Barrier(VENDORS)

    def send(token):
        start.wait()
        before = time.monotonic()
        try:
            status, _ = portal.ask(token, "/api/v1/submissions", bill, bill.name)
        except OSError as error:
            status = str(error)
        return status, time.monotonic() - before

    with concurrent.futures.ThreadPoolExecutor(VENDORS) as pool:
        answers = list(pool.map(send, tokens))
    failed = [status for status, _ in answers if status != 201]
    times = [seconds for _, seconds in answers]
    report.line(f"{portal.name}: {VENDORS} vendors send {bill.stat().st_size / 1e6:.1f} MB at once: errors", str(len(failed)), f"none {failed[:3] or ''}", not failed)
    ratio, told = max(times) / statistics.median(times), f"at most 10; {max(times):.1f} and {statistics.median(times):.1f} s"
    report.line(f"{portal.name}: the longest wait for a 201 to the median", f"{ratio:.1f}", told, ratio <= 10)


def measure(report, kenpin, database, count):
    with tempfile.TemporaryDirectory() as folder:
        folder = pathlib.Path(folder)
        portal = Portal(kenpin, folder, database)
        portal.name = "PostgreSQL" if database else "SQLite"
        try:
            bill = folder / "big.cdx.json"
            write_bill(bill, count)
            # The command line reads the same lists.
            command = [*verify_command(kenpin, bill), "--watchlists", portal.list]
            alone = min(run(command)[0] for _ in range(2))
            token = portal.token("vendor", "Example K.K.")
            judged = [measure_upload(report, portal, token, bill, alone if number == 0 else None) for number in range(DELIVERIES)]
            measure_search(report, portal, DELIVERIES * count, count)
            measure_edition(report, portal, token, judged, DELIVERIES * count)
            measure_many(report, portal, folder)
        finally:
            portal.stop()


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a hundredth of the components")
    arguments = parser.parse_args()
    report = Report()
    kenpin = os.environ.get("KENPIN_PROGRAM") or built("--bin", "kenpin")["kenpin"]
    count = 3_000 if arguments.quick else 300_000
    measure(report, kenpin, None, count)
    server = os.environ.get("KENPIN_TEST_POSTGRES")
    if server and shutil.which("psql"):
        name = f"kenpin_bench_{os.getpid()}"
        subprocess.run(["psql", server, "-qc", f"CREATE DATABASE {name}"], check=True)
        measure(report, kenpin, f"{server.rsplit('/', 1)[0]}/{name}", count)
    else:
        print("PostgreSQL is not measured: run it as `tests/postgres.sh python3 benches/portal.py`")
    report.end()


if __name__ == "__main__":
    main()
