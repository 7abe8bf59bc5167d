"""What the lessons page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.domain.people import Right
from warehouse_app.domain.training.grading import TaskDone
from warehouse_app.domain.training.results import PersonWay, Result
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.lessons.state import LessonsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.training import task_words, time_words, trap_words, verdict_words

_WIDE = 760


def verdict(row: Result) -> ChipValue:
    """Return in one chip how a lesson went."""
    kind = "ok" if row.passed else "ask"
    return ChipValue(kind, tr("{right} of {all} right").format(right=row.right, all=row.orders))  # type: ignore[arg-type]


def columns(now: str) -> tuple[Column[Result], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Person"), lambda row: row.name or row.person, 0, "strong", name="person"),
        Column(tr("Went"), verdict, 148, "icon", name="right", leaves=lambda row: row.right),
        Column(tr("Time"), lambda row: time_words(row.seconds), 108, name="seconds", leaves=lambda row: row.seconds),
        Column(tr("Not taken"), lambda row: figures.number(row.mistakes), 84, "number", name="mistakes",
               leaves=lambda row: row.mistakes),
        Column(tr("Keys"), lambda row: figures.number(row.keys), 64, "number", room=_WIDE),
        Column(tr("Begun"), lambda row: figures.stamp(row.begun_at, now), 152, name="at",
               leaves=lambda row: row.begun_at),
    )  # fmt: skip


def filters(state: LessonsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"all": tr("All"), "again": tr("Once more"), "passed": tr("All right")}
    return state.views(words)


def footer(state: LessonsScreen) -> tuple[str, str]:
    """Return how many lessons there were, and how one begins."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "lesson", "lessons")
    return left, tr("A lesson begins with F9 on the sign-on page")


def facts(row: Result) -> tuple[tuple[str, str], ...]:
    """Return what is known of a lesson, by name."""
    return (
        (tr("Time"), time_words(row.seconds)),
        (tr("Scans, keys"), f"{figures.number(row.scans)}, {figures.number(row.keys)}"),
        (tr("Traps met, answered"), f"{figures.number(row.stops)}, {figures.number(row.answered)}"),
    )


def about(row: Result, now: str) -> str:
    """Return the line under the person's name."""
    when = figures.stamp(row.begun_at, now)
    return tr("{verdict}. Begun {when} at bench {bench}").format(
        verdict=verdict_words(row.right, row.orders), when=when, bench=row.station
    )


def task_columns() -> tuple[Column[TaskDone], ...]:
    """Return the columns of a lesson's orders."""
    return (
        Column(tr("Order"), lambda one: one.order, 74, "code"),
        Column(tr("Learned by it"), lambda one: trap_words(one.trap), 0),
        Column(tr("Time"), lambda one: time_words(one.seconds), 64),
        Column(tr("How"), _how, 92, "icon", leaves=task_words),
    )


def _how(one: TaskDone) -> ChipValue:
    if one.right:
        return ChipValue("ok", tr("Right"))
    return ChipValue("stop", tr("Wrong")) if one.closed else ChipValue("neutral", tr("Not packed"))


def way_form(people: Sequence[PersonWay], person: str) -> FormValue:
    """Return the form of how a person works: who learns, who is guided."""
    yes_no = (("", tr("As it is")), ("on", tr("On")), ("off", tr("Off")))
    who = tuple((each.code, _named(each)) for each in people)
    fields = (
        FormField("person", tr("Person"), choices=who),
        FormField("training", tr("Learns before packing"), tr("Packing is a lesson, from the next sign-on"), yes_no),
        FormField("guided", tr("Guided"), tr("The pack bench shows the next step alone"), yes_no),
    )
    first = person or (people[0].code if people else "")
    return FormValue("way", tr("How somebody works"), tr("Keep it"), fields, {"person": first})


def _named(each: PersonWay) -> str:
    marks = [tr("learns")] if each.way.training else []
    marks += [tr("guided")] if each.way.guided else []
    return f"{each.name or each.code} ({', '.join(marks)})" if marks else each.name or each.code


def deeds(state: LessonsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    return {"way": lacks_right(state.rights, Right.ASSIGN)}
