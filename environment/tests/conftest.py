"""What the tests share: trial notebooks, and a moved copy of this clone to run commands in."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "environment"))

SHOW = """
import org.dflib.jjava.jupyter.kernel.display.DisplayData;
void showForms(Map<String, Object> forms) {
    DisplayData data = new DisplayData();
    forms.forEach(data::putData);
    kernel().display(data);
}
"""
FIGURE = """
showForms(Map.of(
    "text/plain", "a figure",
    "image/png", "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    "application/vnd.plotly.v1+json", Map.of(
        "data", List.of(Map.of("type", "bar", "x", List.of("a", "</script><script>alert(1)</script>"), "y", List.of(1, 2))),
        "layout", Map.of("title", Map.of("text", "Bars"), "height", 300))));
"""


def cells_code(verdict: str) -> str:
    """Java that shows one judged cell, as a comparison with the paper does."""
    return f"""
showForms(Map.of(
    "text/plain", "a comparison",
    "text/html", "<table><tr><th>row</th><td>61.2</td></tr></table>",
    "application/vnd.sonde.cells+json", Map.of(
        "cells", List.of(Map.of("item", "table-1", "row", "Q-Former <b>", "column", "VSR test", "published", 64.97,
            "measured", 61.2, "rule", "a rule", "verdict", "{verdict}", "run", "abc")),
        "runs", Map.of("abc", Map.of("seed", 0)))));
"""


def notebook(*cells: str, parameters: str | None = None):
    """A notebook of code cells; text that starts with `#` becomes prose."""
    made = nbformat.v4.new_notebook()
    made.metadata["kernelspec"] = {"name": "sonde", "display_name": "Java (Sonde)", "language": "java"}
    if parameters is not None:
        made.cells.append(nbformat.v4.new_code_cell(parameters, metadata={"tags": ["parameters"]}))
    for text in cells:
        prose = text.startswith("#")
        made.cells.append(nbformat.v4.new_markdown_cell(text) if prose else nbformat.v4.new_code_cell(text))
    return made


@pytest.fixture(scope="session")
def moved_clone(tmp_path_factory) -> Path:
    """A copy of this clone with its jars and .venv, in another place, with blanks in its path, after a set-up there."""
    clone = tmp_path_factory.mktemp("moved") / "a clone with blanks"
    ignored = shutil.ignore_patterns(".git", "target", "__pycache__", "notebooks")
    shutil.copytree(ROOT, clone, symlinks=True, ignore=ignored)
    shutil.copytree(ROOT / "target" / "lib", clone / "target" / "lib")
    (clone / "notebooks").mkdir()
    subprocess.run([clone / "environment" / "setup"], check=True, cwd=tmp_path_factory.getbasetemp())
    return clone


@pytest.fixture(scope="session")
def quiet_jupyter(tmp_path_factory) -> dict:
    """An environment in which Jupyter finds no settings and no kernels of the user."""
    home = tmp_path_factory.mktemp("jupyter")
    folders = {f"JUPYTER_{kind}_DIR": str(home / kind.lower()) for kind in ("CONFIG", "DATA", "RUNTIME")}
    return {**os.environ, **folders, "JUPYTERLAB_SETTINGS_DIR": str(home / "lab-settings")}
