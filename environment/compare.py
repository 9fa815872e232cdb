"""Compares two results.json: what a change of the code did to the numbers and verdicts, in Markdown, for a pull request.

The same two files give the same text. Only Python's own library is needed.
"""

import json
import re
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import harvest

PARTS = {"cells": list, "runs": dict, "notebooks": list}
# A sum in another order differs in the last of 16 digits; that is no news.
SAME = 1e-9


class NotResults(Exception):
    """The file is not what environment/reproduce writes; says what is wrong with it."""


@dataclass(frozen=True)
class Change:
    """A cell of both files that differs in some of its keys."""

    old: dict
    new: dict
    keys: frozenset

    @property
    def of_verdict(self) -> bool:
        return "verdict" in self.keys


def read(path: Path) -> dict:
    """The content of a results.json, or of the one in a report's folder; NotResults with the reason."""
    file = path / "results.json" if path.is_dir() else path
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        raise NotResults(f"{file} cannot be read: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise NotResults(f"{file} is no text in UTF-8: byte {error.start} is {error.object[error.start]:#04x}") from error
    except (ValueError, RecursionError) as error:
        raise NotResults(f"{file} is not JSON: {error}") from error
    problem = problem_of(content)
    if problem:
        raise NotResults(f"{file} is not a results.json of this project: {problem}")
    return content


def problem_of(content) -> str | None:
    """What keeps a JSON value from being a results.json."""
    if not isinstance(content, dict):
        return f"it holds a {type(content).__name__}, expected an object"
    for name, kind in PARTS.items():
        if not isinstance(content.get(name), kind):
            return f'"{name}" is {"missing" if name not in content else "no " + kind.__name__}'
    for number, cell in enumerate(content["cells"]):
        if not isinstance(cell, dict) or not isinstance(cell.get("item"), str):
            return f"cells[{number}] has no item"
        if cell.get("verdict") not in harvest.VERDICTS:
            return f"cells[{number}] has the verdict {cell.get('verdict')!r}, expected one of {', '.join(harvest.VERDICTS)}"
    for name in ("notebooks", "findings"):
        for number, one in enumerate(content.get(name) or []):
            if not isinstance(one, dict):
                return f"{name}[{number}] is a {type(one).__name__}, expected an object"
    return None


def placed(cells: list[dict]) -> dict[tuple, dict]:
    """The cells by where they stand; those of one place also by their order."""
    found, seen = {}, Counter()
    for cell in cells:
        place = tuple(json.dumps(cell.get(key)) for key in ("item", "row", "frozen", "column"))
        found[(*place, seen[place])] = cell
        seen[place] += 1
    return found


def changes(old: dict, new: dict) -> list[Change]:
    """The cells of both that differ in a number, the rule or the verdict, in the order of the new file."""
    before = placed(old["cells"])
    found = []
    for place, cell in placed(new["cells"]).items():
        other = before.get(place)
        if other is not None:
            keys = frozenset(key for key in compared(cell, other) if differs(other.get(key), cell.get(key)))
            found += [Change(other, cell, keys)] if keys else []
    return found


def compared(*cells: dict) -> list[str]:
    """What a cell says; the run's hash changes with every version and is no result, the notebook is where it is told."""
    place = {"item", "row", "frozen", "column", "run", "notebook"}
    return list(dict.fromkeys(key for cell in cells for key in cell if key not in place))


def differs(one, other) -> bool:
    if is_number(one) and is_number(other):
        return abs(one - other) > SAME * max(abs(one), abs(other))
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return any(differs(a, b) for a, b in zip(one, other))
    return one != other


def is_number(value) -> bool:
    return isinstance(value, (int, float)) and not isinstance(value, bool)


def render(old: dict, new: dict) -> str:
    """The difference in Markdown, in which nothing of the files' text is markup."""
    before, after, changed = placed(old["cells"]), placed(new["cells"]), changes(old, new)
    verdicts = [change for change in changed if change.of_verdict]
    numbers = [change for change in changed if not change.of_verdict]
    added = [cell for place, cell in after.items() if place not in before]
    gone = [cell for place, cell in before.items() if place not in after]
    parts = [
        "# Results, before and after",
        sources(old, new),
        counts(old["cells"], new["cells"]),
        notebooks(old, new),
        findings(old, new),
        section("Verdicts that changed", sorted(verdicts, key=by_weight), changed_table),
        section("Numbers and rules that changed", numbers, changed_table),
        section("New cells", added, cell_table),
        section("Gone cells", gone, cell_table),
    ]
    if not (changed or added or gone):
        parts.append("No cell differs.")
    return "\n\n".join(part for part in parts if part) + "\n"


def by_weight(change: Change) -> int:
    """What fails now comes first, what passed before next."""
    return 0 if change.new["verdict"] == "fail" else 1 if change.old["verdict"] == "pass" else 2


def section(title: str, content: list, table) -> str:
    return f"## {title} ({len(content)})\n\n{table(content)}" if content else ""


def sources(old: dict, new: dict) -> str:
    rows = []
    for name in ("scale", "version", "commit"):
        rows.append([name, *(plain(results.get(name, "unknown")) for results in (old, new))])
    table = markdown(["", "before", "after"], rows)
    if old.get("scale") != new.get("scale"):
        table += "\n\n**The scales differ**: these numbers are not of the same models and data."
    return table


def counts(old: list[dict], new: list[dict]) -> str:
    """How often each verdict was and is given, in all and by item where that changed."""
    before, after = harvest.count(old), harvest.count(new)
    rows = [["all", *(arrow(before[verdict], after[verdict]) for verdict in harvest.VERDICTS)]]
    for item in dict.fromkeys(cell["item"] for cell in [*new, *old]):
        was, now = (harvest.count([cell for cell in cells if cell["item"] == item]) for cells in (old, new))
        if was != now:
            rows.append([plain(item), *(arrow(was[verdict], now[verdict]) for verdict in harvest.VERDICTS)])
    return markdown(["verdicts", *harvest.VERDICTS], rows)


def notebooks(old: dict, new: dict) -> str:
    """Notebooks that end otherwise, came or went."""
    was, now = ({one.get("name"): one.get("status") for one in results["notebooks"]} for results in (old, new))
    lines = [
        f"- notebook {plain(name)}: {plain(was.get(name, 'absent'))} → {plain(now.get(name, 'absent'))}"
        for name in dict.fromkeys([*now, *was])
        if was.get(name) != now.get(name)
    ]
    return "\n".join(lines)


def findings(old: dict, new: dict) -> str:
    """Findings of the audit whose standing or verdict is another."""

    def told(results: dict) -> dict:
        return {one.get("id"): f"{one.get('standing')}, {one.get('verdict')}" for one in results.get("findings") or []}

    was, now = told(old), told(new)
    lines = [
        f"- finding {plain(name)}: {plain(was.get(name, 'absent'))} → {plain(now.get(name, 'absent'))}"
        for name in dict.fromkeys([*now, *was])
        if was.get(name) != now.get(name)
    ]
    return "\n".join(lines)


def changed_table(changed: list[Change]) -> str:
    rows = []
    for change in changed:
        other = sorted(change.keys - {"measured", "interval", "verdict"})
        rows.append(
            [
                place_of(change.new),
                *(both(change, key) for key in ("measured", "interval", "verdict")),
                "; ".join(f"{plain(key)} {both(change, key)}" for key in other),
            ]
        )
    return markdown(["cell", "measured", "interval", "verdict", "also"], rows)


def both(change: Change, key: str) -> str:
    was, now = (told(cell.get(key)) for cell in (change.old, change.new))
    if key not in change.keys:
        return now
    if was == now:  # they differ in a digit that is not shown
        was, now = (told(cell.get(key), "{!r}") for cell in (change.old, change.new))
    return f"{was or 'none'} → {now or 'none'}"


def cell_table(cells: list[dict]) -> str:
    keys = ("published", "measured", "interval", "verdict")
    return markdown(["cell", *keys], [[place_of(cell), *(told(cell.get(key)) for key in keys)] for cell in cells])


def place_of(cell: dict) -> str:
    place = (cell["item"], cell.get("row"), harvest.training(cell), cell.get("column"))
    return " · ".join(plain(part) for part in place if part)


def told(value, form: str = "{:.6g}") -> str:
    if value is None:
        return ""
    if isinstance(value, list):
        return "[" + ", ".join(told(one, form) for one in value) + "]"
    return form.format(value) if isinstance(value, float) and value % 1 else plain(value)


def arrow(was: int, now: int) -> str:
    return str(now) if was == now else f"{was} → **{now}**"


def plain(value) -> str:
    """Text that Markdown shows as it is, on one line."""
    text = re.sub(r"\s+", " ", f"{value:g}" if isinstance(value, float) else str(value)).strip()
    return re.sub(r"([\\`*_{}\[\]<>|#~@&])", r"\\\1", text)


def markdown(head: list[str], rows: list[list[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(line) + " |" for line in lines)
