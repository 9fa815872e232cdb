"""The usual runners of notebooks run ours."""

import subprocess
import sys
from pathlib import Path

import java_parameters  # noqa: F401  papermill learns Java
import nbformat
import papermill
import pytest

from conftest import ROOT, notebook

HARD = 'quote " backslash \\ \\u0022 line\nend é 😀 \x00'


def python(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run(
        [sys.executable, "-m", *map(str, arguments)], capture_output=True, text=True, timeout=300, **options
    )


def text_of(cell) -> str:
    return cell.outputs[-1].data["text/plain"]


def test_papermill_gives_parameters_as_java(tmp_path):
    source = tmp_path / "in.ipynb"
    nbformat.write(
        notebook(
            "epochs + 1",
            "text.chars().boxed().toList().toString()",
            "layers.size() + options.size() + missing.size()",
            "seed + \" \" + rate",
            parameters='var epochs = 1; var text = "";',
        ),
        source,
    )
    values = {
        "epochs": 3,
        "text": HARD,
        "layers": [1, 2],
        "options": {"a": 1, "b": "x"},
        "missing": {"a": None},
        "seed": 2**40,
        "rate": 5e-4,
    }
    done = papermill.execute_notebook(
        source, tmp_path / "out.ipynb", values, kernel_name="sonde", progress_bar=False, start_timeout=180
    )
    utf16 = HARD.encode("utf-16-be")
    units = [high << 8 | low for high, low in zip(utf16[::2], utf16[1::2])]
    results = [text_of(cell) for cell in done.cells if cell.cell_type == "code" and not cell.metadata.get("tags")]
    assert results == ["4", str(units), "5", f"{2**40} 5.0E-4"]


def test_nbconvert_executes_and_names_a_failure(tmp_path):
    nbformat.write(notebook("# Prose", "6 * 7"), tmp_path / "good.ipynb")
    good = python("nbconvert", "--to", "notebook", "--execute", "--output", "done", tmp_path / "good.ipynb")
    assert good.returncode == 0, good.stderr
    assert text_of(nbformat.read(tmp_path / "done.ipynb", 4).cells[1]) == "42"

    nbformat.write(notebook('throw new IllegalStateException("why it broke");'), tmp_path / "bad.ipynb")
    bad = python("nbconvert", "--to", "notebook", "--execute", "--output", "done", tmp_path / "bad.ipynb")
    assert bad.returncode != 0
    assert "why it broke" in bad.stderr


@pytest.mark.parametrize("code, status", [("6 * 7", 0), ('throw new IllegalStateException("why");', 1)])
def test_nbmake_passes_and_fails_with_the_notebook(tmp_path, code, status):
    nbformat.write(notebook(code), tmp_path / "trial.ipynb")
    done = python("pytest", "--nbmake", "-p", "no:cacheprovider", tmp_path / "trial.ipynb", cwd=tmp_path)
    assert done.returncode == status, done.stdout


def test_papermill_gives_a_parameter_to_a_notebook_of_this_project(tmp_path):
    """The committed notebooks were run before, and so carry the kernel's own spelling of its language."""
    done = papermill.execute_notebook(
        ROOT / "notebooks" / "vsr.ipynb",
        tmp_path / "vsr.ipynb",
        {"mostRelations": 5},
        kernel_name="sonde",
        cwd=ROOT,
        progress_bar=False,
        start_timeout=180,
    )
    assert "The 5 most frequent of 66 relations" in nbformat.writes(done)


def test_the_command_papermill_knows_java(tmp_path):
    source = tmp_path / "in.ipynb"
    nbformat.write(notebook("epochs + 1", parameters="var epochs = 1;"), source)
    command = [Path(sys.executable).with_name("papermill"), source, tmp_path / "out.ipynb", "-p", "epochs", "3"]
    subprocess.run([*command, "--kernel", "sonde", "--no-progress-bar"], check=True, cwd=tmp_path, capture_output=True)
    done = nbformat.read(tmp_path / "out.ipynb", 4)
    assert text_of(done.cells[-1]) == "4"
