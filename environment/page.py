"""Renders the report's one page: all prose, tables and figures, self-contained, for a browser without a network."""

import base64
import functools
import hashlib
import html
import json
from pathlib import Path

import jinja2
import plotly
from bs4 import BeautifulSoup
from markupsafe import Markup
from nbconvert.filters.ansi import ansi2html
from nbconvert.filters.highlight import Highlight2HTML
from nbconvert.filters.markdown import markdown2html
from pygments.formatters import HtmlFormatter

import harvest
import items
import provenance

TEMPLATE = Path(__file__).resolve().parent / "template"
PLOTLY = "application/vnd.plotly.v1+json"
PAPERMILL_NOTES = {"papermill-error-cell-tag", "papermill-error-cell", "injected-parameters"}


def render(results: dict, ran) -> str:
    """The page's HTML. Its Content-Security-Policy lets only the two scripts of this page run and nothing load."""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATE), autoescape=True, trim_blocks=True, lstrip_blocks=True
    )
    environment.undefined = jinja2.StrictUndefined
    scripts = [plotly_script(), (TEMPLATE / "page.js").read_text(encoding="utf-8")]
    sections = [Section(one, results) for one in sorted(ran, key=lambda one: items.order(one.name))]
    return environment.get_template("index.html.j2").render(
        results=results,
        counts=harvest.count(results["cells"]),
        items=[Item(name, sections, results) for name in names_of_items(results, sections)],
        groups=by_group(sections),
        runs=provenance.runs(results),
        standings=by_standing(results["findings"]),
        shown_findings={finding for section in sections for finding in section.findings},
        finding_anchor=finding_anchor,
        remeasured=any(str(cell["item"]).startswith(("table-", "figure-")) for cell in results["cells"]),
        title_of=items.title,
        describe=harvest.describe,
        sections=sections,
        style=Markup((TEMPLATE / "page.css").read_text(encoding="utf-8") + code_style()),
        scripts=[Markup(script) for script in scripts],
        policy=" ".join(f"'sha256-{digest(script)}'" for script in scripts),
    )


def names_of_items(results: dict, sections: list) -> list[str]:
    """Items that have numbers, and items of the paper that are only shown, as Figure 1; in the report's order."""
    numbered = {str(cell["item"]) for cell in results["cells"]}
    shown = {section.name for section in sections if section.name in items.PAPER}
    return sorted(numbered | shown, key=items.order)


def by_group(sections: list) -> dict[str, list]:
    """The sections of each part of the report, empty parts left out."""
    groups = {group: [one for one in sections if items.group(one.name) == group] for group in items.GROUPS}
    return {group: found for group, found in groups.items() if found}


class Item:
    """A table, a figure, an appendix: how its numbers fare, where it is shown, and its picture."""

    def __init__(self, name: str, sections: list, results: dict):
        cells = [cell for cell in results["cells"] if str(cell["item"]) == name]
        homes = {name, *(cell["notebook"] for cell in cells)}
        self.name, self.title = name, items.title(name)
        self.counts = harvest.count(cells)
        self.total = len(cells)
        self.sections = [section for section in sections if section.name in homes]
        own = [section for section in self.sections if section.name == name] or self.sections
        self.anchor = own[0].anchor if own else "verdicts"
        self.subtitle = own[0].title if own else ""
        self.picture = next((one.picture for one in own if one.picture), None)


def by_standing(findings: list[dict]) -> dict[str, list[dict]]:
    """The findings of each standing, what matters most first."""
    standings = {}
    for standing in ["contradiction", "caution", "consistent"]:
        found = [finding for finding in findings if finding["standing"] == standing]
        if found:
            standings[standing] = found
    return standings


def plotly_script() -> str:
    return (Path(plotly.__file__).parent / "package_data" / "plotly.min.js").read_text(encoding="utf-8")


def digest(script: str) -> str:
    return base64.b64encode(hashlib.sha256(script.encode("utf-8")).digest()).decode()


def code_style() -> str:
    light = HtmlFormatter(style="friendly").get_style_defs(".highlight")
    dark = HtmlFormatter(style="github-dark").get_style_defs(".highlight")
    return f"\n@media screen {{\n{light}\n}}\n@media screen and (prefers-color-scheme: dark) {{\n{dark}\n}}\n"


class Section:
    """A notebook as the page shows it: a title, second-level headings for the contents, and blocks of HTML."""

    def __init__(self, ran, results: dict):
        self.name = ran.name
        self.anchor = f"notebook-{ran.name}"
        self.state = next(one for one in results["notebooks"] if one["name"] == ran.name)
        self.failures = sum(
            cell["notebook"] == ran.name and cell["verdict"] == "fail" for cell in results["cells"]
        )
        self.title = ran.name
        self.label = items.title(ran.name) if ran.name in items.PAPER else ""
        self.counts = harvest.count([cell for cell in results["cells"] if cell["notebook"] == ran.name])
        self.numbers = provenance.rows([cell for cell in results["cells"] if cell["notebook"] == ran.name], results)
        self.picture: Markup | None = None  # the first that it shows
        self.headings: list[tuple[str, str]] = []
        self.findings: list[str] = []
        self.blocks = [block for cell in ran.notebook.cells for block in self._cell(cell)]
        if self.label:  # which says the first words of `Table 1: two resamplers` already
            self.title = self.title.removeprefix(self.label).lstrip(":,. ") or self.title

    def _cell(self, cell) -> list[Markup]:
        tags = set(cell.metadata.get("tags", []))
        if cell.cell_type == "markdown" and not tags & PAPERMILL_NOTES:
            return [self._prose(cell)]
        if cell.cell_type != "code" or not cell.source.strip():
            return []
        code = Markup('<details class="code"><summary>code</summary>{}</details>').format(highlight(cell.source))
        return [code, *(self._output(output) for output in cell.outputs)]

    def _output(self, output) -> Markup:
        """What the page shows of an output; a finding gets the anchor that the head of the page links to."""
        shown = show(output) or Markup("")
        if self.picture is None and "image/png" in output.get("data", {}):
            self.picture = Markup(image("image/png", text_or_tree(output.data["image/png"])))
        finding = finding_of(output)
        if finding is None or finding in self.findings:
            return shown
        self.findings.append(finding)
        return Markup('<div id="{}">{}</div>').format(finding_anchor(finding), shown)

    def _prose(self, cell) -> Markup:
        """Markdown, with headings one level down (the page has the first) and anchors that are unique on the page."""
        soup = BeautifulSoup(markdown2html(with_attachments(cell)), "html.parser")
        for link in soup.select("a.anchor-link"):
            link.decompose()
        for heading in soup.find_all(["h1", "h2", "h3", "h4", "h5"]):
            level, text = int(heading.name[1]), heading.get_text().strip()
            heading.name = f"h{level + 1}"
            if level == 1 and self.title == self.name:
                self.title = text
                heading.decompose()  # the section's own heading shows it
                continue
            heading["id"] = f"{self.anchor}-{len(self.headings)}-{heading.get('id', '')}"
            if level == 2:
                self.headings.append((heading["id"], text))
        return Markup(f'<div class="prose">{soup}</div>')


def finding_of(output) -> str | None:
    """The name of the finding that an output shows, if it shows one."""
    bundle = output.get("data", {}).get(harvest.MIME)
    bundle = json.loads(bundle) if isinstance(bundle, str) else bundle
    finding = bundle.get("finding") if isinstance(bundle, dict) else None
    return finding if isinstance(finding, str) else None


def finding_anchor(name: str) -> str:
    return f"finding-{name}"


def with_attachments(cell) -> str:
    source = cell.source
    for name, bundle in cell.get("attachments", {}).items():
        for mime, data in bundle.items():
            source = source.replace(f"attachment:{name}", f"data:{mime};base64,{data}")
    return source


def highlight(source: str) -> Markup:
    return Markup(_highlighter()(source))


@functools.cache
def _highlighter():
    return Highlight2HTML(pygments_lexer="java")


def show(output) -> Markup | None:
    """The richest form of an output that the page can show."""
    if output.output_type == "stream":
        return wrap(f"stream {output.name}", f"<pre>{ansi2html(output.text)}</pre>")
    if output.output_type == "error":
        trace = "\n".join(output.traceback) or f"{output.ename}: {output.evalue}"
        return wrap("error", f"<pre>{ansi2html(trace)}</pre>")
    for mime, form in FORMS.items():
        if mime in output.data:
            return form(text_or_tree(output.data[mime]), output)
    return None


def text_or_tree(data):
    return "".join(data) if isinstance(data, list) else data


def wrap(kind: str, content: str) -> Markup:
    return Markup(f'<div class="output {kind}">{content}</div>')


def figure(spec, output) -> Markup:
    """A figure that page.js draws; its picture stands in on paper, and where no script runs."""
    spec = json.loads(spec) if isinstance(spec, str) else spec
    height = (spec.get("layout") or {}).get("height")
    height = int(height) if isinstance(height, (int, float)) and 0 < height < 10_000 else 400
    picture = output.data.get("image/png")
    still = f'<div class="still">{image("image/png", text_or_tree(picture))}</div>' if picture else ""
    return wrap(
        "figure",
        f'<div class="plot" style="min-height: {height}px"></div>'
        f'<script type="application/json">{script_json(spec)}</script>{still}',
    )


def script_json(value) -> str:
    """JSON that cannot end the script element that holds it."""
    text = json.dumps(harvest.finite(value), ensure_ascii=False, allow_nan=False)
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def image(mime: str, data: str) -> str:
    return f'<img alt="figure" src="data:{mime};base64,{html.escape("".join(data.split()))}">'


def picture(mime: str):
    return lambda data, output: wrap("picture", image(mime, data))


def svg(data: str, output) -> Markup:
    """As an image: a script inside does not run there."""
    return wrap("picture", image("image/svg+xml", base64.b64encode(data.encode()).decode()))


def preformatted(data, output) -> Markup:
    return wrap("text", f"<pre>{ansi2html(str(data))}</pre>")


# The first that an output has is shown.
FORMS = {
    PLOTLY: figure,
    "text/html": lambda data, output: wrap("html", data),
    "text/markdown": lambda data, output: wrap("prose", markdown2html(data)),
    "image/png": picture("image/png"),
    "image/jpeg": picture("image/jpeg"),
    "image/svg+xml": svg,
    "text/latex": preformatted,
    "text/plain": preformatted,
}
