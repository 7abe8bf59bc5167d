"""What the window says of a lesson, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.training.grading import Report, TaskDone
from warehouse_app.domain.training.lessons import TASKS
from warehouse_app.domain.training.table import TOTE, LessonNow, Thing
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue
from warehouse_app.wording import tr
from warehouse_app.wording.training import band_words, task_words, time_words, trap_words, verdict_words


@dataclass(frozen=True, slots=True)
class Tile:
    """One thing on the table: its key, name and code, what is the matter with it, whether it can be scanned."""

    key: str
    name: str
    code: str
    mark: ChipValue | None = None
    there: bool = True


def band(now: LessonNow | None) -> str:
    """Return what stands on every screen: that it is training, and how far it is."""
    if now is None:
        return band_words()
    if now.over:
        return tr("{band} The lesson is over.").format(band=band_words())
    return tr("{band} Order {n} of {all}.").format(band=band_words(), n=now.n, all=len(TASKS))


def hint(now: LessonNow) -> str:
    """Return how things are scanned where there is no scanner."""
    if not now.opened and now.n > 1:
        return tr("In life the label comes out of the printer now. Alt T scans the next tote.")
    if not now.opened:
        return tr("No scanner or goods? Alt T scans the tote.")
    if not any(each.how in ("here", "broken") for each in now.things):
        return tr("That is all that lies in the tote, and there is no more of it. Send what is here.")
    return tr("No goods? Alt and its letter scans an item. Look at each first.")


def tiles(now: LessonNow) -> tuple[Tile, ...]:
    """Return the tote, and once it is open, what lies in it."""
    if not now.things:
        return ()
    tote = Tile(TOTE, tr("Tote {code}").format(code=code(now.tote)), now.tote, there=not now.opened)
    return (tote, *(_tile(each) for each in now.things)) if now.opened else (tote,)


def _tile(thing: Thing) -> Tile:
    mark = {
        "broken": ChipValue("ask", tr("Broken"), "triangle-alert"),
        "boxed": ChipValue("ok", tr("In the box"), "circle-check"),
        "aside": ChipValue("neutral", tr("Set aside"), "package-x"),
    }.get(thing.how)
    return Tile(thing.letter, thing.name, thing.code, mark, thing.how in ("here", "broken"))


def scanned(now: LessonNow, letter: str) -> str:
    """Return the code behind a letter; what is in the box already can be scanned again, as in life."""
    if letter == TOTE:
        return now.tote
    return next((each.code for each in now.things if each.letter == letter and now.opened), "")


def heading(report: Report) -> tuple[str, str]:
    """Return how the lesson went, and its figures."""
    figures = tr("{time}, {scans} scans, {keys} keys, {mistakes} not taken").format(
        time=time_words(report.seconds), scans=report.scans, keys=report.keys, mistakes=report.mistakes
    )
    return verdict_words(report.right, len(report.tasks)), figures


def lines(report: Report) -> tuple[tuple[ChipValue, str, str], ...]:
    """Return each order: right or wrong, what it taught, how it went."""
    return tuple((_chip(each), trap_words(each.trap), _how(each)) for each in report.tasks)


def _how(task: TaskDone) -> str:
    """Return what there is to say beside right and wrong."""
    took = time_words(task.seconds)
    return took if task.right and not task.mistakes else tr("{how}. {time}").format(how=task_words(task), time=took)


def _chip(task: TaskDone) -> ChipValue:
    if task.right:
        return ChipValue("ok", tr("Right"))
    return ChipValue("stop", tr("Wrong")) if task.closed else ChipValue("ask", tr("Open"))
