#!/usr/bin/env python3
"""Times `hallway sync` and `hallway search` on libraries of several sizes and prints one Markdown table.

    python3 bench/run.py [--sizes S,M] [--make PATH/make_library.py]

Builds the release programs first (`--no-build` takes what `--programs` holds). The libraries come from make_library.py,
looked for at shared/bench/ beside a folder that holds this checkout;
their combined feed holds the newest 100 entries. Times are of whole processes with the page cache warm, output read
and thrown away; hallway and what it is compared with take turns, and figures and ratios are medians over the turns. `bare_index` and `bare_search`
(examples/) do with tantivy alone, and the same cutting of words, the least that the task needs, `floor_sync` what a whole sync needs
before anything is extracted; `find` lists the files with their times.
Peak memory is the largest resident set of the process. Python 3.11 or later; nothing is kept.
"""
import argparse, json, os, platform, shutil, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = {
    "S": ["--reports", "84", "--feeds", "3", "--entries", "50"],
    "M": ["--reports", "2500", "--feeds", "30", "--entries", "100"],
    "L": ["--reports", "25000", "--feeds", "300", "--entries", "100"],
}
SEARCHES = 21


def run(argv, cwd):
    """(wall ms, CPU ms, peak MB) of one whole process."""
    read, write = os.pipe()
    start = time.perf_counter()
    child = subprocess.Popen(argv, cwd=cwd, stdin=subprocess.DEVNULL, stdout=write, stderr=subprocess.DEVNULL)
    os.close(write)
    while os.read(read, 1 << 16):
        pass
    os.close(read)
    _, status, used = os.wait4(child.pid, 0)
    child.returncode = os.waitstatus_to_exitcode(status)
    # A search that finds nothing says so by its exit code; whatever else fails has not done what is measured.
    if child.returncode > ("search" in argv):
        sys.exit(f"{' '.join(map(str, argv))}: exit code {child.returncode}")
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return (time.perf_counter() - start) * 1e3, (used.ru_utime + used.ru_stime) * 1e3, used.ru_maxrss / unit


def in_turn(turns, ours, theirs, cwd, before_ours=None, before_theirs=None):
    """Medians of ours, of theirs, and of the ratios turn by turn (wall, CPU)."""
    pairs = []
    for _ in range(turns):
        if before_ours:
            before_ours()
        mine = run(ours, cwd)
        if before_theirs:
            before_theirs()
        pairs.append((mine, run(theirs, cwd) if theirs else None))
    median = lambda values: statistics.median(list(values))
    mine = [median(pair[0][n] for pair in pairs) for n in range(3)]
    if not theirs:
        return mine, None, None
    other = [median(pair[1][n] for pair in pairs) for n in range(3)]
    return mine, other, [median(pair[0][n] / max(pair[1][n], 0.1) for pair in pairs) for n in range(2)]


def weight(*folders):
    return sum(file.stat().st_size for folder in folders for file in folder.rglob("*") if file.is_file())


def table_row(size, what, mine, limit="", other=None, ratios=None):
    cells = [size, what, f"{mine[0]:.0f}" if mine[0] >= 100 else f"{mine[0]:.1f}", f"{mine[1]:.0f}", f"{mine[2]:.0f}"]
    cells += [limit, f"{other[0]:.1f}", f"{ratios[0]:.2f}", f"{ratios[1]:.2f}"] if other else [limit, "", "", ""]
    print("| " + " | ".join(cells) + " |", flush=True)


def measure(size, options, make, programs, work):
    library, truth = work / size, work / f"{size}.jsonl"
    subprocess.run([sys.executable, make, *options, "--seed", "1", "--out", library, "--truth", truth],
                   check=True, stdout=subprocess.DEVNULL)
    with open(library / "hallway.toml", "a", encoding="utf-8") as settings:
        settings.write("\n[publish]\nentries = 100\n")
    sources = weight(library / "notes", library / "feeds")
    hallway, bare = programs / "hallway", programs / "examples"
    sync, fresh = [hallway, "sync"], work / "bare"
    wipe = lambda folder: lambda: shutil.rmtree(folder, ignore_errors=True)
    turns = 3 if size == "S" else 1
    full = in_turn(turns, sync, [bare / "bare_index", fresh, truth], library, wipe(library / "index" / "tantivy"), wipe(fresh))
    table_row(size, f"full sync, {sources / 1e6:.1f} MB", full[0], "`bare_index`", *full[1:])
    wipe(fresh)()
    floor = run([bare / "floor_sync", library, fresh], library)
    table_row(size, "the same", full[0], "`floor_sync`", floor, [mine / other for mine, other in zip(full[0], floor)][:2])
    # Files of the last moment are looked into once more.
    time.sleep(0.1)
    run(sync, library)
    listing = ["find", "notes", "feeds", "-type", "f", "-printf", "%s %T@ %p\\n"]
    table_row(size, "nothing changed", *(lambda a, b, c: (a, "`find`", b, c))(*in_turn(9, sync, listing, library)))
    report = sorted((library / "notes").rglob("*.md"))[0]

    def change():
        with open(report, "a", encoding="utf-8") as file:
            file.write(f"\n- One more line, at {time.time_ns()}\n")
    table_row(size, "one report changed", in_turn(5 if size != "L" else 3, sync, None, library, change)[0])
    with open(truth, encoding="utf-8") as lines:
        event = json.loads(lines.readline())["event"]
    for name, query in [
        ("a word", "postgres"), ("a common word", "code"), ("two words", "agents context"), ("a rare phrase", '"lamport tango"'),
        ("a common phrase", '"code review"'), ("common words", "agents code"), ("a rare word", "quokkasort"),
        ("a word at an event", f'code event:"{event}"'),
    ]:
        least = [bare / "bare_search", "search", library / "index", query]
        result = in_turn(SEARCHES, [hallway, "search", query, "--json"], least, library)
        table_row(size, f"search: {name}", result[0], "`bare_search`", *result[1:])
    index = weight(library / "index")
    return f"{size}: index {index / 1e6:.1f} MB, {index / sources:.2f} times the sources; full sync {sources / 1e3 / full[0][0]:.1f} MB/s"


def find_make():
    beside = [folder / "shared/bench/make_library.py" for folder in ROOT.parents]
    return next((path for path in beside if path.exists()), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="S,M", help="of S, M and L (a gigabyte of disk, minutes)")
    parser.add_argument("--make", type=Path, default=find_make(), help="make_library.py")
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("--programs", type=Path, default=ROOT / "target/release")
    options = parser.parse_args()
    if not options.make:
        parser.error("make_library.py is not beside this checkout: --make says where it is")
    if not options.no_build:
        subprocess.run(["cargo", "build", "--release", "--bins", "--examples"], cwd=ROOT, check=True)
    work = Path(tempfile.mkdtemp(prefix="hallway-bench-"))
    try:
        print(f"{platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}\n")
        print("| size | what | wall ms | CPU ms | peak MB | against | its wall ms | wall ratio | CPU ratio |")
        print("|---|---|---|---|---|---|---|---|---|")
        sums = [measure(size, SIZES[size], options.make, options.programs.resolve(), work) for size in options.sizes.split(",")]
        print("\n" + "\n".join(sums))
    finally:
        shutil.rmtree(work, ignore_errors=True)


if __name__ == "__main__":
    main()
