"""Runs notebooks, two at a time, each in a process and a kernel of its own."""

import json
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

import nbformat

PARALLEL = 2
SECONDS_TO_STOP = 20


@dataclass(frozen=True)
class Ran:
    """A notebook after its run: what it holds now, and what went wrong (nothing: None)."""

    name: str
    notebook: nbformat.NotebookNode
    seconds: float
    error: str | None
    failed_cell: int | None  # the n-th code cell, from 1


def run_all(sources: list[Path], folder: Path, root: Path, timeout: int, watcher) -> list[Ran]:
    """Runs every notebook into `folder`; the results in the order of the sources."""
    children: set[subprocess.Popen] = set()
    pool = ThreadPoolExecutor(PARALLEL)
    try:
        runs = [pool.submit(run, source, folder / source.name, root, timeout, watcher, children) for source in sources]
        return [one.result() for one in runs]
    finally:
        pool.shutdown(wait=False, cancel_futures=True)
        stop(children)


def run(source: Path, target: Path, root: Path, timeout: int, watcher, children: set) -> Ran:
    """Runs one notebook and waits for its end."""
    name = source.stem
    start = time.monotonic()
    watcher.started(name)
    error, reached = None, 0
    with tempfile.TemporaryFile() as log:
        child = subprocess.Popen(
            [sys.executable, str(Path(__file__).with_name("run_notebook.py")), source, target, root, str(timeout)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=log,
            start_new_session=True,  # Ctrl-C reaches the command, which then stops its children one by one
        )
        children.add(child)
        for line in child.stdout:
            event = json.loads(line)
            error, reached = event.get("error", error), event.get("cell", reached)
            watcher.progressed(name, event)
        if child.wait() != 0 and error is None:
            error = f"the process that ran the notebook ended with status {child.returncode}"
        children.discard(child)
        if error and not target.exists():
            error += last_lines(log)
    seconds = round(time.monotonic() - start, 3)
    notebook = without_progress(nbformat.read(target if target.exists() else source, as_version=4))
    watcher.ended(name, seconds, error)
    return Ran(name, notebook, seconds, error, failed_cell(notebook, reached) if error else None)


def without_progress(notebook):
    """Bars that ended say nothing of a result, and they are not there where a run was found in the store."""
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if "<progress " not in html_of(output)]
    return notebook


def html_of(output) -> str:
    return str(output.get("data", {}).get("text/html", ""))


def last_lines(log) -> str:
    log.seek(0)
    lines = log.read().decode(errors="replace").strip().splitlines()
    return "".join(f"\n{line}" for line in lines[-5:])


def failed_cell(notebook, reached: int) -> int | None:
    """The code cell that raised; where none did (the kernel died), the one that was reached."""
    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    for number, cell in enumerate(code, 1):
        if any(output.output_type == "error" for output in cell.outputs):
            return number
    return sum(cell.cell_type == "code" for cell in notebook.cells[:reached]) or None


def stop(children: set) -> None:
    """Lets each child shut its kernel down, and ends what does not."""
    for child in list(children):
        child.stdin.close()
    deadline = time.monotonic() + SECONDS_TO_STOP
    for child in list(children):
        try:
            child.wait(max(0.1, deadline - time.monotonic()))
        except subprocess.TimeoutExpired:
            child.kill()
