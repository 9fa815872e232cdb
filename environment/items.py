"""What the report is made of: the paper's items in the paper's order, what goes beyond it, and what explains it."""

import re

PAPER = [*(f"table-{n}" for n in range(1, 6)), *(f"figure-{n}" for n in range(1, 6)), "appendix-a", "appendix-c"]
GROUPS = ("The paper", "Beyond the paper", "Behind it")
# Notebooks that are no item of the paper, in the order in which they explain it.
BEHIND = ["start", "mini-world", "vsr", "model", "probing"]

NAMES = {"vsr": "VSR", "rcm": "RCM"}


def group(name: str) -> str:
    """The part of the report that an item, or the notebook of that name, belongs to."""
    if name in PAPER or name == "audit":
        return GROUPS[0]
    return GROUPS[1] if name.startswith("beyond-") else GROUPS[2]


def order(name: str) -> tuple:
    """Sorts as the report does: the audit's verdict on the paper's numbers stands behind the items themselves."""
    known = [*PAPER, "audit", *BEHIND]
    return (GROUPS.index(group(name)), known.index(name) if name in known else len(known), name)


def title(item: str) -> str:
    """Such as `Table 1`, `Appendix A`, `Beyond: queries`."""
    if match := re.fullmatch(r"(table|figure)-(\w+)", item):
        return f"{match[1].title()} {match[2]}"
    if match := re.fullmatch(r"appendix-(\w+)", item):
        return f"Appendix {match[1].upper()}"
    if item == "audit":
        return "Audit of the published numbers"
    beyond = item.removeprefix("beyond-")
    return f"Beyond: {NAMES.get(beyond, beyond)}" if item != beyond else item
