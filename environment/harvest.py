"""Collects the judged cells and the runs behind them from executed notebooks: the content of results.json.

A notebook shows a comparison as one more form of its output, `application/vnd.sonde.cells+json`:
    {"cells": [{"item": "table-1", "row": …, "verdict": "pass", "run": HASH, …}], "runs": {HASH: {…}}}
An audit adds its "findings": [{"id": …, "title": …, "standing": "contradiction", "verdict": "pass"}].
"""

import json
import math

MIME = "application/vnd.sonde.cells+json"
VERDICTS = ("pass", "fail", "not run", "not comparable")
# The keys of a cell and of a run, each of them in every one: a kernel leaves out what is null, and a saved notebook has
# its keys in alphabetical order.
CELL = "notebook item row frozen column published measured interval k n p seeds rule verdict run".split()
RUN = "parameters data weights seed device seconds".split()


def results(ran) -> dict:
    """Cells in the order of the notebooks, runs by hash, and how each notebook ended."""
    cells, runs, findings, notebooks = [], {}, [], []
    for one in ran:
        error = one.error
        try:
            found = cells_of(one)
        except ValueError as problem:  # what cannot be read cannot pass
            found, error = [], error or str(problem)
        for bundle, seconds in found:
            cells += [filled(CELL, {"notebook": one.name, **finite(judged)}) for judged in bundle["cells"]]
            for name, run in (bundle.get("runs") or {}).items():
                runs.setdefault(name, filled(RUN, {"seconds": seconds, **finite(run)}))
            findings += [{"notebook": one.name, **finite(finding)} for finding in bundle.get("findings") or []]
        notebooks.append(
            {
                "name": one.name,
                "status": "failed" if error else "ok",
                "seconds": one.seconds,
                "failed_cell": one.failed_cell,
                "error": error,
            }
        )
    return {"findings": findings, "cells": cells, "runs": runs, "notebooks": notebooks}


def cells_of(one) -> list[tuple[dict, float | None]]:
    """(bundle, seconds of the code cell) of each comparison that the notebook shows; ValueError if malformed."""
    found, seen = [], set()
    for number, cell in enumerate((c for c in one.notebook.cells if c.cell_type == "code"), 1):
        for output in cell.outputs:
            bundle = output.get("data", {}).get(MIME)
            if bundle is None:
                continue
            try:
                bundle = json.loads(bundle) if isinstance(bundle, str) else bundle
                check(bundle)
            except (ValueError, TypeError, KeyError, AttributeError) as problem:
                raise ValueError(f"code cell {number} shows results that cannot be read: {problem!r}") from problem
            key = json.dumps(bundle, sort_keys=True)
            if key not in seen:  # the same comparison shown twice counts once
                seen.add(key)
                found.append((bundle, cell.metadata.get("papermill", {}).get("duration")))
    return found


def check(bundle: dict) -> None:
    for cell in bundle["cells"]:
        if cell["verdict"] not in VERDICTS:
            raise ValueError(f"the verdict {cell['verdict']!r} of {cell['item']} is none of {', '.join(VERDICTS)}")
    for finding in bundle.get("findings") or []:
        if finding["verdict"] not in VERDICTS:
            raise ValueError(f"the verdict {finding['verdict']!r} of the finding {finding['id']} is unknown")
    dict((bundle.get("runs") or {}).items())


def filled(keys: list[str], record: dict) -> dict:
    """The record with all of these keys first, null where it has none, and its other keys after them."""
    return {key: record.get(key) for key in keys} | {key: item for key, item in record.items() if key not in keys}


def finite(value):
    """The value with null in place of NaN and the infinities, which JSON does not know."""
    if isinstance(value, float) and not math.isfinite(value):
        return None
    if isinstance(value, dict):
        return {key: finite(item) for key, item in value.items()}
    if isinstance(value, list):
        return [finite(item) for item in value]
    return value


def count(cells: list[dict]) -> dict[str, int]:
    """How many cells have each verdict; every verdict has an entry."""
    return {verdict: sum(cell["verdict"] == verdict for cell in cells) for verdict in VERDICTS}


def describe(cell: dict) -> str:
    """The cell in one line: where it stands, what was published, what we measured."""
    place = [cell.get("item"), cell.get("row"), cell.get("column")]
    place.append(training(cell))
    text = " · ".join(str(part) for part in place if part not in (None, ""))
    numbers = [f"{key} {number(cell[key])}" for key in ("published", "measured") if cell.get(key) is not None]
    if numbers:
        text += ": " + ", ".join(numbers)
    interval = cell.get("interval")
    if isinstance(interval, list) and len(interval) == 2 and None not in interval:
        text += f" [{number(interval[0])}, {number(interval[1])}]"
    return f"{text}. Rule: {cell['rule']}" if cell.get("rule") else text


def training(cell: dict) -> str:
    """How the resampler of a cell was trained; empty where there is none."""
    return {True: "frozen", False: "joint"}.get(cell.get("frozen"), "")


def number(value: float) -> str:
    """A number for reading: four digits of a fraction, whole numbers as they are."""
    return f"{value:.4g}" if isinstance(value, float) and value % 1 else f"{value:.0f}"
