#!/usr/bin/env python3
"""Writes the bill of materials of kenpin itself as CycloneDX 1.5 JSON: what is linked into the program, from Cargo.lock.

    packaging/sbom.py [OUTPUT]          standard output unless given

`cargo metadata` says which packages the program is built from (build scripts and their helpers included, tests left out) and who wrote
them; Cargo.lock says their SHA-256. The same lock file gives the same bytes.
"""

import hashlib
import json
import pathlib
import subprocess
import sys
import tomllib
import uuid

TOP = pathlib.Path(__file__).resolve().parent.parent


def metadata():
    command = ["cargo", "metadata", "--format-version", "1", "--locked", "--filter-platform", "x86_64-unknown-linux-gnu"]
    return json.loads(subprocess.run(command, cwd=TOP, check=True, stdout=subprocess.PIPE).stdout)


def purl(package):
    return f"pkg:cargo/{package['name']}@{package['version']}"


def component(package, checksums):
    found = {
        "type": "library",
        "bom-ref": purl(package),
        "name": package["name"],
        "version": package["version"],
        "purl": purl(package),
    }
    if package["authors"]:
        # Names without their addresses: who wrote it is what is screened.
        found["author"] = ", ".join(author.split("<")[0].strip() for author in package["authors"])
    checksum = checksums.get((package["name"], package["version"]))
    if checksum:
        found["hashes"] = [{"alg": "SHA-256", "content": checksum}]
    if package["license"]:
        found["licenses"] = [{"expression": package["license"].replace("/", " OR ")}]
    if package["repository"]:
        found["externalReferences"] = [{"type": "vcs", "url": package["repository"].strip()}]
    return found


def linked(graph):
    """Packages that the program is built from, and what each needs; what only tests need is left out."""
    nodes = {node["id"]: node for node in graph["resolve"]["nodes"]}
    needs, todo = {}, [graph["resolve"]["root"]]
    while todo:
        identifier = todo.pop()
        if identifier in needs:
            continue
        wanted = [need for need in nodes[identifier]["deps"] if any(kind["kind"] != "dev" for kind in need["dep_kinds"])]
        needs[identifier] = sorted(need["pkg"] for need in wanted)
        todo.extend(needs[identifier])
    return needs


def main():
    graph = metadata()
    lock = (TOP / "Cargo.lock").read_bytes()
    checksums = {(one["name"], one["version"]): one.get("checksum") for one in tomllib.loads(lock.decode())["package"]}
    packages = {package["id"]: package for package in graph["packages"]}
    root = packages[graph["resolve"]["root"]]
    needs = linked(graph)
    parts = sorted((packages[identifier] for identifier in needs if identifier != root["id"]), key=purl)
    subject = component(root, checksums) | {"type": "application", "description": root["description"]}
    dependencies = [{"ref": purl(packages[one]), "dependsOn": sorted({purl(packages[need]) for need in needed})} for one, needed in needs.items()]
    bill = {
        "$schema": "http://cyclonedx.org/schema/bom-1.5.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.5",
        "serialNumber": uuid.UUID(bytes=hashlib.sha256(lock).digest()[:16], version=4).urn,
        "version": 1,
        "metadata": {
            "tools": {"components": [{"type": "application", "name": "packaging/sbom.py", "version": root["version"]}]},
            "component": subject,
        },
        "components": [component(package, checksums) for package in parts],
        "dependencies": sorted(dependencies, key=lambda one: one["ref"]),
        "compositions": [{"aggregate": "complete", "assemblies": [purl(root)], "dependencies": [purl(root)]}],
    }
    text = json.dumps(bill, indent=2, ensure_ascii=False) + "\n"
    if len(sys.argv) > 1:
        pathlib.Path(sys.argv[1]).write_text(text, encoding="utf-8")
    else:
        sys.stdout.write(text)


if __name__ == "__main__":
    main()
