"""Words of the table of verdicts, of near misses, and of lots that may not leave."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from warehouse_app.wording import tr

WORDS = {
    "class_fixed": ("{verdict} is the same everywhere", "Change another one"),
    "no_such_verdict": ("No bench says {verdict}", "Look at the table: warehouse verdicts list"),
    "no_such_class": ("{klass_asked} is no class", "Say stop or note"),
    "lot_blocked_already": ("Lot {lot} of {sku} is blocked since {at}", "Release it, or leave it"),
    "lot_not_blocked": ("Lot {lot} of {sku} is not blocked", "Look at the list: warehouse lot list"),
    "no_capture_rule": ("Nothing asks for {field} of {ref}", "Look at the rules: warehouse capture rules"),
    "bad_capture_scope": ("{scope} is nothing a rule is about", "Say product, hazard, channel or all"),
    "no_such_issue": ("There is no open issue {issue}", "Read the queue again"),
    "no_such_miss": ("There is no open near miss {miss}", "Read the list again"),
}
"""Code -> what happened, what to do."""

_HOLE = re.compile(r"\{[^{}:]*:?([^{}]*)\}")
"""What is filled in, with the forms of a word that goes with a figure."""

CLASSES: Mapping[str, str] = {"": "good", "stop": "Stop", "note": "Note", "asked": "question"}
PANELS: Mapping[str, str] = {
    "right": "panel", "question": "question panel", "line": "line in the scan bar", "blocking": "blocking panel",
}  # fmt: skip
TONES: Mapping[str, str] = {
    "right": "right item", "line_complete": "line complete", "order_complete": "order complete",
    "question": "question", "stop": "stop", "trouble": "trouble", "double_read": "tick", "": "none",
}  # fmt: skip

_HEAD = """# Verdicts

Every shot at a bench has exactly one answer, of a closed set. Who scanned, on which device, when, which code and which
verdict is stored before the screen shows it (`warehouse export scans`). A **Stop** blocks until it is acknowledged by
Enter or the CONTINUE card; a **Note** has the tick and a line in the scan bar, and the next scan goes on; a
**question** waits for its answer; a good answer needs nothing. **near miss**: kept with who picked the goods
(`warehouse nearmiss list`).

Stop or Note can be changed for a site by whoever may change settings (`warehouse verdicts set CODE stop|note --reason
...`); it stands in the audit. Where the last column says "fixed" a bench works by the class, or what it stops is no
matter of taste. Three Stops within a minute at one bench go to the supervisor's queue (`warehouse exceptions`).

This page is written by `warehouse verdicts page` from the code; a code with a point is the same answer, told finer.
"""
COLUMNS = ("code", "class", "tone", "shown on", "what is said", "what to do", "acknowledged", "near miss", "site")


def verdicts_page(parts: Sequence[tuple[str, Sequence[Sequence[str]]]]) -> str:
    """Return the documentation page of all verdicts as Markdown, from its parts: a heading and rows."""
    lines = [_HEAD]
    for heading, rows in parts:
        lines += [f"## {heading}", "", _row(COLUMNS), _row(["---"] * len(COLUMNS)), *map(_row, rows), ""]
    return "\n".join(lines)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(each.replace('|', '/') for each in cells)} |"


def miss_words(code: str) -> str:
    """Return what a near miss is called."""
    return {
        "wrong_item": tr("Wrong item"), "other_order": tr("Other order"), "over_pick": tr("Too many"),
        "wrong_lot": tr("Wrong lot"), "wrong_serial": tr("Wrong serial"), "expired": tr("Expired"),
        "lot_blocked": tr("Lot blocked"), "serial_elsewhere": tr("Serial elsewhere"),
    }.get(code, code)  # fmt: skip


def class_words(klass: str | None) -> str:
    """Return what a class is called."""
    return tr(CLASSES.get(klass or "", klass or ""))


def tone_words(tone: str | None) -> str:
    """Return what a tone is called."""
    return tr(TONES.get(tone or "", tone or ""))


def spoken(sentence: str) -> str:
    """Return a sentence of the table in the language of the house, with dots for what only the moment knows."""
    return _HOLE.sub(_dots, tr(sentence)) if sentence else ""


def _dots(hole: re.Match[str]) -> str:
    """Return the form for many of a word that goes with a figure, dots for anything else."""
    return hole[1].split("|")[-1] or "\N{HORIZONTAL ELLIPSIS}"
