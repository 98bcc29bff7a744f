#!/usr/bin/env python3
"""Times `hallway sync` and `hallway search` on libraries of several sizes and prints Markdown tables.

    python3 bench/run.py [--sizes S,M,L,XL] [--make PATH/make_library.py] [--keep FOLDER] [--changes 200] [--feed-peers PYTHON]

Builds the release programs first (`--no-build` takes what `--programs` holds); what is measured is a copy of them. The libraries come from
make_library.py, looked for at shared/bench/ beside a folder that holds this checkout; their combined feed holds the newest 100 entries.
Times are of whole processes with the page cache warm, output read
and thrown away; hallway and what it is compared with take turns, and figures and ratios are medians over the turns. `bare_index` and `bare_search`
(examples/) do with tantivy alone, and the same cutting of words, the least that the task needs, `floor_sync` what a whole sync needs
before anything is extracted; `find` lists the files with their times; FTS5 is SQLite's search over the texts as make_library.py knows
them, a row a talk, filled by Python and asked by the sqlite3 shell, where there is one; `rg` is ripgrep, and where it is not installed `grep -rci` stands for it.
Peak memory is the largest resident set of the process. With `--changes` each library is searched before and after so many syncs of one changed
report each. With `--feed-peers`, a Python that has them, libraries of feeds alone are synced in turn with `reader` (its update and its index for
search), and their combined feed is written in turn with one by feedparser and feedgen. Python 3.11 or later; nothing is kept but, with `--keep`, the libraries, which are then taken from there.
"""
import argparse, json, os, platform, shutil, sqlite3, statistics, subprocess, sys, tempfile, time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SIZES = {
    "S": ["--reports", "84", "--feeds", "3", "--entries", "50"],
    "M": ["--reports", "2500", "--feeds", "30", "--entries", "100"],
    "L": ["--reports", "25000", "--feeds", "300", "--entries", "100"],
    "XL": ["--reports", "83340", "--feeds", "300", "--entries", "100"],
    "30 feeds": ["--reports", "0", "--feeds", "30", "--entries", "100"],
    "300 feeds": ["--reports", "0", "--feeds", "300", "--entries", "100"],
}
SEARCHES = 21
# What looks through the notes line by line.
LINES = "rg" if shutil.which("rg") else "grep"
# What it is called, what hallway is asked, what FTS5 is asked, what rg looks for.
QUERIES = [
    ("a word", "postgres", "postgres", "postgres"),
    ("a common word", "code", "code", "code"),
    ("two words", "agents context", "agents AND context", "agents.*context|context.*agents"),
    ("a rare phrase", '"lamport tango"', '"lamport tango"', "lamport tango"),
    ("a common phrase", '"code review"', '"code review"', "code review"),
    ("common words", "agents code", "agents AND code", "agents.*code|code.*agents"),
    ("a rare word", "quokkasort", "quokkasort", "quokkasort"),
    ("a word at an event", 'code event:"{event}"', "code AND evkey:{key}", None),
]
FTS_ROWS = "select title,event,snippet(t,2,'<b>','</b>','…',24),bm25(t,2,1,1,0) from t where t match '{}' order by bm25(t,2,1,1,0) limit 20"
FTS_FILL = """import json,sqlite3,sys
key=lambda s:"".join(x for x in s.lower() if x.isalnum())
c=sqlite3.connect(sys.argv[2]); c.executescript('pragma journal_mode=off; pragma synchronous=off')
c.execute('create virtual table t using fts5(title,speakers,body,evkey,event unindexed,file unindexed)')
c.executemany('insert into t values(?,?,?,?,?,?)',((r['title'],', '.join(r['speakers']),r['markdown'],key(r['event']),r['event'],r['file'])
    for r in map(json.loads,open(sys.argv[1],encoding='utf-8'))))
c.commit()"""

READER = """import glob,os,sys
from reader import make_reader
r=make_reader(sys.argv[1],feed_root=os.getcwd())
for f in glob.glob('feeds/*.atom'):
    if f!='feeds/combined.atom': r.add_feed(f)
r.update_feeds(); r.enable_search(); r.update_search()"""
COMBINED = """import feedparser,glob,sys
from feedgen.feed import FeedGenerator
newest=[]
for f in glob.glob('feeds/*.atom'):
    if f=='feeds/combined.atom': continue
    d=feedparser.parse(open(f,'rb').read())
    newest=sorted(newest+[(e.updated,d.feed,e) for e in d.entries],key=lambda e:e[0],reverse=True)[:100]
g=FeedGenerator(); g.id('tag:combined'); g.title('combined'); g.updated(newest[0][0])
for updated,feed,e in newest:
    x=g.add_entry(order='append'); x.id(e.id); x.title(e.title); x.link(href=e.link); x.updated(updated)
    x.author(name=e.author); x.content(e.content[0].value,type='html'); x.source(url=feed.link,title=feed.title)
g.atom_file(sys.argv[1])"""


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


def in_turn(turns, programs, before=()):
    """For each of `programs`, a command and its folder, what it takes, and the ratios of the first to it turn by turn; medians."""
    before = list(before) + [None] * len(programs)
    taken = [[] for _ in programs]
    for _ in range(turns):
        for number, (argv, cwd) in enumerate(programs):
            if before[number]:
                before[number]()
            taken[number].append(run(argv, cwd))
    median = lambda values: statistics.median(list(values))
    ratio = lambda theirs, n: median(mine[n] / max(other[n], 0.1) for mine, other in zip(taken[0], theirs))
    return [([median(one[n] for one in each) for n in range(3)], [ratio(each, n) for n in range(3)]) for each in taken]


def files(folder):
    """One by one: what this program holds in memory, the programs that it starts are said to have held, too."""
    return (os.path.join(place, name) for place, _, names in os.walk(folder) for name in names)


def weight(*folders):
    return sum(os.path.getsize(file) for folder in folders for file in files(folder))


def number(value):
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}"


def row(*cells):
    print("| " + " | ".join(cells) + " |", flush=True)


def table(*heads):
    print()
    row(*heads)
    row(*["---"] * len(heads))


def wipe(folder):
    """What takes `folder` away."""
    return lambda: shutil.rmtree(folder, ignore_errors=True)


def make_library(size, options):
    """The folder of a library of this size, made where it is not there yet, and the file with what was put into it."""
    folder = options.libraries / size.replace(" ", "-")
    truth = folder.with_suffix(".jsonl")
    if not truth.exists():
        made = [sys.executable, options.make, *SIZES[size], "--seed", "1", "--out", folder, "--truth", truth]
        subprocess.run(made, check=True, stdout=subprocess.DEVNULL)
        with open(folder / "hallway.toml", "a", encoding="utf-8") as settings:
            settings.write("\n[publish]\nentries = 100\n")
    return folder, truth


class Library:
    """One library that is measured."""

    def __init__(self, size, options):
        self.size, self.turns = size, 3 if size == "S" else 1
        self.folder, self.truth = make_library(size, options)
        self.work, self.hallway, self.bare = options.work, options.copies / "hallway", options.copies
        self.sync = ([self.hallway, "sync"], self.folder)
        combined = self.folder / "feeds/combined.atom"
        self.sources = weight(self.folder / "notes", self.folder / "feeds") - (combined.stat().st_size if combined.exists() else 0)
        with open(self.truth, encoding="utf-8") as lines:
            self.event = json.loads(lines.readline())["event"]
        self.report = min(files(self.folder / "notes"))

    def change(self):
        with open(self.report, "a", encoding="utf-8") as file:
            file.write(f"\n- One more line, at {time.time_ns()}\n")

    def row(self, what, mine, other=None, against=""):
        wall, cpu, peak = mine[0]
        cells = [against, number(other[0][0]), *(f"{ratio:.2f}" for ratio in other[1][:2])] if other else [""] * 4
        row(self.size, what, number(wall), f"{cpu:.0f}", f"{peak:.0f}", *cells)

    def measure_syncs(self):
        fresh, floor, fts = self.work / "bare", self.work / "floor", self.work / f"{self.size}.db"
        programs = [self.sync, ([self.bare / "bare_index", fresh, self.truth], self.folder),
                    ([self.bare / "floor_sync", self.folder, floor], self.folder),
                    ([sys.executable, "-c", FTS_FILL, self.truth, fts], self.folder)]
        wiped = [wipe(self.folder / "index" / "tantivy"), wipe(fresh), wipe(floor), lambda: fts.unlink(missing_ok=True)]
        mine, *others = in_turn(self.turns, programs, wiped)
        self.row(f"full sync, {self.sources / 1e6:.1f} MB", mine, others[0], "`bare_index`")
        self.row("the same", mine, others[1], "`floor_sync`")
        self.row("the same", mine, others[2], "FTS5 filled")
        wipe(fresh)(), wipe(floor)()
        index = weight(self.folder / "index")
        self.words = f"{self.size}: full sync {self.sources / 1e3 / mine[0][0]:.1f} MB/s, index {index / 1e6:.1f} MB, " \
            f"{index / self.sources:.2f} times the sources and {index / fts.stat().st_size:.2f} times FTS5's"
        listing = (["find", "notes", "feeds", "-type", "f", "-printf", "%s %T@ %p\\n"], self.folder)
        # Files of the last moment are looked into once more.
        settle = lambda: (time.sleep(0.1), run(*self.sync))
        same, found, changed = in_turn(9, [self.sync, listing, self.sync], [settle, None, self.change])
        self.row("nothing changed", same, found, "`find`")
        self.row("one report changed", changed)
        self.words += f"; one report changed takes {changed[0][1] - same[0][1]:.0f} ms of CPU more than nothing changed"

    def programs(self, asked, match, pattern):
        """What answers a query, by name, hallway first."""
        asked, match = asked.format(event=self.event), match.format(key="".join(filter(str.isalnum, self.event.lower())))
        programs = {"hallway": [self.hallway, "search", asked, "--json"],
                    "bare_search": [self.bare / "bare_search", "search", self.folder / "index", asked]}
        if shutil.which("sqlite3"):
            programs["FTS5"] = ["sqlite3", self.work / f"{self.size}.db", FTS_ROWS.format(match.replace("'", "''"))]
        if pattern:
            programs[LINES] = ["rg", "-c", "-i", pattern, "notes"] if LINES == "rg" else ["grep", "-rciE", pattern, "notes"]
        return {name: (argv, self.folder) for name, argv in programs.items()}

    def measure_searches(self):
        ratios = {}
        for name, *query in QUERIES:
            programs = self.programs(*query)
            run(*programs["hallway"])
            mine, *others = in_turn(SEARCHES, list(programs.values()))
            # The others by name, with nothing where one was left out.
            others = dict(zip(list(programs)[1:], others))
            for other, (_, ratio) in others.items():
                ratios.setdefault(other, []).append(ratio[1])
            told = lambda other, n: f"{others[other][1][n]:.{3 if other == LINES else 2}f}" if other in others else ""
            row(self.size, name, f"{mine[0][0]:.1f}", f"{mine[0][1]:.1f}", f"{mine[0][2]:.0f}", told("bare_search", 1), told("bare_search", 2),
                told("FTS5", 1), told(LINES, 1), told(LINES, 0))
        told = [f"{other} worst {max(of):.2f}, median {statistics.median(of):.2f}" for other, of in ratios.items()]
        self.words += "\n" + f"{self.size}: searches, CPU against " + "; ".join(told)

    def measure_changes(self, changes):
        """Searches after so many syncs of one change each, in turn with searches in a copy of the library from before."""
        before = self.work / "before"
        subprocess.run(["cp", "-a", self.folder, before], check=True)
        taken = []
        reports = sorted(files(self.folder / "notes"))
        for turn in range(changes):
            self.report = reports[turn * 7919 % len(reports)]
            self.change()
            taken.append(run(*self.sync)[1])
        segments = len(list((self.folder / "index/tantivy").glob("*.term")))
        for name, *query in QUERIES:
            argv, _ = self.programs(*query)["hallway"]
            after, first = in_turn(SEARCHES, [(argv, self.folder), (argv, before)])
            row(self.size, name, f"{first[0][1]:.1f}", f"{after[0][1]:.1f}", f"{first[1][1]:.2f}")
        shutil.rmtree(before)
        self.words += f"\n{self.size}: after {changes} syncs of one change each {segments} segments; " \
            f"a sync took {statistics.median(taken):.0f} ms of CPU, {max(taken):.0f} at most"


def measure_feeds(size, options):
    """A full sync against `reader`, where it does not take minutes, and the combined feed against feedparser and feedgen."""
    folder, _ = make_library(size, options)
    hallway, database = options.copies / "hallway", options.work / "reader"
    python = lambda program, *arguments: ([options.feed_peers, "-c", program, *arguments], folder)
    told = lambda what, mine, other, against: row(size, what, number(mine[0][0]), f"{mine[0][1]:.0f}", f"{mine[0][2]:.0f}", against,
                                                  *(f"{1 / ratio:.1f}" for ratio in other[1][:2]))
    if size == "30 feeds":
        fresh = lambda: (wipe(database)(), database.mkdir())
        told("full sync", *in_turn(3, [([hallway, "sync"], folder), python(READER, database / "db")], [wipe(folder / "index/tantivy"), fresh]), "`reader`")
    run([hallway, "sync"], folder)
    mine, other = in_turn(1, [([hallway, "publish"], folder), python(COMBINED, options.work / "combined.atom")])
    told("combined feed", mine, other, "feedparser, feedgen")


def measure_scale(least, most):
    for name, *query in QUERIES:
        if name in ("a rare word", "a common word"):
            taken = in_turn(SEARCHES, [most.programs(*query)["hallway"], least.programs(*query)["hallway"]])
            print(f"{most.size}: {name}, {taken[0][0][1]:.1f} ms of CPU, {taken[1][1][1]:.2f} times what it takes at {least.size}")


def find_make():
    beside = [folder / "shared/bench/make_library.py" for folder in ROOT.parents]
    return next((path for path in beside if path.exists()), None)


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--sizes", default="S,M", help="of S, M, L and XL (gigabytes of disk, minutes)")
    parser.add_argument("--make", type=Path, default=find_make(), help="make_library.py")
    parser.add_argument("--no-build", action="store_true")
    parser.add_argument("--programs", type=Path, default=ROOT / "target/release")
    parser.add_argument("--keep", type=Path, help="where libraries are kept")
    parser.add_argument("--feed-peers", metavar="PYTHON", type=os.path.abspath, help="a Python with reader, feedparser and feedgen")
    parser.add_argument("--changes", type=int, default=0, help="syncs of one change each")
    options = parser.parse_args()
    if not options.make:
        parser.error("make_library.py is not beside this checkout: --make says where it is")
    if not options.no_build:
        subprocess.run(["cargo", "build", "--release", "--bins", "--examples"], cwd=ROOT, check=True)
    options.work = Path(tempfile.mkdtemp(prefix="hallway-bench-"))
    options.libraries = (options.keep or options.work).resolve()
    # The linker's own file starts a little slower than a copy of it.
    options.copies = options.work / "programs"
    options.copies.mkdir()
    for program in ["hallway", "examples/bare_index", "examples/bare_search", "examples/floor_sync"]:
        shutil.copy(options.programs.resolve() / program, options.copies)
    try:
        measure_all(options)
    finally:
        shutil.rmtree(options.work, ignore_errors=True)


def measure_all(options):
    print(f"{platform.system()}, {os.cpu_count()} cores, load {os.getloadavg()[0]:.1f}")
    libraries = [Library(size, options) for size in options.sizes.split(",")]
    table("size", "what", "wall ms", "CPU ms", "peak MB", "against", "its wall ms", "wall ratio", "CPU ratio")
    for library in libraries:
        library.measure_syncs()
    table("size", "search", "wall ms", "CPU ms", "peak MB", "CPU / `bare_search`", "memory / `bare_search`", "CPU / FTS5",
          f"CPU / `{LINES}`", f"wall / `{LINES}`")
    for library in libraries:
        library.measure_searches()
    if options.changes:
        table("size", f"search, {options.changes} changes later", "CPU ms before", "CPU ms", "ratio")
        for library in libraries:
            library.measure_changes(options.changes)
    if options.feed_peers:
        table("feeds", "what", "wall ms", "CPU ms", "peak MB", "against", "times less wall", "times less CPU")
        for size in ("30 feeds", "300 feeds"):
            measure_feeds(size, options)
    print()
    if len(libraries) > 1:
        measure_scale(libraries[0], libraries[-1])
    print("\n".join(library.words for library in libraries))
    print(f"load {os.getloadavg()[0]:.1f}")


if __name__ == "__main__":
    main()
