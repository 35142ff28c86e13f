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
import os
import pathlib
import subprocess
import sys
import tempfile
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PROGRAM = ROOT / "target" / "release" / "kenpin"
BLOCK = 1 << 20


def run(command, folder):
    """Seconds, peak resident bytes, exit code."""
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    return time.perf_counter() - start, usage.ru_maxrss * 1024, os.waitstatus_to_exitcode(status)


def best(times, command, folder):
    return min(run(command, folder) for _ in range(times))


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


def measure_artifact(folder, size_mib):
    path, digest = folder / "artifact.bin", hashlib.sha256()
    block = bytes(range(256)) * (BLOCK // 256)
    with open(path, "wb") as file:
        for _ in range(size_mib):
            file.write(block)
            digest.update(block)
    sign(folder, digest.hexdigest())
    subprocess.run(["cat", str(path)], stdout=subprocess.DEVNULL, check=True)
    plain = best(3, ["openssl", "dgst", "-sha256", str(path)], folder)
    command = [str(PROGRAM), "signature", "verify", "artifact.bin", "--bundle", "artifact.dsse", "--key", "public.pem"]
    seconds, peak, code = best(3, command, folder)
    if code != 0:
        sys.exit(f"kenpin signature verify ended with exit code {code}")
    print(f"openssl dgst -sha256 of {size_mib} MiB   {plain[0]:8.2f} s")
    print(f"kenpin signature verify of it         {seconds:8.2f} s")
    print(f"ratio                                 {seconds / plain[0]:8.2f}   (at most 1.1)")
    print(f"peak memory                           {peak / 1e6:8.1f} MB (under 20)")
    return seconds / plain[0] <= 1.1 and peak < 20e6


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--size", type=int, default=4096, help="size of the artifact in MiB")
    arguments = parser.parse_args()
    subprocess.run(["cargo", "build", "--release", "--locked", "--quiet"], cwd=ROOT, check=True)
    with tempfile.TemporaryDirectory() as folder:
        holds = measure_artifact(pathlib.Path(folder), arguments.size)
    subprocess.run(["cargo", "bench", "--locked", "--quiet", "--bench", "signatures"], cwd=ROOT, check=True)
    sys.exit(0 if holds else 1)


if __name__ == "__main__":
    main()
