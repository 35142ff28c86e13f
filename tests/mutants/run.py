#!/usr/bin/env python3
"""All mutants of `cargo mutants` in one build.

    tests/mutants/run.py PATTERN...          e.g. src/decision/ src/maker/name.rs

Building once for each mutant takes half a minute a mutant here, so thousands are out of reach. This takes the list that
`cargo mutants --list --json` prints and writes all of them into one copy of the sources, each behind `crate::mutating::on(N)`.
One traced run of the suite learns which test reaches which mutant; then each mutant is switched on by an environment variable
and only the tests that reach it run, the golden deliveries of its rule and then the quickest first, until one fails. A mutant that no test notices is a survivor.

Needs cargo-mutants, and tree_sitter and tree_sitter_rust from PyPI. The copy and its builds lie in KENPIN_MUTANTS (a folder), results in
its results.jsonl; a second run goes on where the first one stopped. Survivors that are the same program have their
reason in tests/mutants/survivors.toml; any other makes the exit code 1.
"""
import collections
import concurrent.futures
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time
import tomllib

import tree_sitter
import tree_sitter_rust

ROOT = pathlib.Path(__file__).resolve().parents[2]
WORK = pathlib.Path(os.environ.get("KENPIN_MUTANTS", ROOT / "target/mutants"))
COPY = WORK / "copy"
# Further files of tests that are left out, by the beginnings of their names: those that take long and reach everything.
WITHOUT = os.environ.get("KENPIN_MUTANTS_WITHOUT", "")
BUDGET = float(os.environ.get("KENPIN_MUTANTS_SECONDS", "120"))
PARSER = tree_sitter.Parser(tree_sitter.Language(tree_sitter_rust.language()))

SWITCH = """//! Which mutant is on: written by tests/mutants/run.py, never part of kenpin.
use std::sync::OnceLock;
use std::sync::atomic::{AtomicBool, Ordering};

static REACHED: [AtomicBool; %d] = [const { AtomicBool::new(false) }; %d];
static CHOSEN: OnceLock<(usize, Option<String>)> = OnceLock::new();

/// The variable, also where the program was started without its environment: then as the one who started it has it.
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok().or_else(|| {
        let above = std::fs::read(format!("/proc/{}/environ", std::os::unix::process::parent_id())).ok()?;
        let above = String::from_utf8_lossy(&above).into_owned();
        above.split('\\0').find_map(|each| each.strip_prefix(name)?.strip_prefix('=')).map(str::to_owned)
    })
}

/// Whether mutant `number` is on.
pub fn on(number: usize) -> bool {
    let (chosen, trace) = CHOSEN.get_or_init(|| {
        let chosen = variable("KENPIN_MUTANT").and_then(|text| text.parse().ok()).unwrap_or(0);
        (chosen, variable("KENPIN_MUTANT_TRACE"))
    });
    if let Some(path) = trace {
        if !REACHED[number].swap(true, Ordering::Relaxed) {
            use std::io::Write;
            let file = std::fs::OpenOptions::new().append(true).create(true).open(path);
            let _ = file.and_then(|mut file| file.write_all(format!("{number}\\n").as_bytes()));
        }
    }
    *chosen == number
}
"""


def listed(patterns):
    """The mutants of the files that begin with one of the patterns, in their order, as cargo-mutants lists them."""
    text = subprocess.check_output(["cargo", "mutants", "--list", "--json", "--no-config"], cwd=ROOT)
    found = json.loads(text)
    chosen = (each for pattern in patterns for each in found if each["file"].startswith(pattern))
    return list({each["name"]: each for each in chosen}.values())


class Source:
    """One file, its tree, and the texts that are put into it."""

    def __init__(self, path):
        self.bytes = (ROOT / path).read_bytes()
        self.lines = self.bytes.split(b"\n")
        self.starts = [0]
        for line in self.lines:
            self.starts.append(self.starts[-1] + len(line) + 1)
        self.tree = PARSER.parse(self.bytes)
        self.edits = collections.defaultdict(list)

    def offset(self, place):
        line = self.lines[place["line"] - 1].decode()
        return self.starts[place["line"] - 1] + len(line[: place["column"] - 1].encode())

    def smallest(self, start, end, kinds):
        """The smallest node of one of the kinds that holds the span."""
        node = self.tree.root_node.descendant_for_byte_range(start, end)
        while node is not None and node.type not in kinds:
            node = node.parent
        return node

    def written(self, dropped):
        """The text with all mutants but the dropped ones. Edits nest as the nodes do, the innermost is written first."""
        return self._written(0, len(self.bytes), dropped)

    def _written(self, start, end, dropped, skip=None):
        inside = sorted((span for span in self.edits if start <= span[0] and span[1] <= end and span != skip),
                        key=lambda span: (span[0], -span[1]))
        out, at = [], start
        for span in inside:
            if span[0] < at:
                continue
            out.append(self.bytes[at : span[0]])
            out.append(self._edited(span, dropped))
            at = span[1]
        out.append(self.bytes[at:end])
        return b"".join(out)

    def _edited(self, span, dropped):
        kinds = [edit for edit in self.edits[span] if edit[0] not in dropped]
        text = self._written(*span, dropped, skip=span)
        for number, make in kinds:
            text = make(number, text, lambda start, end: self._written(start, end, dropped, skip=span))
        return text


def plan(source, number, mutant):
    """Where and how a mutant is written, or None where this way cannot write it."""
    start, end = source.offset(mutant["span"]["start"]), source.offset(mutant["span"]["end"])
    genre, new = mutant["genre"], mutant["replacement"].encode()
    switch = b"crate::mutating::on(%d)"
    if genre == "FnValue":
        node = source.smallest(start, end, {"function_item"})
        body = node and node.child_by_field_name("body")
        if body is None or b"const " in source.bytes[node.start_byte : body.start_byte].split(b"fn ")[0]:
            return None
        at = (body.start_byte + 1, body.start_byte + 1)
        return at, lambda n, text, inner: text + b" if " + switch % n + b" { return " + (new or b"()") + b"; } "
    if genre == "BinaryOperator":
        node = source.smallest(start, end, {"binary_expression", "compound_assignment_expr"})
        if node is None or node.child_by_field_name("operator").start_byte != start:
            return None
        left, right = node.child_by_field_name("left"), node.child_by_field_name("right")
        at = (node.start_byte, node.end_byte)

        def binary(n, text, inner):
            mutated = inner(left.start_byte, left.end_byte) + b" " + new + b" " + inner(right.start_byte, right.end_byte)
            return b"(if " + switch % n + b" {" + mutated + b"} else {" + text + b"})"

        return at, binary
    if genre == "UnaryOperator":
        node = source.smallest(start, end, {"unary_expression"})
        if node is None or node.start_byte != start:
            return None
        operand = node.children[-1]
        at = (node.start_byte, node.end_byte)
        return at, lambda n, text, inner: (b"(if " + switch % n + b" {" + new + inner(operand.start_byte, operand.end_byte) + b"} else {" + text + b"})")
    if genre == "StructField":
        node = source.smallest(start, end, {"struct_expression"})
        if node is None:
            return None
        rest = source.bytes[end : node.end_byte].lstrip().removeprefix(b",")
        without = source.bytes[node.start_byte : start] + rest
        at = (node.start_byte, node.end_byte)
        return at, lambda n, text, inner: b"(if " + switch % n + b" {" + without + b"} else {" + text + b"})"
    if genre == "MatchArmGuard":
        return (start, end), lambda n, text, inner: b"(if " + switch % n + b" {" + new + b"} else {" + text + b"})"
    if genre == "MatchArm":
        arm = source.smallest(start, end, {"match_arm"})
        pattern = arm and arm.child_by_field_name("pattern")
        if pattern is None:
            return None
        guard = pattern.child_by_field_name("condition")
        if guard is not None:
            return (guard.start_byte, guard.end_byte), lambda n, text, inner: b"!" + switch % n + b" && (" + text + b")"
        at = (pattern.end_byte, pattern.end_byte)
        return at, lambda n, text, inner: text + (b" && " if b" if " in text else b" if ") + b"!" + switch % n
    return None


def build(mutants):
    """Writes the copy and builds it; a mutant at which the compiler stops is taken out, and it is built again."""
    sources = {}
    kept = WORK / "left.json"
    known = json.loads(kept.read_text()) if kept.exists() else {}
    left = {number: known[mutant["name"]] for number, mutant in enumerate(mutants, 1) if mutant["name"] in known}
    for number, mutant in enumerate(mutants, 1):
        source = sources.setdefault(mutant["file"], Source(mutant["file"]))
        planned = plan(source, number, mutant)
        if planned is None:
            left[number] = "not written by this tool"
        else:
            source.edits[planned[0]].append((number, planned[1]))
    COPY.mkdir(parents=True, exist_ok=True)
    names = subprocess.check_output(["git", "ls-files", "-z"], cwd=ROOT).decode().split("\0")
    for name in filter(None, names):
        if name not in sources and name not in ("Cargo.toml", "src/lib.rs"):
            put(COPY / name, (ROOT / name).read_bytes())
    # The suite runs many times over: worth a slower build of this one crate.
    put(COPY / "Cargo.toml", (ROOT / "Cargo.toml").read_bytes() + b"\n[profile.dev.package.kenpin]\nopt-level = 1\n")
    size = len(mutants) + 1
    put(COPY / "src/mutating.rs", (SWITCH % (size, size)).encode())
    library = (ROOT / "src/lib.rs").read_bytes().replace(b"\npub mod intake;", b"\n#[allow(warnings)]\npub mod mutating;\npub mod intake;")
    put(COPY / "src/lib.rs", b"#![allow(warnings)]\n" + library)
    while True:
        for path, source in sources.items():
            put(COPY / path, source.written(left))
        bad = broken(sources)
        if not bad:
            kept.write_text(json.dumps({mutants[number - 1]["name"]: why for number, why in left.items()}))
            return left
        print(f"the compiler takes {len(bad)} mutants not", flush=True)
        left.update((number, "does not compile") for number in bad)


def put(path, data):
    path.parent.mkdir(parents=True, exist_ok=True)
    if not path.exists() or path.read_bytes() != data:
        path.write_bytes(data)
        if data.startswith(b"#!"):
            path.chmod(0o755)


def cargo(*arguments, **more):
    return subprocess.run(["cargo", *arguments], cwd=COPY, stdin=subprocess.DEVNULL, text=True, stdout=subprocess.PIPE, **more)


def broken(sources):
    """The mutants at which the compiler stops, none where all is built."""
    run = cargo("build", "--locked", "--quiet", "--message-format=json", "--lib")
    if run.returncode == 0:
        return set()
    found = set()
    for line in run.stdout.splitlines():
        message = json.loads(line).get("message")
        if not message or message.get("level") != "error":
            continue
        for span in message["spans"]:
            if not span["is_primary"] or not span["file_name"].startswith("src/"):
                continue
            written = (COPY / span["file_name"]).read_bytes()
            found |= nearest(written, span["byte_start"], span["byte_end"])
    if not found:
        sys.exit("the copy does not build:\n" + run.stdout[-4000:])
    return found


def nearest(written, start, end):
    """The mutants whose text holds the place, or else the next before it: one too many is left out rather than none."""
    tree = PARSER.parse(written)
    node = tree.root_node.descendant_for_byte_range(start, end)
    while node is not None:
        text = written[node.start_byte : node.end_byte]
        numbers = re.findall(rb"mutating::on\((\d+)\)", text)
        if numbers and node.type in {"if_expression", "parenthesized_expression", "match_arm", "function_item"}:
            return {int(each) for each in numbers} if node.type != "function_item" else {int(numbers[0])}
        node = node.parent
    return set()


def tests():
    """(binary, test) of the suite, without the laws about sources, which the copy breaks."""
    run = cargo("test", "--locked", "--no-run", "--quiet", "--lib", "--test", "it", "--message-format=json")
    if run.returncode:
        sys.exit("the copy's tests do not build")
    binaries = [each["executable"] for each in map(json.loads, run.stdout.splitlines()) if each.get("profile", {}).get("test") and each.get("executable")]
    found = []
    # In one order, so that a trace can be read again.
    for binary in sorted(binaries, key=lambda binary: pathlib.Path(binary).name, reverse=True):
        names = subprocess.check_output([binary, "--list", "--format", "terse"], cwd=COPY, text=True)
        found += [(binary, line[: -len(": test")]) for line in names.splitlines() if line.endswith(": test")]
    without = re.compile(r"(architecture|docs|licences|packaging|bench|watch" + "".join("|" + word for word in WITHOUT.split()) + ")")
    return [each for each in found if not without.match(each[1])]


def run_test(test, limit, **variables):
    environment = {**os.environ, **variables, "CARGO_MANIFEST_DIR": str(COPY)}
    began = time.monotonic()
    try:
        done = subprocess.run([test[0], "--exact", test[1]], cwd=COPY, env=environment, stdin=subprocess.DEVNULL,
                              stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, timeout=limit)
        passed = done.returncode == 0
    except subprocess.TimeoutExpired:
        passed = False
    return passed, time.monotonic() - began


def traced(suite, workers):
    """For each mutant the tests that reach it, the quickest first."""
    folder = WORK / "trace"
    summary = folder / "times.json"
    if not summary.exists() or summary.stat().st_mtime < max(pathlib.Path(binary).stat().st_mtime for binary, _ in suite):
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir(parents=True)

        def taken(numbered):
            return run_test(numbered[1], 600, KENPIN_MUTANT_TRACE=str(folder / str(numbered[0])))

        with concurrent.futures.ThreadPoolExecutor(workers) as pool:
            summary.write_text(json.dumps(list(pool.map(taken, enumerate(suite)))))
    times = json.loads(summary.read_text())
    reached = {number: set((folder / str(number)).read_text().split()) for number in range(len(suite)) if (folder / str(number)).exists()}
    reaching = collections.defaultdict(list)
    for number, mutants in sorted(reached.items(), key=lambda each: times[each[0]][1]):
        if not times[number][0]:
            print(f"left out, fails without a mutant: {suite[number][1]}", flush=True)
            continue
        for mutant in mutants:
            reaching[int(mutant)].append(suite[number])
    return reaching


KILLERS = collections.defaultdict(collections.Counter)
GOLDEN = "golden::every_golden_delivery_gets_its_findings_in_this_process_too"


def first_tests(file, those):
    """What kills most of a rule's mutants, and in what surroundings: the golden deliveries in which it speaks."""
    rule = re.search(r'id: "(KP-[A-Z]\d+)"', (ROOT / file).read_text())
    return [(test, {"KENPIN_GOLDEN_RULE": rule[1]}) for test in those if rule and test[1] == GOLDEN]


def judge(number, file, those):
    """killed, survived, or unreached; and by what. What killed others of the same file is tried first."""
    if not those:
        return "unreached", ""
    killers = dict(KILLERS[file])
    began = time.monotonic()
    rest = [(test, {}) for test in sorted(those, key=lambda test: -killers.get(test[1], 0))]
    for test, surroundings in first_tests(file, those) + rest:
        if not run_test(test, 90.0, KENPIN_MUTANT=str(number), **surroundings)[0]:
            KILLERS[file][test[1]] += 1
            return "killed", test[1]
        if time.monotonic() - began > BUDGET:
            return "survived", f"within {BUDGET:.0f} s"
    return "survived", f"{len(those)} tests"


def main():
    patterns = sys.argv[1:] or ["src/evidence/", "src/maker/", "src/screening/", "src/decision/"]
    workers = int(os.environ.get("KENPIN_MUTANTS_WORKERS", "2"))
    WORK.mkdir(parents=True, exist_ok=True)
    mutants = listed(patterns)
    left = build(mutants)
    results = WORK / "results.jsonl"
    done = {json.loads(line)["name"] for line in results.open()} if results.exists() else set()
    names = {number: mutant["name"] for number, mutant in enumerate(mutants, 1)}
    open_ones = [number for number in names if number not in left and names[number] not in done]
    print(f"{len(mutants)} mutants, {len(left)} not written, {len(open_ones)} to run", flush=True)
    reaching = traced(tests(), workers)
    with concurrent.futures.ThreadPoolExecutor(workers) as pool, results.open("a") as out:
        for number, why in left.items():
            if names[number] not in done:
                out.write(json.dumps({"name": names[number], "result": "left", "by": why}) + "\n")
        running = {pool.submit(judge, number, mutants[number - 1]["file"], reaching.get(number, [])): number for number in open_ones}
        for each in concurrent.futures.as_completed(running):
            result, by = each.result()
            number = running[each]
            if result != "killed":
                print(f"{result}: {names[number]} ({by})", flush=True)
            out.write(json.dumps({"name": names[number], "result": result, "by": by}) + "\n")
            out.flush()
    known = ROOT / "tests/mutants/survivors.toml"
    reasons = tomllib.loads(known.read_text()) if known.exists() else {}
    final = {each["name"]: each["result"] for each in map(json.loads, results.open()) if each["name"] in names.values()}
    print(collections.Counter(final.values()))
    unexplained = [name for name, result in final.items() if result in ("survived", "unreached") and plain(name) not in reasons]
    print(f"{len(unexplained)} survivors without a reason")
    sys.exit(1 if unexplained else 0)


def plain(name):
    """A mutant's name without line and column, so that a reason outlives other changes to its file."""
    return re.sub(r":\d+:\d+:", ":", name)


if __name__ == "__main__":
    main()
