"""What the page of work on returned goods shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.domain.people import Right
from warehouse_app.domain.returning.afterwards import WorkRow
from warehouse_app.domain.returning.states import Disposition, Grade, WorkState
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm, code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.returnwork.state import WorkScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.refunds import work_states
from warehouse_app.wording.returning import dispositions, grades

KINDS = (Disposition.REPACK, Disposition.REFURBISH, Disposition.REPAIR)
_WIDE = 860
_LOOKS = {
    WorkState.OPEN: ("ask", "wrench"), WorkState.DONE: ("ok", "circle-check"), WorkState.CANCELLED: ("neutral", "ban"),
}  # fmt: skip
RESULTS = ("restock", "send-back", "scrap")
"""What work can end with: each is a deed of the page, named as the command has it."""


def chip(row: WorkRow) -> ChipValue:
    """Return where the work is."""
    tone, icon = _LOOKS[row.state]
    words = work_states()[row.state]
    return ChipValue(tone, words[:1].upper() + words[1:], icon)  # type: ignore[arg-type]


def kind(row: WorkRow) -> str:
    """Return what is to be done."""
    return dispositions()[Disposition(row.kind)]


def columns(now: str) -> tuple[Column[WorkRow], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("Work"), lambda row: row.code, 112, "code", name="code"),
        Column(tr("What to do"), kind, 112, name="kind"),
        Column(tr("SKU"), lambda row: row.sku, 96, "strong"),
        Column(tr("Name"), lambda row: calm(row.name) or figures.NOTHING, 0),
        Column(tr("Units"), lambda row: figures.number(row.qty), 60, "number", name="qty"),
        Column(tr("State"), chip, 140, "chip", name="state"),
        Column(tr("Since"), lambda row: figures.stamp(row.at, now), 116, name="at", leaves=lambda row: row.at,
               room=_WIDE),
    )  # fmt: skip


def filters(state: WorkScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"open": tr("To be done"), "done": tr("Done"), "cancelled": tr("Given up"), "all": tr("All")}
    return state.views(words)


def kinds() -> tuple[tuple[str, str], ...]:
    """Return what a list of work can be narrowed to."""
    return tuple((each.value, dispositions()[each]) for each in KINDS)


def footer(state: WorkScreen) -> tuple[str, str]:
    """Return how much work the list has, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "work order", "work orders")
    return left, tr("Ctrl E exports, Ctrl C copies")


def nothing() -> tuple[str, str]:
    """Return what an empty list says: how work comes here."""
    return (
        tr("No work waits"),
        tr("It comes here when a return is settled whose goods are to be repacked, refurbished or repaired."),
    )


def title(row: WorkRow) -> str:
    """Return the head of one."""
    return f"{kind(row)}  {code(row.code)}"


def about(row: WorkRow) -> str:
    """Return the line under it: what is worked on, and what was noted."""
    units = figures.counted(row.qty, "unit", "units")
    return ", ".join(part for part in (f"{units} {code(row.sku)}", calm(row.name), row.note) if part)


def facts(row: WorkRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of work, by name."""
    found = [
        (tr("Place"), code(row.place)),
        (tr("Warehouse"), row.warehouse),
        (tr("Return"), row.return_code),
        (tr("Came back as"), grade(Grade(row.grade)) if row.grade else ""),
        (tr("Serial number"), row.serial),
        (tr("Since"), figures.stamp(row.at, now)),
    ]
    if row.state is WorkState.DONE:
        found += [
            (tr("Done"), figures.stamp(row.done_at, now) if row.done_at else ""),
            (tr("It went"), results().get(row.result, row.result)),
            (tr("Cost"), figures.money(row.cost_minor, row.currency) if row.cost_minor else ""),
        ]
    return tuple(each for each in found if each[1])


def grade(value: Grade) -> str:
    """Return a grade with its letter."""
    return f"{value.value} {grades()[value]}"


def results() -> dict[str, str]:
    """Return what work can end with."""
    ends = (Disposition.RESTOCK, Disposition.SEND_BACK, Disposition.SCRAP)
    return dict(zip(RESULTS, (dispositions()[each] for each in ends), strict=True))


def hint(row: WorkRow) -> str:
    """Return what is to be done next, "" where nothing is."""
    if row.state is not WorkState.OPEN:
        return ""
    if row.kind == Disposition.REPAIR.value:
        return tr("Repair it. Then it goes back to the customer, or to stock where the customer got something else.")
    if row.kind == Disposition.REPACK.value:
        return tr("Pack it anew. Then it goes back to stock with the grade it has now.")
    return tr("Clean, test and complete it. Then it goes back to stock with the grade it has now.")


def done_form(name: str, row: WorkRow) -> FormValue:
    """Return the form in which work ends: as which grade it is sold again, what it cost, what was done."""
    heads = {
        "restock": tr("{code}: back to stock"), "send-back": tr("{code}: back to the customer"),
        "scrap": tr("{code}: scrap"),
    }  # fmt: skip
    fields = [FormField("cost", tr("Cost"), figures.to_type(tr("As 3.50; empty where it cost nothing")), decimal=True),
              FormField("note", tr("What was done"))]  # fmt: skip
    before = {"cost": "", "note": row.note}
    if name == "restock":
        choices = tuple((each.value, grade(each)) for each in Grade)
        fields.insert(0, FormField("grade", tr("Grade"), tr("As which it is sold again"), choices=choices))
        before["grade"] = Grade.SEALED.value
    return FormValue(name, heads[name].format(code=row.code), tr("It is done"), tuple(fields), before)


def deeds(state: WorkScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    row = state.detail
    choose = tr("Choose work first") if row is None else ""
    over = "" if row is None or row.state is WorkState.OPEN else tr("It is not at that step")
    reason = lacks_right(state.rights, Right.RETURN) or choose or over
    of_none = "" if row is None or row.return_code else tr("It is of no return")
    return {**dict.fromkeys(RESULTS, reason), "return": choose or of_none}


def visible(row: WorkRow | None) -> frozenset[str]:
    """Return the deeds that its step shows."""
    return frozenset({"return", *(RESULTS if row is not None and row.state is WorkState.OPEN else ())})
