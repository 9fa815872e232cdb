"""environment/reproduce --compare: what it says of two results.json, and of files that are none."""

import copy
import json
import subprocess
from pathlib import Path

import compare
import pytest
from conftest import ROOT


def cell(row="Q-Former", column="VSR test", **other) -> dict:
    made = {
        "notebook": "table-1", "item": "table-1", "row": row, "frozen": True, "column": column, "published": 64.97,
        "measured": 61.25, "interval": [59.0, 63.5], "k": None, "n": 2195, "p": None, "seeds": 3, "rule": "a rule",
        "verdict": "pass", "run": "abc",
    }  # fmt: skip
    return made | other


def results(*cells: dict, **other) -> dict:
    made = {
        "scale": "mini", "version": "0.1.0", "commit": "f00d", "wall_seconds": 1.0, "findings": [], "cells": list(cells),
        "runs": {}, "notebooks": [{"name": "table-1", "status": "ok"}],
    }  # fmt: skip
    return made | other


def test_equal_results_differ_in_no_cell():
    text = compare.render(results(cell()), results(cell(run="another", notebook="elsewhere"), commit="beef"))
    assert "No cell differs." in text and "| commit | f00d | beef |" in text and "##" not in text


def test_changed_verdict_is_told_with_both_sides_and_what_fails_comes_first():
    old = results(cell("a", verdict="fail"), cell("b"), cell("c", measured=1.0))
    new = results(cell("a"), cell("b", verdict="fail", measured=40.5, interval=[38.0, 43.0]), cell("c", measured=2.0))
    text = compare.render(old, new)
    assert "| all | 2 | 1 | 0 | 0 |" in text
    verdicts = text[text.index("## Verdicts that changed (2)") : text.index("## Numbers")]
    assert verdicts.index("table-1 · b · frozen · VSR test") < verdicts.index("table-1 · a · frozen · VSR test")
    assert "| 61.25 → 40.5 | [59, 63.5] → [38, 43] | pass → fail |" in verdicts
    assert "1 → 2" in text[text.index("## Numbers and rules that changed (1)") :]


def test_counts_of_verdicts_change_by_item():
    text = compare.render(results(cell()), results(cell(), cell(item="figure-2", verdict="not run")))
    assert "| all | 1 | 0 | 0 → **1** | 0 |" in text
    assert "| figure-2 | 0 | 0 | 0 → **1** | 0 |" in text and "| table-1 |" not in text


@pytest.mark.parametrize(
    "key, value, told",
    [
        ("interval", [59.0, 64.0], "[59, 63.5] → [59, 64]"),
        ("interval", None, "[59, 63.5] → none"),
        ("rule", "a laxer rule", "rule a rule → a laxer rule"),
        ("published", 65.0, "published 64.97 → 65"),
        ("seeds", 1, "seeds 3 → 1"),
        ("measured", 61.25 + 1e-7, "61.25 → 61.2500001"),
    ],
)
def test_every_change_of_a_number_or_rule_is_told(key, value, told):
    assert told in compare.render(results(cell()), results(cell(**{key: value})))


def test_rounding_of_the_last_digits_is_no_change():
    assert "No cell differs." in compare.render(results(cell(measured=0.1 + 0.2)), results(cell(measured=0.3)))


def test_new_and_gone_cells_are_listed():
    text = compare.render(results(cell("old one"), cell("kept")), results(cell("kept"), cell("new one", frozen=False)))
    assert "table-1 · new one · joint" in text[text.index("## New cells (1)") : text.index("## Gone")]
    assert "table-1 · old one · frozen" in text[text.index("## Gone cells (1)") :]


def test_cells_of_one_place_are_compared_in_their_order():
    old = results(cell(measured=1.0), cell(measured=2.0))
    text = compare.render(old, results(cell(measured=1.0), cell(measured=3.0), cell(measured=4.0)))
    assert "2 → 3" in text and "changed (1)" in text and "New cells (1)" in text


def test_notebooks_and_findings_that_end_otherwise_are_told():
    found = {"id": "table-2-counts", "standing": "consistent", "verdict": "pass"}
    old = results(findings=[found])
    new = results(findings=[found | {"verdict": "fail"}], notebooks=[{"name": "table-1", "status": "failed"}])
    text = compare.render(old, new)
    assert "- notebook table-1: ok → failed" in text
    assert "- finding table-2-counts: consistent, pass → consistent, fail" in text


def test_other_scale_is_warned_of():
    assert "The scales differ" in compare.render(results(), results(scale="paper"))


def test_text_of_the_files_is_no_markup():
    text = compare.render(results(), results(cell("<b>|x`*\n# y", rule="r")))
    assert "\\<b\\>\\|x\\`\\* \\# y" in text and "\n# y" not in text


def test_the_text_is_the_same_each_time_and_neither_file_is_changed():
    old, new = results(cell("a"), cell("b")), results(cell("b", verdict="fail", n=1, seeds=1), cell("c"))
    kept = copy.deepcopy((old, new))
    assert compare.render(old, new) == compare.render(old, new) and (old, new) == kept


@pytest.mark.parametrize(
    "content, told",
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"\xff\xfe", "is no text in UTF-8: byte 0 is 0xff"),
        (b"[" * 100_000, "is not JSON"),
        (b"[]", "it holds a list, expected an object"),
        (b'{"runs": {}, "notebooks": []}', '"cells" is missing'),
        (b'{"cells": {}, "runs": {}, "notebooks": []}', '"cells" is no list'),
        (b'{"cells": [1], "runs": {}, "notebooks": []}', "cells[0] has no item"),
        (b'{"cells": [{"item": "a", "verdict": "maybe"}], "runs": {}, "notebooks": []}', "the verdict 'maybe'"),
        (b'{"cells": [], "runs": {}, "notebooks": [1]}', "notebooks[0] is a int"),
    ],
)
def test_file_that_is_no_results_is_refused_with_the_reason(tmp_path, content, told):
    file = tmp_path / "old.json"
    file.write_bytes(content)
    with pytest.raises(compare.NotResults) as problem:
        compare.read(file)
    assert told in str(problem.value) and str(file) in str(problem.value)


def command(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([ROOT / "environment" / "reproduce", *arguments], capture_output=True, text=True, **options)


def test_the_command_compares_without_a_set_up(tmp_path):
    (tmp_path / "report").mkdir()
    (tmp_path / "report" / "results.json").write_text(json.dumps(results(cell(verdict="fail"))))
    (tmp_path / "old.json").write_text(json.dumps(results(cell())))
    done = command("--compare", "old.json", "--out", "report", cwd=tmp_path, timeout=20)
    assert done.returncode == 0 and done.stderr == "" and "pass → fail" in done.stdout
    assert not Path(tmp_path / "target").exists()


def test_the_command_names_the_file_that_is_missing_and_what_to_give(tmp_path):
    done = command("--compare", tmp_path / "none.json", "--out", tmp_path, timeout=20)
    assert done.returncode == 2 and done.stdout == "" and "none.json cannot be read: No such file" in done.stderr
    assert "Name a results.json" in done.stderr and "Traceback" not in done.stderr
