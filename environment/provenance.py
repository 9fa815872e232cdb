"""Where each number of the report comes from: the runs of results.json, as the page shows them."""

import harvest

# Told in places of their own, not among the settings.
APART = {"version", "computed", "model", "task", "training"}


def runs(results: dict) -> list[dict]:
    """Each run once, in the order of the file, with what used it; a run that no cell names is left out."""
    used = {}
    for cell in results["cells"]:
        used.setdefault(cell["run"], []).append(cell)
    return [described(name, results["runs"][name], cells) for name, cells in used.items() if name in results["runs"]]


def described(name: str, run: dict, cells: list[dict]) -> dict:
    parameters = run.get("parameters") or {}
    return {
        "hash": name,
        "anchor": anchor(name),
        "what": what(parameters),
        "cells": len(cells),
        "notebooks": list(dict.fromkeys(cell["notebook"] for cell in cells)),
        "facts": facts(run, parameters),
        "settings": {key: value for key, value in sorted(parameters.items()) if key not in APART},
    }


def what(parameters: dict) -> str:
    """The run in a line, such as `Q-Former, frozen, VSR`, or what was computed."""
    told = [parameters.get(key) for key in ("model", "training", "task")]
    told = told if any(told) else [parameters.get(key) for key in ("computed", "check", "what")]
    return ", ".join(str(one) for one in told if one) or "computed"


def facts(run: dict, parameters: dict) -> dict[str, str]:
    """What determines it beside its settings, in words; what does not take part is left out."""
    seconds = run.get("seconds")
    told = {
        "weights": hashed(run.get("weights")),
        "data": hashed(run.get("data")),
        "seed": "" if run.get("seed") is None else str(run["seed"]),
        "device": run.get("device") or "",
        "version": parameters.get("version") or "",
        "seconds": "" if seconds is None else f"{seconds:.1f}",
    }
    return {key: value for key, value in told.items() if value}


def hashed(value) -> str:
    return f"SHA-256 {value}" if value else ""


def anchor(name: str) -> str:
    return f"run-{name}"


def rows(cells: list[dict], results: dict) -> list[dict]:
    """The cells as rows of a table; a run's link leads to it where the file has it."""
    return [row(cell, results) for cell in cells]


def row(cell: dict, results: dict) -> dict:
    interval = cell.get("interval")
    return {
        "row": f"{cell.get('row') or ''} {harvest.training(cell)}".strip(),
        "column": cell.get("column") or "",
        "published": shown(cell.get("published")),
        "measured": shown(cell.get("measured")),
        "interval": "" if not interval or None in interval else f"{shown(interval[0])} – {shown(interval[1])}",
        "n": counted(cell),
        "seeds": cell.get("seeds") or "",
        "p": shown(cell.get("p")),
        "rule": cell.get("rule") or "",
        "verdict": cell["verdict"],
        "run": cell.get("run"),
        "anchor": anchor(cell["run"]) if cell.get("run") in results["runs"] else None,
    }


def counted(cell: dict) -> str:
    n = "" if cell.get("n") is None else str(cell["n"])
    return n if cell.get("k") is None else f"{cell['k']} / {n}"


def shown(value) -> str:
    return "" if value is None else harvest.number(value)
