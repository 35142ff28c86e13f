#!/usr/bin/env python3
"""Measures reading of bills beside the libraries that others use: cyclonedx-python-lib and spdx-tools, from PyPI, on the same files.

    python3 benches/peers.py            # 10,000 components
    python3 benches/peers.py --quick    # 1,000 components

They are asked to read the file only, not to validate it against its schema, which takes cyclonedx-python-lib 35 ms a component; `kenpin bom
validate` reads and checks it, and `kenpin verify` traces and screens besides. Time on processors, the start of Python and the import of the
library not counted. Needs python3 with venv, cargo, and PyPI.
"""
import argparse
import json
import pathlib
import subprocess
import sys
import tempfile
import venv

from figures import ROOT, Report, program, run
from verify import AT, component, write_bill

PACKAGES = ["cyclonedx-python-lib==11.12.0", "spdx-tools==0.8.5"]
CYCLONEDX = """
import json, sys
from cyclonedx.model.bom import Bom
if len(sys.argv) > 1:
    print(len(Bom.from_json(json.load(open(sys.argv[1], encoding="utf-8"))).components))
"""
SPDX = """
import sys
from spdx_tools.spdx.parser.parse_anything import parse_file
if len(sys.argv) > 1:
    print(len(parse_file(sys.argv[1]).packages))
"""


def environment(folder):
    python = folder / "bin" / "python"
    if not python.exists():
        venv.create(folder, with_pip=True)
    subprocess.run([python, "-m", "pip", "install", "--quiet", *PACKAGES], check=True)
    return python


def package(number):
    """The same part in SPDX 2.3."""
    part = component(number)
    checksum = {"algorithm": "SHA256", "checksumValue": part["hashes"][0]["content"]}
    return {
        "SPDXID": f"SPDXRef-{number}", "name": part["name"], "versionInfo": part["version"], "supplier": f"Organization: {part['supplier']['name']}",
        "originator": f"Organization: {part['manufacturer']['name']}", "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "checksums": [checksum],
        "licenseConcluded": "NOASSERTION", "licenseDeclared": "Apache-2.0", "copyrightText": "NOASSERTION", "description": part["description"],
    }


def write_spdx(path, count):
    relationships = [{"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES", "relatedSpdxElement": f"SPDXRef-{number}"} for number in range(count)]
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT", "name": "product", "documentNamespace": "https://www.example.com/product",
        "creationInfo": {"created": AT, "creators": ["Organization: Example K.K."]}, "packages": [package(number) for number in range(count)], "relationships": relationships,
    }
    path.write_text(json.dumps(document), encoding="utf-8")


def seconds(command, codes=(0,)):
    """On processors, of the best of three runs."""
    runs = [run(command) for _ in range(3)]
    wrong = [code for *_, code in runs if code not in codes]
    if wrong:
        sys.exit(f"{' '.join(map(str, command))} ended with exit code {wrong[0]}")
    return min(used for _, used, _, _ in runs)


def measure(report, kenpin, python, path, count, library, script):
    theirs = seconds([python, "-c", script, path]) - seconds([python, "-c", script])
    ours = seconds([kenpin, "bom", "validate", path])
    whole = seconds([kenpin, "verify", path, "--at", AT, "--format", "json", "--output", "json=/dev/null"], codes=(0, 10, 20))
    told = f"{theirs:.2f} s to {ours:.2f}; kenpin verify {whole:.2f}"
    report.line(f"{count:,} components read by {library}, to kenpin bom validate", f"{theirs / ours:.0f} times", told)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--quick", action="store_true", help="a tenth of the components")
    parser.add_argument("--environment", type=pathlib.Path, default=ROOT / "target" / "peers-bench")
    arguments = parser.parse_args()
    report, kenpin, python = Report(), program(), environment(arguments.environment)
    count = 1_000 if arguments.quick else 10_000
    with tempfile.TemporaryDirectory() as folder:
        cyclonedx, spdx = pathlib.Path(folder) / "bill.cdx.json", pathlib.Path(folder) / "bill.spdx.json"
        write_bill(cyclonedx, count)
        write_spdx(spdx, count)
        measure(report, kenpin, python, cyclonedx, count, "cyclonedx-python-lib", CYCLONEDX)
        measure(report, kenpin, python, spdx, count, "spdx-tools", SPDX)
    report.end()


if __name__ == "__main__":
    main()
