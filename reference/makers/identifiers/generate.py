#!/usr/bin/env python3
"""Makes assigned.tsv from reviewed.tsv and the IEEE registry in npm oui-data 2.1.9 (npm pack oui-data@2.1.9).

    generate.py package/index.json

A line of assigned.tsv: scheme, party, standing, values. MAC prefixes have 6, 7 or 9 hexadecimal digits (MA-L, MA-M, MA-S).
Every organisation that reviewed.tsv names must be in the registry; the script stops where one is not.
"""
import collections, json, sys

registry = json.load(open(sys.argv[1], encoding="utf-8"))
prefixes = collections.defaultdict(list)
for prefix, text in registry.items():
    prefixes[text.split("\n")[0]].append(prefix.lower())

assigned = collections.defaultdict(set)
for line in open("reviewed.tsv", encoding="utf-8"):
    if line.startswith("#"):
        continue
    source, value, party, standing = line.rstrip("\n").split("\t")
    if source == "ieee":
        if value not in prefixes:
            sys.exit(f"not in the registry: {value}")
        assigned["mac", party, standing].update(prefixes[value])
    else:
        assigned[source, party, standing].add(value.lower())

with open("assigned.tsv", "w", encoding="utf-8") as out:
    out.write("# scheme\tparty\tstanding\tvalues\n")
    for (scheme, party, standing), values in sorted(assigned.items()):
        out.write(f"{scheme}\t{party}\t{standing}\t{' '.join(sorted(values))}\n")
