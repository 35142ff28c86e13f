#!/usr/bin/env python3
"""Measures the verification of signatures, as ratios within one run.

    python3 benches/signatures.py                # bundles against their public-key operations, one thread and two; a 4 GiB artifact
    python3 benches/signatures.py --size 1024    # the artifact in MiB, where the disk is small

Needs python3, openssl and cargo. Nothing is read from the network.
"""
import argparse
import base64
import hashlib
import json
import pathlib
import subprocess
import sys
import tempfile

from figures import Report, built, program, run

BLOCK = 1 << 20


def best(times, command, folder):
    """Seconds by the clock, peak memory in bytes, exit code: of the run that took the least."""
    runs = (run(command, folder) for _ in range(times))
    return min((seconds, peak, code) for seconds, _, peak, code in runs)


def sign(folder, digest):
    """A DSSE envelope with a statement about the artifact, by openssl's key."""
    key, public = folder / "key.pem", folder / "public.pem"
    curve = ["-algorithm", "EC", "-pkeyopt", "ec_paramgen_curve:P-256"]
    subprocess.run(["openssl", "genpkey", *curve, "-out", str(key)], check=True, stderr=subprocess.DEVNULL)
    subprocess.run(["openssl", "pkey", "-in", str(key), "-pubout", "-out", str(public)], check=True)
    kind = "application/vnd.in-toto+json"
    subject = [{"name": "artifact", "digest": {"sha256": digest}}]
    statement = {"_type": "https://in-toto.io/Statement/v1", "subject": subject, "predicateType": "https://slsa.dev/provenance/v1", "predicate": {}}
    payload = json.dumps(statement).encode()
    (folder / "message").write_bytes(b"DSSEv1 %d %s %d %s" % (len(kind), kind.encode(), len(payload), payload))
    signed = subprocess.run(["openssl", "dgst", "-sha256", "-sign", str(key), str(folder / "message")], check=True, capture_output=True)
    signatures = [{"sig": base64.b64encode(signed.stdout).decode()}]
    envelope = {"payloadType": kind, "payload": base64.b64encode(payload).decode(), "signatures": signatures}
    (folder / "artifact.dsse").write_text(json.dumps(envelope))


def measure_artifact(report, folder, kenpin, size_mib):
    path, digest = folder / "artifact.bin", hashlib.sha256()
    block = bytes(range(256)) * (BLOCK // 256)
    with open(path, "wb") as file:
        for _ in range(size_mib):
            file.write(block)
            digest.update(block)
    sign(folder, digest.hexdigest())
    subprocess.run(["cat", str(path)], stdout=subprocess.DEVNULL, check=True)
    plain = best(3, ["openssl", "dgst", "-sha256", str(path)], folder)
    command = [kenpin, "signature", "verify", "artifact.bin", "--bundle", "artifact.dsse", "--key", "public.pem"]
    seconds, peak, code = best(3, command, folder)
    if code != 0:
        sys.exit(f"kenpin signature verify ended with exit code {code}")
    told = f"at most 1.1; {seconds:.2f} and {plain[0]:.2f} s"
    report.line(f"signature verify of {size_mib} MiB to openssl dgst -sha256 of it", f"{seconds / plain[0]:.2f}", told, seconds / plain[0] <= 1.1)
    report.line("peak memory of that", f"{peak / 1e6:.1f} MB", "under 20 MB", peak < 20e6)


def measure_bundles(report, bench):
    """Figures of signatures.rs: figure, measured, wanted and whether it fits, a tab between them."""
    said = subprocess.run([bench, "--bench"], check=True, stdout=subprocess.PIPE, text=True).stdout
    for line in said.splitlines():
        figure, measured, wanted, fits = line.split("\t")
        report.line(figure, measured, wanted, fits == "true")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=4096, help="size of the artifact in MiB")
    arguments = parser.parse_args()
    report = Report()
    measure_bundles(report, built("--bench", "signatures")["signatures"])
    with tempfile.TemporaryDirectory() as folder:
        measure_artifact(report, pathlib.Path(folder), program(), arguments.size)
    report.end()


if __name__ == "__main__":
    main()
