"""What lies on the table of a lesson: the tote at hand with its goods, for who has no goods. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from warehouse_app.domain.training.grading import Report, Scanned
from warehouse_app.domain.training.lessons import TASKS, Task, good

LETTERS = "ABCDEF"
TOTE = "T"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that can be scanned: its letter, code and name. `how`: here, broken, boxed (it is in the box), aside
    (it was taken out or stopped).
    """

    letter: str
    code: str
    name: str
    how: str = "here"


@dataclass(frozen=True, slots=True)
class LessonNow:
    """The lesson as it stands: which order is at hand, whether its tote was scanned, what lies there; how it went."""

    n: int
    order: str
    tote: str
    opened: bool
    things: tuple[Thing, ...]
    report: Report

    @property
    def over(self) -> bool:
        """Tell whether every order is closed."""
        return self.report.closed == len(self.report.tasks)


def laid(report: Report, scans: Sequence[Scanned], boxed: Mapping[str, Mapping[str, int]]) -> LessonNow:
    """Return what lies where: of the order that was scanned last and is not closed, else of the next one."""
    closed = {each.order for each in report.tasks if each.closed}
    begun = [one.order for one in scans if one.order and one.order not in closed]
    left = [each for each in TASKS if each.order not in closed]
    task = next((each for each in TASKS if begun and each.order == begun[-1]), left[0] if left else TASKS[-1])
    mine = [one for one in scans if one.order == task.order]
    opened = any(one.code.startswith("order_") for one in mine)
    things = () if task.order in closed else _things(task, mine, boxed.get(task.order, {}))
    return LessonNow(TASKS.index(task) + 1, task.order, task.tote, opened, things, report)


def _things(task: Task, scans: Sequence[Scanned], boxed: Mapping[str, int]) -> tuple[Thing, ...]:
    damaged, stopped = any(one.code == "damaged" for one in scans), _set_aside(scans)
    left, found, broken = dict(boxed), [], task.damaged
    for letter, sku in zip(LETTERS, task.lies, strict=False):
        how = "here"
        if sku == broken:
            how, broken = ("aside" if damaged else "broken"), ""
        elif sku not in dict(task.lines):
            how = "aside" if stopped else "here"
        elif left.get(sku, 0) > 0:
            left[sku] -= 1
            how = "boxed"
        found.append(Thing(letter, good(sku).barcode, good(sku).name, how))
    return tuple(found)


def _set_aside(scans: Sequence[Scanned]) -> bool:
    stopped = next((n for n, one in enumerate(scans) if one.code == "wrong_item"), None)
    return stopped is not None and any(one.code == "acknowledged" for one in scans[stopped:])
