"""The page of the human study as a participant uses it, in a real Chromium, and what Java makes of the saved file."""

import json
import re
import subprocess
from pathlib import Path

import pytest
from conftest import ROOT
from test_browser import CHROMIUM, SHOTS, Watched, browser, watched  # noqa: F401  fixtures

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium on PATH (Debian: apt install chromium)")
PRACTICE = 3


def java(*arguments) -> str:
    """What StudyTrial prints, run as a JShell user would run it, on the jars of the set-up."""
    home = json.loads((ROOT / ".venv/share/jupyter/kernels/sonde/kernel.json").read_text())["argv"][0]
    command = [home, "-cp", ROOT / "target/lib/*", Path(__file__).with_name("StudyTrial.java"), *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def study(tmp_path_factory) -> Path:
    folder = tmp_path_factory.mktemp("study")
    java("write", folder)
    return folder


@pytest.fixture
def key(study) -> dict:
    return json.loads((study / "study-key.json").read_text(encoding="utf-8"))


def start(watched, study, participant: str, name: str = "study.html") -> None:
    watched.page.goto((study / name).as_uri())
    watched.page.evaluate("() => { try { localStorage.clear() } catch {} }")  # of another participant
    watched.page.reload()
    watched.page.get_by_label("Your name or code").fill(participant)
    watched.page.get_by_role("checkbox").first.check()
    watched.page.get_by_role("button", name="Begin").click()


def practise(page) -> None:
    for _ in range(PRACTICE):
        page.keyboard.press("y")
        page.keyboard.press("Enter")


def open_pad(page) -> None:
    if not page.locator("#pad").is_visible():
        page.get_by_text("The object covers several locations").click()


def give(page, answer: dict) -> None:
    """Answers the item that is shown, by the keyboard where there is a key."""
    if answer["answer"]:
        page.keyboard.press(answer["answer"][0])
    if answer["incorrect"]:
        page.get_by_label("The phrase is factually incorrect").check()
    if answer["cells"]:
        open_pad(page)
    for cell in answer["cells"]:
        page.locator(f"#pad button[data-cell='{cell}']").click()
    page.get_by_role("button", name="Next").click()


def planned(key: dict, rater: int) -> dict:
    """Answers of a participant: some wrong, some with cells, some flagged, one left open but flagged."""
    answers = {}
    for i, item in enumerate(key["items"]):
        right = (i * 7 + rater * 3) % 11 != 0 and i % 17 != 0
        yes = item["match"] == right
        cells = [item["trueCell"], "top", "bottom"] if (i + rater) % 13 == 5 else []
        cells = list(dict.fromkeys(cells)) or ([item["cell"]] if (i + rater) % 13 == 6 else [])
        incorrect = (i + 2 * rater) % 19 == 4
        answer = None if i == 23 and incorrect else "yes" if yes else "no"
        answers[item["item"]] = {"answer": answer, "cells": cells, "incorrect": incorrect}
    return answers


def fleiss(counts: list[tuple[int, int]]) -> float:
    """Kappa by its definition, each item with its own number of raters."""
    shares = [sum(n * (n - 1) for n in row) / (sum(row) * (sum(row) - 1)) for row in counts]
    observed = sum(shares) / len(shares)
    total = sum(map(sum, counts))
    chance = sum((sum(row[j] for row in counts) / total) ** 2 for j in (0, 1))
    return (observed - chance) / (1 - chance)


def expected(key: dict, raters: list[dict]) -> dict:
    """The results by hand."""
    truth = {item["item"]: item["match"] for item in key["items"]}

    def kept(answer):
        return answer["answer"] and len(answer["cells"]) < 2 and not answer["incorrect"]

    def counts(counted, least):
        rows = [[r[i]["answer"] == "yes" for r in raters if i in r and counted(r[i])] for i in truth]
        return [(row.count(False), row.count(True)) for row in rows if len(row) >= least]

    def tally(rater, counted):
        judged = [(rater[i]["answer"] == "yes") == truth[i] for i in rater if counted(rater[i])]
        return sum(judged), len(judged)

    def pooled(counted):
        return " / ".join(str(sum(tally(rater, counted)[j] for rater in raters)) for j in (0, 1))

    def answered(answer):
        return bool(answer["answer"])

    each = [tally(rater, kept) for rater in raters]
    return {
        "kept": pooled(kept),
        "all": pooled(answered),
        "mean": sum(k / n for k, n in each) / len(each),
        "kappa": fleiss(counts(kept, len(raters))),
        "kappa of kept": fleiss(counts(kept, 2)),
        "kappa of all": fleiss(counts(answered, 2)),
        "missing": sum(len(truth) - len(rater) for rater in raters),
    }


def result(study: Path, *files) -> dict:
    lines = java("result", study, *files).splitlines()
    return dict(re.fullmatch(r"([a-z ]+?) ([-\d./ E]+)", line).groups() for line in lines[:7])


def download(page, folder: Path) -> Path:
    with page.expect_download() as happening:
        page.get_by_role("button", name="Save my answers").click()
    file = folder / happening.value.suggested_filename
    happening.value.save_as(file)
    return file


def test_three_participants_answer_everything_and_java_computes_the_same(watched, study, key, tmp_path):  # noqa: F811
    dialogs = []
    watched.page.on("dialog", lambda dialog: (dialogs.append(dialog.message), dialog.dismiss()))
    raters, files = [planned(key, rater) for rater in range(3)], []
    for number, rater in enumerate(raters):
        start(watched, study, f"P {number}")
        practise(watched.page)
        for item in key["items"]:
            give(watched.page, rater[item["item"]])
        assert watched.page.get_by_role("heading", name="All items are answered").is_visible()
        files.append(download(watched.page, tmp_path))
    assert [file.name for file in files] == [f"answers-P_{number}.json" for number in range(3)]
    saved = json.loads(files[1].read_text(encoding="utf-8"))
    assert (saved["study"], saved["participant"], saved["simulated"]) == (key["study"], "P 1", False)
    assert saved["order"] == [item["item"] for item in key["items"]]
    given = {a["item"]: {k: a[k] for k in ("answer", "cells", "incorrect")} for a in saved["answers"]}
    assert given == raters[1]
    assert sum(answer["milliseconds"] for answer in saved["answers"]) > 0
    found, by_hand = result(study, *files), expected(key, raters)
    for name, value in by_hand.items():
        assert found[name] == value if isinstance(value, str) else float(found[name]) == pytest.approx(value, abs=1e-12)
    assert (watched.errors, watched.foreign, dialogs) == ([], [], [])


def test_a_pause_a_reload_and_a_saved_file_lose_nothing(watched, study, key, browser, tmp_path):  # noqa: F811
    start(watched, study, "half")
    practise(watched.page)
    plan = planned(key, 0)
    ids = [item["item"] for item in key["items"]]
    for item in ids[:6]:
        give(watched.page, plan[item])
    watched.page.reload()
    watched.page.get_by_role("button", name="Continue", exact=True).click()
    assert watched.page.get_by_role("heading", name="Item 7 of 100").is_visible()
    watched.page.get_by_role("button", name="Skip for now").click()
    give(watched.page, plan[ids[7]])
    watched.page.get_by_role("button", name="Back").click()
    assert watched.page.locator("input[name=answer]:checked").get_attribute("value") == plan[ids[7]]["answer"]
    watched.page.get_by_role("button", name="Save and pause").click()
    assert watched.page.get_by_role("button", name="Go to item 7", exact=True).is_visible()
    file = download(watched.page, tmp_path)
    assert len(json.loads(file.read_text())["answers"]) == 7

    elsewhere = Watched(browser, 1000)
    elsewhere.page.goto((study / "study.html").as_uri())
    elsewhere.page.locator("#load").set_input_files(file)
    elsewhere.page.get_by_role("heading", name="Item 7 of 100").wait_for()
    give(elsewhere.page, plan[ids[6]])
    elsewhere.page.get_by_role("button", name="Save and pause").click()
    more = download(elsewhere.page, tmp_path)
    elsewhere.page.close()
    given = {answer["item"]: answer["answer"] for answer in json.loads(more.read_text())["answers"]}
    assert given == {item: plan[item]["answer"] for item in ids[:8]}


def test_files_of_something_else_are_refused(watched, study, tmp_path):  # noqa: F811
    watched.page.goto((study / "study.html").as_uri())
    problem = watched.page.get_by_role("alert")
    for text, reason in [
        ("no json", "not a file of answers"),
        ("null", "not a file of answers"),
        ('{"study": "other"}', "another study"),
    ]:
        (tmp_path / "wrong.json").write_text(text)
        watched.page.locator("#load").set_input_files([])
        watched.page.locator("#load").set_input_files(tmp_path / "wrong.json")
        problem.filter(has_text=reason).wait_for()
        assert not watched.page.locator("#asking").is_visible()
    assert watched.errors == []


def test_each_participant_has_an_own_order_that_does_not_change(watched, study, key):  # noqa: F811
    orders = {}
    for participant in ["a", "b", "a"]:
        start(watched, study, participant, "shuffled.html")
        order = watched.page.evaluate("state.order")
        assert sorted(order) == sorted(item["item"] for item in key["items"])
        assert orders.setdefault(participant, order) == order
    assert orders["a"] != orders["b"]


def test_practice_explains_and_items_do_not(watched, study):  # noqa: F811
    start(watched, study, "p")
    for _ in range(PRACTICE):
        watched.page.keyboard.press("n")
        assert re.match(r"(Right|Not quite): the answer is (yes|no)\.", watched.page.get_by_role("status").first.inner_text())
        watched.page.keyboard.press("Enter")
    watched.page.keyboard.press("n")
    assert watched.page.locator("#feedback").inner_text() == ""
    assert "</script><img src=x" in watched.page.evaluate("study.items.map(item => item.phrase).join()")
    assert watched.page.locator("img").count() == 1


def test_four_cells_at_most_in_the_order_of_their_choice(watched, study, key):  # noqa: F811
    start(watched, study, "cells")
    practise(watched.page)
    open_pad(watched.page)
    for cell in ["bottom", "top left", "middle", "top"]:
        watched.page.locator(f"#pad button[data-cell='{cell}']").click()
    assert watched.page.locator("#pad button[data-cell='bottom right']").is_disabled()
    watched.page.locator("#pad button[data-cell='top left']").click()
    first = key["items"][0]["item"]
    assert watched.page.evaluate(f"state.answers['{first}'].cells") == ["bottom", "middle", "top"]
    assert watched.page.get_by_role("button", name="middle, number 2").is_visible()


def test_a_browser_that_remembers_nothing_says_so_and_still_saves(browser, study, tmp_path):  # noqa: F811
    without = Watched(browser, 1000)
    without.page.add_init_script("Object.defineProperty(window, 'localStorage', {get() { throw new Error('no') }})")
    start(without, study, "p")
    practise(without.page)
    without.page.keyboard.press("y")
    assert without.page.get_by_text("This browser does not remember your answers").is_visible()
    without.page.get_by_role("button", name="Save and pause").click()
    assert len(json.loads(download(without.page, tmp_path).read_text())["answers"]) == 1
    assert without.errors == []
    without.page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 360])
def test_the_page_fits_and_its_text_is_readable(browser, study, width, scheme):  # noqa: F811
    SHOTS.mkdir(parents=True, exist_ok=True)
    shown = Watched(browser, 800)
    shown.page.set_viewport_size({"width": width, "height": 800})
    shown.page.emulate_media(color_scheme=scheme)
    start(shown, study, "p")
    practise(shown.page)
    open_pad(shown.page)
    shown.page.keyboard.press("y")
    shown.page.screenshot(path=SHOTS / f"study-{width}-{scheme}.png", full_page=True)
    assert shown.page.evaluate("document.documentElement.scrollWidth") <= width
    assert min(shown.page.evaluate(CONTRASTS)) >= 4.5
    shown.page.close()


# The contrast, as WCAG defines it, of each visible text with what lies behind it.
CONTRASTS = """() => {
  const numbers = colour => colour.match(/[\\d.]+/g).map(Number);
  const light = colour => {
    const [r, g, b] = numbers(colour).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4);
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const behind = e => {
    const colour = getComputedStyle(e).backgroundColor;
    return numbers(colour)[3] === 0 && e.parentElement ? behind(e.parentElement) : colour;
  };
  const texts = [...document.querySelectorAll('main:not([hidden]) *')].filter(e => e.checkVisibility() &&
    !e.disabled && [...e.childNodes].some(n => n.nodeType === 3 && n.data.trim()));
  return texts.map(e => [light(getComputedStyle(e).color), light(behind(e))])
    .map(([a, b]) => (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05));
}"""
