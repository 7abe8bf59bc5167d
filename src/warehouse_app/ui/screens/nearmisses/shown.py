"""What the near-miss page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.verdicts import PEOPLE_DAYS, PickerMisses
from warehouse_app.domain.people import Right
from warehouse_app.domain.verdicts.misses import NearMiss
from warehouse_app.domain.verdicts.values import SURPLUS
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.nearmisses.state import MissesScreen
from warehouse_app.wording import tr
from warehouse_app.wording.people import lacks_right
from warehouse_app.wording.verdicts import miss_words

_WIDE, _ROOMY = 900, 580


def columns(now: str) -> tuple[Column[NearMiss], ...]:
    """Return the columns of the list; their names are what the house sorts by."""
    return (
        Column(tr("When"), lambda row: figures.stamp(row.at, now), 128, name="at", leaves=lambda row: row.at),
        Column(tr("What"), lambda row: miss_words(row.code), 136, "strong", name="code", leaves=lambda row: row.code),
        Column(tr("SKU"), lambda row: row.sku, 96, name="sku", leaves=lambda row: row.sku),
        Column(tr("Name"), lambda row: calm(row.name), 0, room=_ROOMY, leaves=lambda row: row.name),
        Column(tr("Picked by"), lambda row: row.picker or figures.NOTHING, 128, name="picker",
               leaves=lambda row: row.picker),
        Column(tr("Bench"), lambda row: row.station, 76, name="station", room=_WIDE),
        Column("", state_chip, 124, "chip", leaves=lambda row: row.how),
    )  # fmt: skip


def state_chip(row: NearMiss) -> ChipValue | str:
    """Return whether a unit of it waits for somebody to say what became of it."""
    if row.code not in SURPLUS:
        return ""
    return ChipValue("ok", tr("Settled")) if row.settled else ChipValue("ask", tr("Lies there"))


def filters(state: MissesScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"all": tr("All"), "open": tr("Surplus")}
    return state.views(words)


def footer(state: MissesScreen) -> tuple[str, str]:
    """Return how many there are, and the keys."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "near miss", "near misses")
    return left, tr("F2 says what became of a surplus unit")


def title(row: NearMiss) -> str:
    """Return the head of one."""
    return calm(row.name) or row.sku


def about(row: NearMiss) -> str:
    """Return what it was taken for."""
    what = miss_words(row.code)
    if row.for_sku and row.for_sku != row.sku:
        what = tr("{what}, picked for {sku} it seems").format(what=what, sku=row.for_sku)
    return f"{what}. {row.how}" if row.how else what


def facts(row: NearMiss, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of one, by name."""
    return (
        (tr("Order"), row.order), (tr("Units"), figures.number(row.qty)), (tr("Bench"), row.station),
        (tr("Packed by"), row.packer or figures.NOTHING), (tr("Picked by"), row.picker or figures.NOTHING),
        (tr("Picked"), figures.stamp(row.picked_at, now) if row.picked_at else figures.NOTHING),
    )  # fmt: skip


def people_head(rows: tuple[PickerMisses, ...]) -> tuple[str, str]:
    """Return the head of near misses by person."""
    count = figures.counted(sum(each.times for each in rows), "near miss", "near misses")
    about = tr("{count} in the last {days} days, by who picked the goods. Choose a row to see them; Esc closes this.")
    return tr("By person"), about.format(count=count, days=PEOPLE_DAYS)


def people_columns() -> tuple[Column[PickerMisses], ...]:
    """Return the columns of near misses by person."""
    return (
        Column(tr("Picked by"), lambda row: row.name or row.picker or figures.NOTHING, 0, "strong"),
        Column(tr("What"), lambda row: miss_words(row.code), 116),
        Column(tr("Times"), lambda row: figures.number(row.times), 60, "number", sort=lambda row: row.times),
        Column(tr("Last"), lambda row: figures.day(row.last[:10], ""), 88, sort=lambda row: row.last),
    )


def form(row: NearMiss) -> FormValue:
    """Return the question what became of a surplus unit."""
    fields = (FormField("reason", tr("What became of it")),)
    return FormValue("settle", title(row), tr("Settle"), fields, {"reason": ""})


def deeds(state: MissesScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    row = state.detail
    need = lacks_right(state.rights, Right.ASSIGN)
    waits = row is not None and row.code in SURPLUS and not row.settled
    return {"people": need, "settle": need or ("" if waits else tr("Choose a surplus unit first"))}
