"""The report's page: its order, the way from each number to its run, and that it needs nothing else."""

import re

import harvest
import items
import nbformat
import page
import provenance
from bs4 import BeautifulSoup
from conftest import notebook
from runner import Ran

PIXEL = "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
RUN = {
    "parameters": {"model": "Q-Former", "training": "frozen", "task": "VSR", "version": "0.1.0", "options": "rate <1e-4>"},
    "data": "d" * 64, "weights": "e" * 64, "seed": 3, "device": "cpu", "seconds": 12.5,
}  # fmt: skip


def cell(item: str, row: str = "Q-Former", **other) -> dict:
    return {"item": item, "row": row, "frozen": True, "column": "VSR test", "published": 64.97, "measured": 61.25,
            "interval": [59.0, 63.5], "k": None, "n": 2195, "p": None, "seeds": 3, "rule": "a rule", "verdict": "pass",
            "run": "0123456789abcdef"} | other  # fmt: skip


def ran(name: str, *cells: dict, title: str | None = None) -> Ran:
    made = notebook(f"# {title or name}", "1")
    bundle = {"cells": list(cells), "runs": {"0123456789abcdef": RUN}}
    figure = {"application/vnd.plotly.v1+json": {"data": [], "layout": {"height": 300}}, "image/png": PIXEL}
    made.cells[1].outputs = [
        nbformat.v4.new_output("display_data", data={harvest.MIME: bundle} if cells else {"text/plain": "x"}),
        nbformat.v4.new_output("display_data", data=figure),
    ]
    return Ran(name, made, 1.0, None, None)


def rendered(*notebooks: Ran) -> BeautifulSoup:
    results = {"scale": "mini", "version": "0.1.0", "commit": "c", "wall_seconds": 1.0, **harvest.results(notebooks)}
    return BeautifulSoup(page.render(results, notebooks), "html.parser")


def test_the_papers_items_come_first_in_its_order():
    names = ["beyond-queries", "start", "audit", "figure-2", "appendix-a", "table-10", "table-2", "model", "table-1"]
    soup = rendered(*(ran(name) for name in names))
    assert [section["id"] for section in soup.select("section.notebook")] == [
        f"notebook-{name}"
        for name in "table-1 table-2 figure-2 appendix-a audit beyond-queries start model table-10".split()
    ]
    assert [group.contents[0].strip() for group in soup.select("nav .group")] == list(items.GROUPS)


def test_titles_of_items_are_the_papers():
    assert items.title("table-1") == "Table 1" and items.title("figure-2") == "Figure 2"
    assert items.title("appendix-a") == "Appendix A" and items.title("beyond-queries") == "Beyond: queries"


def test_an_item_is_named_once_where_its_notebook_names_it_too():
    heading = rendered(ran("figure-1", title="Figure 1: two ways to ask")).select_one("#notebook-figure-1 h2")
    assert heading.get_text() == "Figure 1 two ways to ask"


def test_each_item_has_its_counts_its_notebook_and_its_picture():
    soup = rendered(ran("table-1", cell("table-1"), cell("table-1", "ViLT", verdict="fail")), ran("figure-1"))
    rows = {row.th.get_text(): row for row in soup.select(".summary tbody tr")}
    assert [one.get_text() for one in rows["Table 1"].select("td")][1:5] == ["1", "1", "0", "0"]
    assert rows["Table 1"].select_one(".where a")["href"] == "table-1.ipynb"
    assert [one.get_text() for one in rows["Figure 1"].select("td")][1:5] == ["–"] * 4
    assert [card["href"] for card in soup.select(".card")] == ["#notebook-table-1", "#notebook-figure-1"]
    assert all(card.img["src"].startswith("data:image/png") for card in soup.select(".card"))


def test_every_number_leads_to_the_run_that_it_comes_from():
    soup = rendered(ran("table-1", cell("table-1"), cell("table-1", "ViLT", run="gone")))
    first, second = soup.select("#notebook-table-1-numbers tbody tr")
    texts = [one.get_text() for one in first.find_all(["th", "td"])]
    assert texts == ["Q-Former frozen", "VSR test", "64.97", "61.25", "59 – 63.5", "2195", "3", "", "pass", RUN_HASH]
    assert second.a is None and "gone" in second.get_text()

    run = soup.find(id=first.a["href"].removeprefix("#"))
    facts = {row.dt.get_text(): row.dd.get_text() for row in run.select("dl div")}
    assert run.h3.get_text() == f"{RUN_HASH} Q-Former, frozen, VSR"
    assert facts["weights"] == f"SHA-256 {'e' * 64}" and facts["data"] == f"SHA-256 {'d' * 64}"
    assert facts["seed"] == "3" and facts["device"] == "cpu" and facts["version"] == "0.1.0"
    assert facts["options"] == "rate <1e-4>" and facts["seconds"] == "12.5"


RUN_HASH = "0123456789abcdef"


def test_all_links_inside_the_page_lead_somewhere_and_no_id_is_twice():
    soup = rendered(ran("table-1", cell("table-1"), cell("appendix-a")), ran("start"), ran("beyond-vsr", cell("beyond-vsr")))
    ids = [one["id"] for one in soup.find_all(id=True)]
    assert len(ids) == len(set(ids))
    inner = {link["href"][1:] for link in soup.find_all("a", href=re.compile("^#"))}
    assert inner <= set(ids)


def test_the_page_loads_nothing():
    soup = rendered(ran("table-1", cell("table-1")))
    assert not soup.find_all(["link", "img", "script", "iframe"], src=re.compile("^(?!data:)"))
    assert [link["href"] for link in soup.find_all("link")] == ["data:,"]


def test_text_of_a_run_is_no_markup():
    hostile = cell("table-1", "<b>row</b>", rule='"><i>', run=RUN_HASH)
    html = str(rendered(ran("table-1", hostile)))
    assert "<b>row" not in html and "<i>" not in html.replace('<i class="', "") and "rate <1e-4>" not in html


def test_a_run_without_a_model_is_named_by_what_was_computed():
    assert provenance.what({"computed": "audit", "check": "table-2-counts"}) == "audit, table-2-counts"
    assert provenance.what({}) == "computed"


def test_whole_numbers_are_shown_whole():
    assert [harvest.number(one) for one in (46000.0, 64.97, 3, 0.8098)] == ["46000", "64.97", "3", "0.8098"]
