"""Notebooks and report as a reader sees them, in a real Chromium without a network."""

import json
import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import harvest
import java_parameters  # noqa: F401  papermill learns Java
import nbformat
import page
import papermill
import pytest
import runner
from conftest import FIGURE, ROOT, SHOW, cells_code, notebook
from progress import Progress
from runner import Ran

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH (Debian: apt install chromium)")
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
# What takes minutes of joint training is opened as committed; SONDE_TEST_ALL=1 runs it, too. One notebook of each kind is run
# again in Lab, by Lab's own kernel: with tables, figures, pictures, interactive views, runs of the paper.
LONG = "table-1 table-2 table-3 table-4 table-5 figure-2 figure-4 figure-5 appendix-c beyond-objects".split()
RUN = [path for path in NOTEBOOKS if os.environ.get("SONDE_TEST_ALL") or path.stem not in LONG]
AGAIN = [path for path in RUN if path.stem in ("start", "audit", "model", "probing", "beyond-boxes")]
MOST_SECONDS = 900  # of a cell
SHOTS = ROOT / "target" / "screenshots"
SETTINGS = {
    "@jupyterlab/apputils-extension:notification": {"fetchNews": "false", "checkForUpdates": False},
    # All cells are on the page, not only those in view.
    "@jupyterlab/notebook-extension:tracker": {"windowingMode": "none"},
}


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    SHOTS.mkdir(parents=True, exist_ok=True)
    with sync_playwright() as playwright:
        arguments = ["--disable-gpu", *(["--no-sandbox"] if os.geteuid() == 0 else [])]
        chromium = playwright.chromium.launch(executable_path=CHROMIUM, args=arguments)
        yield chromium
        chromium.close()


class Watched:
    """A page, the errors that its console showed, and the hosts that it asked."""

    def __init__(self, browser, height: int):
        self.page = browser.new_page(viewport={"width": 1300, "height": height})
        self.errors, self.foreign = [], []
        self.page.on("console", lambda message: message.type == "error" and self.errors.append(message.text))
        self.page.on("pageerror", lambda error: self.errors.append(str(error)))
        self.page.on("request", lambda request: self._asked(request.url))

    def _asked(self, url: str) -> None:
        if not url.startswith(("file:", "data:", "blob:", "http://127.0.0.1:", "ws://127.0.0.1:")):
            self.foreign.append(url)


@pytest.fixture
def watched(browser):
    one = Watched(browser, 2400)
    yield one
    one.page.close()


@pytest.fixture(scope="module")
def executed(tmp_path_factory) -> Path:
    """The notebooks as a reader gets them: executed, never trusted."""
    folder = tmp_path_factory.mktemp("lab")
    for path in set(NOTEBOOKS) - set(RUN):
        shutil.copy(path, folder)
    # As reproduce runs them. Their runs are kept: the tests that run them again in Lab find them computed.
    ran = runner.run_all(RUN, folder, ROOT, MOST_SECONDS, Progress(sys.stderr))
    assert [(one.name, one.error) for one in ran if one.error] == []
    return folder


@pytest.fixture(scope="module")
def lab(executed, quiet_jupyter):
    """The address of a JupyterLab on the executed notebooks."""
    config = Path(quiet_jupyter["JUPYTER_CONFIG_DIR"]) / "labconfig"
    config.mkdir(parents=True)
    (config / "default_setting_overrides.json").write_text(json.dumps(SETTINGS))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    options = ["--no-browser", "--allow-root", "--ip=127.0.0.1", f"--port={port}", "--IdentityProvider.token="]
    with open(SHOTS / "lab.log", "w") as log:
        server = subprocess.Popen(
            [sys.executable, "-m", "jupyterlab", *options, f"--ServerApp.root_dir={executed}"],
            env=quiet_jupyter,
            stdout=log,
            stderr=log,
        )
        address = f"http://127.0.0.1:{port}"
        for _ in range(120):
            try:
                urllib.request.urlopen(f"{address}/api", timeout=1)
                break
            except OSError:
                assert server.poll() is None, (SHOTS / "lab.log").read_text()
                time.sleep(0.5)
        yield address
        server.terminate()
        server.wait(30)


def expected(path: Path) -> tuple[int, int]:
    """(figures, tables) that the notebook's outputs hold."""
    cells = [cell for cell in nbformat.read(path, 4).cells if cell.cell_type == "code"]
    bundles = [output.data for cell in cells for output in cell.outputs if "data" in output]
    figures = [bundle for bundle in bundles if page.PLOTLY in bundle]
    tables = sum(str(bundle.get("text/html", "")).count("<table") for bundle in bundles if bundle not in figures)
    return len(figures), tables


VISIBLE = """selector => [...document.querySelectorAll(selector)].filter(element => {
  const box = element.getBoundingClientRect();
  return box.width > 20 && box.height > 20;
}).length"""
# Lab shows a figure's picture at once and the live figure when the mouse is over it.
FIGURES = ".jp-RenderedPlotly .js-plotly-plot, .jp-RenderedPlotly img"
TABLES = ".jp-OutputArea-output table"
PROMPTS = "[...document.querySelectorAll('.jp-CodeCell .jp-InputPrompt')].map(prompt => prompt.textContent)"


def open_notebook(watched: Watched, lab: str, name: str):
    watched.page.goto(f"{lab}/lab/tree/{name}?reset", wait_until="load", timeout=90_000)
    watched.page.wait_for_selector(".jp-Notebook .jp-CodeCell", timeout=90_000)
    watched.page.wait_for_timeout(4000)


def check_shown(watched: Watched, path: Path, shot: str) -> None:
    figures, tables = expected(path)
    watched.page.screenshot(path=SHOTS / shot)
    assert watched.page.evaluate(VISIBLE, FIGURES) >= figures
    assert watched.page.evaluate(VISIBLE, TABLES) >= tables
    assert watched.page.evaluate(VISIBLE, ".jp-mod-error, .jp-OutputArea-output[data-mime-type*=stderr]") == 0
    assert watched.errors == []
    assert watched.foreign == []


@pytest.mark.parametrize("source", NOTEBOOKS, ids=lambda path: path.stem)
def test_lab_shows_a_notebook_that_nobody_trusted(watched, lab, executed, source):
    open_notebook(watched, lab, source.name)
    check_shown(watched, executed / source.name, f"{source.stem}-opened.png")


@pytest.mark.parametrize("source", AGAIN, ids=lambda path: path.stem)
def test_lab_runs_a_notebook(watched, lab, executed, source):
    open_notebook(watched, lab, source.name)
    watched.page.locator(".jp-Notebook").first.click(position={"x": 5, "y": 5})
    watched.page.get_by_text("Run", exact=True).first.click()
    watched.page.get_by_text("Run All Cells", exact=True).click()
    # The notebook came with the numbers of its last run: first they must go, then come back.
    watched.page.wait_for_function(f"() => {PROMPTS}.some(text => text.includes('*'))", timeout=60_000)
    watched.page.wait_for_function(f"() => !{PROMPTS}.some(text => text.includes('*'))", timeout=600_000)
    watched.page.wait_for_timeout(2000)
    check_shown(watched, executed / source.name, f"{source.stem}-run.png")


@pytest.fixture(scope="module")
def report(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("report")
    made = notebook("# Trial <script>alert(1)</script>\n\n## Part", SHOW, FIGURE, FIGURE, cells_code("fail"))
    nbformat.write(made, folder / "in.ipynb")
    done = papermill.execute_notebook(
        folder / "in.ipynb", folder / "trial.ipynb", kernel_name="sonde", progress_bar=False, start_timeout=180
    )
    ran = [Ran("trial", done, 1.0, None, None)]
    results = {"scale": "mini", "version": "0", "commit": "c", "wall_seconds": 1.0, **harvest.results(ran)}
    (folder / "index.html").write_text(page.render(results, ran), encoding="utf-8")
    return folder / "index.html"


@pytest.mark.parametrize("width", [1300, 420])
def test_report_is_live_offline_and_quiet(watched, report, width):
    dialogs = []
    watched.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    watched.page.set_viewport_size({"width": width, "height": 1000})
    watched.page.goto(report.as_uri())
    watched.page.wait_for_function("() => document.querySelectorAll('.plot .main-svg').length >= 2")
    watched.page.wait_for_timeout(1000)
    watched.page.screenshot(path=SHOTS / f"report-{width}.png", full_page=True)
    assert watched.page.locator(".js-plotly-plot").count() == 2
    assert watched.page.get_by_text("What fails").is_visible()
    assert watched.page.evaluate("document.documentElement.scrollWidth") <= width
    assert (watched.errors, watched.foreign, dialogs) == ([], [], [])


def test_report_without_scripts_shows_the_pictures(browser, report):
    page_without = browser.new_context(java_script_enabled=False).new_page()
    page_without.goto(report.as_uri())
    assert [picture.is_visible() for picture in page_without.locator(".figure .still img").all()] == [True, True]
    page_without.context.close()
