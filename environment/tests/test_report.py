"""environment/reproduce: what it writes, and what it says when something is wrong."""

import json
import os
import signal
import subprocess
import time
from pathlib import Path

import harvest
import nbformat
import page
import pytest
from conftest import FIGURE, SHOW, cells_code, notebook
from runner import Ran, without_progress


def reproduce(clone: Path, *arguments, **options) -> subprocess.CompletedProcess:
    command = [clone / "environment" / "reproduce", *map(str, arguments)]
    return subprocess.run(command, capture_output=True, text=True, timeout=600, **options)


@pytest.fixture(scope="module")
def clone(moved_clone):
    """The moved clone with a notebook for each way to end."""
    notebooks = {
        "good": notebook("# Good\n\n## Part", SHOW, FIGURE, cells_code("pass"), 'System.getenv("SONDE_SCALE")'),
        "failing": notebook("# Failing", SHOW, cells_code("fail")),
        "broken": notebook("# Broken", "1 + 1", 'throw new IllegalStateException("why <it> broke");', "2"),
        "dying": notebook("# Dying", "1 + 1", "System.exit(3);"),
        "slow": notebook("# Slow", "Thread.sleep(600_000);"),
    }
    for name, made in notebooks.items():
        nbformat.write(made, moved_clone / "notebooks" / f"{name}.ipynb")
    return moved_clone


def strict(path: Path) -> dict:
    def refuse(text):
        raise AssertionError(f"{text} is not JSON")

    return json.loads(path.read_text(encoding="utf-8"), parse_constant=refuse)


def test_a_bar_of_progress_is_no_result():
    made = notebook("# Title", "1 + 1")
    bar = {"text/html": "<div>runs <progress value=\"2\" max=\"2\"></progress> done</div>", "text/plain": "runs: done"}
    table = {"text/html": "<table><tr><td>progress</td></tr></table>", "text/plain": "a table"}
    made.cells[1].outputs = [
        nbformat.v4.new_output("display_data", data=bar),
        nbformat.v4.new_output("stream", text="<progress "),
        nbformat.v4.new_output("execute_result", data=table),
    ]
    assert [one.output_type for one in without_progress(made).cells[1].outputs] == ["stream", "execute_result"]


def test_good_run_writes_the_report_and_ends_with_0(clone, tmp_path):
    done = reproduce(clone, "--only", "good", "--out", "a report", cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    out = tmp_path / "a report"
    assert sorted(file.name for file in out.iterdir()) == ["good.ipynb", "index.html", "results.json"]
    assert str(out / "index.html") in done.stdout
    assert "1 pass, 0 fail, 0 not run, 0 not comparable" in done.stdout

    results = strict(out / "results.json")
    assert list(results) == [
        "scale", "version", "commit", "wall_seconds", "findings", "cells", "runs", "notebooks"
    ]
    assert results["scale"] == "mini" and results["commit"] == "unknown" and results["wall_seconds"] > 0
    (cell,) = results["cells"]
    contract = "item row frozen column published measured interval n seeds rule verdict run".split()
    assert set(contract) <= cell.keys() and cell["interval"] is None
    assert cell["notebook"] == "good" and cell["verdict"] == "pass" and cell["run"] in results["runs"]
    assert results["runs"]["abc"]["seconds"] > 0
    (state,) = results["notebooks"]
    assert state.items() >= {"name": "good", "status": "ok", "failed_cell": None, "error": None}.items()

    again = reproduce(clone, "--only", "good", "--out", out)
    assert again.returncode == 0, again.stderr
    assert os.listdir(tmp_path) == ["a report"]


def test_update_puts_outputs_without_times_into_the_sources(clone, tmp_path):
    source = clone / "notebooks" / "good.ipynb"
    versions = []
    for _ in range(2):
        done = reproduce(clone, "--only", "good", "broken", "--out", tmp_path / "out", "--update")
        assert "updated notebooks/good.ipynb" in done.stdout and "updated notebooks/broken.ipynb" not in done.stdout
        versions.append(source.read_bytes())
    assert versions[0] == versions[1] and b"vnd.plotly" in versions[0] and b"papermill" not in versions[0]


def test_failing_notebooks_are_in_the_report_with_cell_and_error(clone, tmp_path):
    done = reproduce(clone, "--only", "failing", "broken", "dying", "--out", tmp_path / "out")
    assert done.returncode == 1
    assert "FAILED broken, cell 2: java.lang.IllegalStateException, why <it> broke" in done.stdout
    assert "FAILED dying, cell 2" in done.stdout
    assert "fail   table-1 · Q-Former <b> · VSR test: published 64.97, measured 61.2. Rule: a rule" in done.stdout
    states = {state["name"]: state for state in strict(tmp_path / "out" / "results.json")["notebooks"]}
    assert states["failing"]["status"] == "ok"
    assert states["broken"]["status"] == "failed" and states["broken"]["failed_cell"] == 2
    assert states["dying"]["status"] == "failed" and states["dying"]["failed_cell"] == 2
    html = (tmp_path / "out" / "index.html").read_text(encoding="utf-8")
    assert "why &lt;it&gt; broke" in html and "why <it> broke" not in html
    assert "Q-Former &lt;b&gt;" in html and "Q-Former <b>" not in html


@pytest.mark.parametrize("stop, seconds", [(signal.SIGINT, 2), (signal.SIGINT, 8), (signal.SIGTERM, 5)])
def test_stopped_run_leaves_nothing_behind(clone, tmp_path, stop, seconds):
    child = subprocess.Popen(
        [clone / "environment" / "reproduce", "--only", "slow", "--out", tmp_path / "out"],
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    while "start" not in child.stdout.readline():
        assert child.poll() is None
    time.sleep(seconds)
    os.killpg(child.pid, stop)
    assert child.wait(60) == 130
    assert list(tmp_path.iterdir()) == []
    assert not kernels_of(clone)


def test_killed_run_takes_its_kernel_along_and_the_next_one_clears_up(clone, tmp_path):
    with subprocess.Popen(
        [clone / "environment" / "reproduce", "--only", "slow", "--out", tmp_path / "out"],
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        while "start" not in child.stdout.readline():
            assert child.poll() is None
        time.sleep(5)
        child.kill()
    deadline = time.monotonic() + 30
    while kernels_of(clone) and time.monotonic() < deadline:
        time.sleep(0.5)
    assert not kernels_of(clone)
    assert reproduce(clone, "--only", "good", "--out", tmp_path / "out").returncode == 0
    assert os.listdir(tmp_path) == ["out"]


def kernels_of(clone: Path) -> bool:
    processes = subprocess.run(["ps", "-eo", "args"], capture_output=True, text=True).stdout
    return str(clone / "target" / "lib") in processes


def test_usage_errors_end_with_2_and_name_the_notebooks(clone, tmp_path):
    unknown = reproduce(clone, "--only", "nothing")
    assert unknown.returncode == 2 and "no such notebook: nothing" in unknown.stderr and "  good" in unknown.stderr
    assert reproduce(clone, "--scale", "huge").returncode == 2
    (tmp_path / "thesis.txt").write_text("years of work")
    taken = reproduce(clone, "--out", tmp_path)
    assert taken.returncode == 2 and "not a report" in taken.stderr
    assert (tmp_path / "thesis.txt").read_text() == "years of work"
    assert reproduce(clone, "--help").returncode == 0


def ran(*outputs) -> Ran:
    made = notebook("x")
    made.cells[0].outputs = [nbformat.v4.new_output("display_data", data=data) for data in outputs]
    return Ran("trial", made, 1.0, None, None)


def test_what_is_not_a_number_becomes_null_in_results():
    bundle = {"cells": [{"item": "a", "verdict": "pass", "measured": float("nan"), "interval": [float("inf"), 1.0]}]}
    (cell,) = harvest.results([ran({harvest.MIME: bundle})])["cells"]
    assert cell["measured"] is None and cell["interval"] == [None, 1.0]


@pytest.mark.parametrize("bundle", [{}, {"cells": [{"item": "a", "verdict": "maybe"}]}, {"cells": 1}, "no JSON"])
def test_results_that_cannot_be_read_fail_the_notebook(bundle):
    (state,) = harvest.results([ran({harvest.MIME: bundle})])["notebooks"]
    assert state["status"] == "failed" and "code cell 1" in state["error"]


def test_the_same_comparison_shown_twice_counts_once():
    bundle = {harvest.MIME: {"cells": [{"item": "a", "verdict": "pass"}]}}
    assert len(harvest.results([ran(bundle, bundle)])["cells"]) == 1


def test_script_end_in_a_figure_stays_inside_its_json():
    text = page.script_json({"x": "</script><!--<script>", "y": float("nan")})
    assert "<" not in text and json.loads(text) == {"x": "</script><!--<script>", "y": None}
