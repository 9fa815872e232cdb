"""Runs notebooks/*.ipynb and writes the report: the executed notebooks, index.html and results.json.

The report is made in a folder beside its place and moved there at the end, so a report is whole or absent.
"""

import argparse
import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import time
import xml.etree.ElementTree as ET
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
# Seconds one cell may take: a hang must end, an honest computation must not.
CELL_TIMEOUT = {"mini": 3600, "paper": 14 * 24 * 3600}


def main() -> int:
    options = parse(sys.argv[1:])
    if options.check_usage_only:
        return 0
    if options.compare:
        return compare(options.compare, options.out)
    if options.plan:
        return plan(options)
    signal.signal(signal.SIGTERM, lambda *_: (_ for _ in ()).throw(KeyboardInterrupt()))
    try:
        return reproduce(options)
    except KeyboardInterrupt:
        print("\nreproduce: stopped; no report was written", file=sys.stderr)
        return 130


def parse(arguments: list[str]) -> argparse.Namespace:
    """The options, or the end of the process with status 2 and the reason. Needs only Python's own library."""
    notebooks = {path.stem: path for path in sorted((ROOT / "notebooks").glob("*.ipynb"))}
    names = "notebooks:\n" + "\n".join(f"  {name}" for name in notebooks)
    parser = argparse.ArgumentParser(
        prog="environment/reproduce",
        description="Runs the notebooks and writes the report with its verdicts.",
        epilog=names,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,  # the shell script looks for whole names
    )
    parser.add_argument(
        "--scale",
        choices=list(CELL_TIMEOUT),
        default=os.environ.get("SONDE_SCALE") or "mini",
        help="mini needs nothing but the clone; paper needs models and data (default: SONDE_SCALE, else mini)",
    )
    parser.add_argument("--only", nargs="+", metavar="NAME", help="run these notebooks only")
    parser.add_argument("--out", type=Path, metavar="DIR", help="where the report goes (default: target/reproduction)")
    parser.add_argument("--update", action="store_true", help="also put the outputs into notebooks/, for a commit")
    parser.add_argument(
        "--compare",
        type=Path,
        metavar="OLD",
        help="run nothing; print in Markdown how the report in --out differs from this results.json (or report)",
    )
    parser.add_argument(
        "--plan",
        action="store_true",
        help="run nothing; list what the paper's tables and figures would compute, what it costs, and what is missing",
    )
    parser.add_argument(
        "--flops",
        type=float,
        metavar="N",
        help="for --plan: operations a second that the device reaches (default: measured, which takes seconds)",
    )
    parser.add_argument(
        "--seeds",
        type=int,
        metavar="N",
        help="trainings of each run with its chosen settings (default: SONDE_SEEDS, else what the scale says)",
    )
    parser.add_argument("--check-usage-only", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args(arguments)

    def refuse(problem: str) -> None:
        parser.exit(2, f"{parser.prog}: {problem}\n{parser.format_usage()}{names}\n")

    if options.scale not in CELL_TIMEOUT:
        refuse(f"SONDE_SCALE is {options.scale!r}; it must be one of {', '.join(CELL_TIMEOUT)}")
    if not notebooks:
        refuse(f"there are no notebooks in {ROOT / 'notebooks'}")
    wanted = [Path(name).name.removesuffix(".ipynb") for name in options.only or notebooks]
    unknown = [name for name in wanted if name not in notebooks]
    if unknown:
        refuse(f"no such notebook: {', '.join(unknown)}")
    options.notebooks = [path for name, path in notebooks.items() if name in wanted]
    options.out = (options.out or ROOT / "target" / "reproduction").absolute()
    if options.seeds is not None and not 1 <= options.seeds <= 100:
        refuse(f"--seeds {options.seeds}: give a whole number from 1 to 100")
    if options.flops is not None and not (options.plan and 1 <= options.flops < float("inf")):
        refuse(f"--flops {options.flops:g}: give operations a second, such as 40e12, together with --plan")
    if options.compare or options.plan:
        return options
    problem = in_the_way(options.out)
    if problem:
        refuse(problem)
    return options


def in_the_way(out: Path) -> str | None:
    """Why a report may not be put at `out`: only nothing, an empty folder or an old report is replaced."""
    if out.is_symlink() or (out.exists() and not out.is_dir()):
        return f"{out} is not a folder"
    if out.is_dir() and any(out.iterdir()) and not is_report(out):
        return f"{out} holds something that is not a report of this command; choose another --out or move it away"
    return None


def is_report(folder: Path) -> bool:
    try:
        results = json.loads((folder / "results.json").read_text(encoding="utf-8"))
        return {"scale", "cells", "runs", "notebooks"} <= results.keys()
    except (OSError, ValueError, AttributeError):
        return False


def compare(old: Path, out: Path) -> int:
    """Prints how the report in `out` differs from an older one; 2 if one of them is none."""
    import compare as comparison

    try:
        before, after = comparison.read(old), comparison.read(out)
    except comparison.NotResults as problem:
        print(f"reproduce: {problem}", file=sys.stderr)
        print("Name a results.json or a report's folder; the present one is made by environment/reproduce.", file=sys.stderr)
        return 2
    print(comparison.render(before, after), end="")
    return 0


def plan(options: argparse.Namespace) -> int:
    """Prints the dry run, which is the library's own: the tables themselves are asked for their runs."""
    use(options)
    command = [os.environ["SONDE_JAVA"], "-Xmx2g", "-Djava.awt.headless=true"]
    command += ["-Dorg.slf4j.simpleLogger.defaultLogLevel=warn", "-cp", str(ROOT / "target" / "lib" / "*")]
    command += ["dev.sonde.paper.PlanCommand", *([repr(options.flops)] if options.flops else [])]
    return subprocess.run(command).returncode


def use(options: argparse.Namespace) -> None:
    """Tells the library what was asked for, in the variables that it reads."""
    os.environ["SONDE_SCALE"] = options.scale
    if options.seeds is not None:
        os.environ["SONDE_SEEDS"] = str(options.seeds)


def reproduce(options: argparse.Namespace) -> int:
    import harvest
    import page
    import progress
    import runner

    use(options)
    version, commit = project_version(), git_commit()
    print(f"Sonde {version} ({commit}), scale {options.scale}")
    start = time.monotonic()
    with report_folder(options.out) as folder:
        watcher = progress.Progress(sys.stdout)
        ran = runner.run_all(options.notebooks, folder, ROOT, CELL_TIMEOUT[options.scale], watcher)
        results = {
            "scale": options.scale,
            "version": version,
            "commit": commit,
            "wall_seconds": 0.0,
            **harvest.results(ran),
        }
        results["wall_seconds"] = round(time.monotonic() - start, 3)
        text = json.dumps(results, indent=1, ensure_ascii=False, allow_nan=False)
        (folder / "results.json").write_text(text + "\n", encoding="utf-8")
        (folder / "index.html").write_text(page.render(results, ran), encoding="utf-8")
    if options.update:
        update(options.notebooks, ran)
    return summary(results, options.out)


def update(sources: list[Path], ran) -> None:
    """Puts the outputs of those that ran to their end into the sources, without times: the same run, the same bytes."""
    import nbformat

    for source, one in zip(sources, ran):
        if one.error is None:
            for part in (one.notebook, *one.notebook.cells):
                for passing in ("papermill", "execution"):
                    part.metadata.pop(passing, None)
                if not part.metadata.get("tags", True):
                    del part.metadata["tags"]  # papermill's, empty
            one.notebook.metadata.get("language_info", {}).pop("version", None)
            fresh = source.with_name(f".{source.name}.unfinished")
            nbformat.write(one.notebook, fresh)
            fresh.replace(source)
            print(f"updated notebooks/{source.name}")


@contextlib.contextmanager
def report_folder(out: Path):
    """A fresh folder beside `out` that takes its place if the block ends well, and is removed if it does not."""
    out.parent.mkdir(parents=True, exist_ok=True)
    remove_remains(out)
    fresh = out.with_name(f".{out.name}.unfinished-{os.getpid()}")
    fresh.mkdir()
    try:
        yield fresh
        problem = in_the_way(out)  # hours may have passed
        if problem:
            kept = out.with_name(f"{out.name}-{os.getpid()}")
            fresh.rename(kept)
            raise SystemExit(f"reproduce: {problem}\nThe report is in {kept}")
        if out.exists():
            old = out.with_name(f".{out.name}.replaced-{os.getpid()}")
            out.rename(old)
            fresh.rename(out)
            shutil.rmtree(old)
        else:
            fresh.rename(out)
    finally:
        shutil.rmtree(fresh, ignore_errors=True)


def remove_remains(out: Path) -> None:
    """Removes what a killed process left beside `out`."""
    import psutil

    for left in [*out.parent.glob(f".{out.name}.unfinished-*"), *out.parent.glob(f".{out.name}.replaced-*")]:
        process = left.name.rpartition("-")[2]
        if process.isdecimal() and not psutil.pid_exists(int(process)):
            shutil.rmtree(left, ignore_errors=True)


def summary(results: dict, out: Path) -> int:
    """Prints what came out; the exit status."""
    import harvest

    failed = [notebook for notebook in results["notebooks"] if notebook["status"] == "failed"]
    for notebook in failed:
        cell = f", cell {notebook['failed_cell']}" if notebook["failed_cell"] else ""
        print(f"FAILED {notebook['name']}{cell}: {notebook['error']}")
    for cell in results["cells"]:
        if cell["verdict"] == "fail":
            print(f"fail   {harvest.describe(cell)}")
    counts = harvest.count(results["cells"])
    print(", ".join(f"{number} {verdict}" for verdict, number in counts.items()))
    print(f"{len(results['notebooks'])} notebooks, {results['wall_seconds']:.0f} s: {out / 'index.html'}")
    return 1 if failed or counts["fail"] else 0


def project_version() -> str:
    return ET.parse(ROOT / "pom.xml").getroot().findtext("{http://maven.apache.org/POM/4.0.0}version") or "unknown"


def git_commit() -> str:
    """The commit of this clone, with `-dirty` if files differ from it; `unknown` outside of a clone."""

    def git(*arguments: str) -> str:
        return subprocess.run(
            ["git", *arguments], cwd=ROOT, capture_output=True, text=True, check=True
        ).stdout.strip()

    try:
        if Path(git("rev-parse", "--show-toplevel")).resolve() != ROOT:
            return "unknown"  # an unpacked archive inside another repository
        return git("rev-parse", "HEAD") + ("-dirty" if git("status", "--porcelain") else "")
    except (OSError, subprocess.CalledProcessError):
        return "unknown"


if __name__ == "__main__":
    sys.exit(main())
