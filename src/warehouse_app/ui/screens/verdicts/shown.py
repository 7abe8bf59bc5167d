"""What the verdicts page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.verdicts.values import CLASSES, VerdictRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.verdicts.state import VerdictsScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.say import finer_words
from warehouse_app.wording.verdicts import class_words, spoken, tone_words

_WIDE, _ROOMY = 820, 620


def class_chip(row: VerdictRow) -> ChipValue:
    """Return the class at this site."""
    words = class_words(row.told.klass)
    return ChipValue("stop", words, "octagon-x") if row.told.klass == "stop" else ChipValue("info", words, "info")


def sentence(row: VerdictRow) -> str:
    """Return what is said, with dots for what only the moment knows."""
    return spoken(finer_words(row.told.code)[0][1][0]) or row.told.code


def advice(row: VerdictRow) -> str:
    """Return what the person at the bench is told to do."""
    return spoken(finer_words(row.told.code)[0][1][1])


def may_change(row: VerdictRow) -> str:
    """Return whether a site may change the class, in a word."""
    return tr("May change") if row.told.may_change else tr("Fixed")


def columns(now: str) -> tuple[Column[VerdictRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Said"), sentence, 0),
        Column(tr("Code"), lambda row: row.told.code, 176, "code", name="code", room=_ROOMY),
        Column(tr("Class"), class_chip, 100, "icon", name="class", leaves=lambda row: row.told.klass or ""),
        Column(tr("Here"), may_change, 104, room=_WIDE),
        Column(tr("Changed"), lambda row: figures.stamp(row.at, now) if row.at else figures.NOTHING, 124, name="at",
               leaves=lambda row: row.at),
    )  # fmt: skip


def filters(state: VerdictsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {
        "pack": tr("Pack bench"), "stops": tr("Stops"), "notes": tr("Notes"), "changed": tr("Changed here"),
        "all": tr("All"),
    }  # fmt: skip
    return state.views(words)


def footer(state: VerdictsScreen) -> tuple[str, str]:
    """Return how many there are, and what the classes are."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "verdict", "verdicts")
    return left, tr("A Stop waits for Enter")


def facts(row: VerdictRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of one, by name."""
    told = row.told
    found = [
        (tr("Code"), told.code), (tr("Tone"), tone_words(told.tone)), (tr("By the program"), class_words(row.own)),
        (tr("Near miss"), tr("Kept with who picked it") if told.near_miss else tr("No")),
        (tr("At this site"), may_change(row)),
    ]  # fmt: skip
    if told.changed:
        found += [(tr("Changed"), figures.stamp(row.at, now)), (tr("By"), row.who or figures.NOTHING),
                  (tr("Reason"), calm(row.why) or figures.NOTHING)]  # fmt: skip
    return tuple(found)


def form(row: VerdictRow) -> FormValue:
    """Return the form in which a class is changed."""
    classes = tuple((each, class_words(each)) for each in CLASSES)
    fields = (
        FormField("klass", tr("Class at this site"), choices=classes),
        FormField("reason", tr("Reason"), tr("It stands in the audit")),
    )
    return FormValue("set", sentence(row), tr("Save"), fields, {"klass": str(row.told.klass), "reason": row.why})


def deeds(state: VerdictsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    row = state.detail
    lacks = lacks_right(state.rights, Right.SETTINGS)
    choose = tr("Choose a verdict first") if row is None else "" if row.told.may_change else tr("Its class is fixed")
    same = "" if row is not None and row.told.changed else tr("It is the program's own")
    return {"set": lacks or choose, "reset": lacks or choose or same}
