#!/usr/bin/env python3
"""Writes layout.ld: what a search runs through, for the linker to put together.

    CARGO_PROFILE_RELEASE_STRIP=none cargo build --release --target-dir target/layout
    python3 bench/layout.py target/layout/release/hallway LIBRARY

A search takes some 2 ms, and runs through a twentieth of the program. Where that lies all over it, the system brings in a hundred
stretches of the file, which takes as long again as the search. The program is watched (valgrind) while it answers the queries of
bench/run.py in LIBRARY, and while it finds that nothing changed. Functions are named without the hashes in their names, so that a list
holds for other compilers and versions; one that names functions that are no more does no harm. Of functions that share such a name
few may be needed: those with the most that is needed come first, and those of which hardly anything is are left where they are.
"""
import collections, re, subprocess, sys, tempfile
from pathlib import Path

from run import QUERIES

LAYOUT = Path(__file__).resolve().parent.parent / "layout.ld"
# The least share of what has a name that must be needed.
LEAST = 0.02
# What differs from build to build: the hash at a name's end, those of crates in names of the newer kind, and what a copy is told by.
HASHES = [(r"17h[0-9a-f]{16}E.*", "17h*"), (r"Cs[0-9A-Za-z]+_", "Cs*_"), (r"\.llvm\.\d+", ".llvm.*")]


def pattern(symbol):
    for hash, any in HASHES:
        symbol = re.sub(hash, any, symbol)
    return symbol


def sizes(program):
    """The functions of `program` with their sizes in bytes."""
    listed = subprocess.run(["nm", "-S", program], check=True, capture_output=True, text=True).stdout
    rows = (line.split() for line in listed.splitlines())
    return {row[3]: int(row[1], 16) for row in rows if len(row) == 4 and row[2] in "tT"}


def run_through(program, library, *arguments):
    """The names of the functions that a run of `program` calls."""
    with tempfile.NamedTemporaryFile() as out:
        watched = ["valgrind", "--tool=callgrind", "--demangle=no", f"--callgrind-out-file={out.name}", program, *arguments]
        subprocess.run(watched, cwd=library, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        with open(out.name, encoding="utf-8", errors="replace") as lines:
            found = (re.match(r"c?fn=\(\d+\) (\S+?)(?:'\d+)?$", line) for line in lines)
            return {name[1] for name in found if name}


def main():
    program, library = (Path(argument).resolve() for argument in sys.argv[1:3])
    runs = [["search", asked.format(event="x"), "--json"] for _, asked, *_ in QUERIES] + [["search", "code"], ["sync"]]
    needed = set().union(*(run_through(program, library, *arguments) for arguments in runs))
    share, all_of = collections.Counter(), collections.Counter()
    for symbol, size in sizes(program).items():
        all_of[pattern(symbol)] += size
        share[pattern(symbol)] += size if symbol in needed else 0
    share = {name: size / all_of[name] for name, size in share.items() if size >= max(1, LEAST * all_of[name])}
    lines = [f"    *(.text.{name})" for name in sorted(share, key=lambda name: (-round(share[name], 2), name))]
    head = "/* What a search runs through, put together in the file: written by bench/layout.py, see build.rs. */\n"
    LAYOUT.write_text(head + "\n".join(["SECTIONS", "{", "  .text.search :", "  {", *lines, "  }", "}", "INSERT BEFORE .text;"]) + "\n")
    print(f"{LAYOUT.name}: {len(lines)} names")


main()
