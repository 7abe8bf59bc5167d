"""What the page of lots shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from warehouse_app.application.verdicts.lots import LotDone
from warehouse_app.domain.people import Right
from warehouse_app.domain.verdicts.lots import LotBlock, LotSeen, LotStand
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.formvalues import FormField, FormValue
from warehouse_app.ui.kit.text import calm
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.lots.state import LotsScreen
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import lacks_right

_STANDS_WIDE = 520
_WIDE, _ROOMY = 760, 560


def state_chip(row: LotBlock) -> ChipValue:
    """Return whether a lot may leave again."""
    if row.released_at:
        return ChipValue("neutral", tr("Released"), "circle-check")
    return ChipValue("stop", tr("Blocked"), "ban")


def columns(now: str) -> tuple[Column[LotBlock], ...]:
    """Return the columns of the table; their names are what the house sorts by."""
    return (
        Column(tr("SKU"), lambda row: row.sku, 112, "code", name="sku"),
        Column(tr("Lot"), lambda row: row.lot, 128, "code", name="lot"),
        Column(tr("Reason"), lambda row: calm(row.why), 0),
        Column(tr("Since"), lambda row: figures.stamp(row.at, now), 132, name="at", leaves=lambda row: row.at),
        Column(tr("By"), lambda row: row.who or figures.NOTHING, 116, room=_WIDE),
        Column(tr("Until"), lambda row: figures.stamp(row.released_at, now) if row.released_at else figures.NOTHING,
               132, name="released", room=_WIDE, leaves=lambda row: row.released_at),
        Column(tr("State"), state_chip, 124, "icon", room=_ROOMY),
    )  # fmt: skip


def stand_columns() -> tuple[Column[LotStand], ...]:
    """Return the columns of where goods of a lot stand."""
    return (
        Column(tr("Place"), lambda one: one.place, 0, "code"),
        Column(tr("Warehouse"), lambda one: one.warehouse, 104, room=_STANDS_WIDE),
        Column(tr("Units"), lambda one: figures.number(one.qty), 72, "number"),
        Column("", stand_chip, 148, "icon"),
    )


def stand_chip(one: LotStand) -> ChipValue:
    """Return how goods of a lot stand: locked away, free, or in work."""
    if one.locked:
        return ChipValue("ok", tr("Locked away"), "lock")
    return ChipValue("ask", tr("Free"), "triangle-alert") if one.free else ChipValue("info", tr("In work"), "boxes")


def filters(state: LotsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    words = {"blocked": tr("Blocked"), "released": tr("Released"), "all": tr("All")}
    return state.views(words)


def footer(state: LotsScreen) -> tuple[str, str]:
    """Return how many lots the list has, and what a block does."""
    extent = state.list.extent
    left = "" if extent is None else figures.counted(extent.total, "lot", "lots")
    return left, tr("What is free is locked away; benches stop what is in work")


def title(row: LotBlock) -> str:
    """Return the head of one."""
    return tr("Lot {lot} of {sku}").format(lot=row.lot, sku=row.sku)


def facts(row: LotBlock, now: str) -> tuple[tuple[str, str], ...]:
    """Return what is known of a lot, by name."""
    found = [(tr("Blocked"), figures.stamp(row.at, now)), (tr("By"), row.who or figures.NOTHING)]
    if row.released_at:
        found += [(tr("Released"), figures.stamp(row.released_at, now)), (tr("Released by"), row.released_by),
                  (tr("Released because"), calm(row.released_why))]  # fmt: skip
    return tuple(found)


def block_form() -> FormValue:
    """Return the form in which a lot is blocked."""
    fields = (
        FormField("sku", tr("SKU")), FormField("lot", tr("Lot")),
        FormField("reason", tr("Reason"), tr("The packer reads it, as: recalled by its maker")),
    )  # fmt: skip
    return FormValue("block", tr("Block a lot"), tr("Block it"), fields, {"sku": "", "lot": "", "reason": ""})


def release_form(row: LotBlock) -> FormValue:
    """Return the form in which a lot is released."""
    fields = (FormField("reason", tr("Reason"), tr("What is locked away stays there until it is put back")),)
    return FormValue("release", title(row), tr("Release it"), fields, {"reason": ""})


def done(found: LotDone) -> tuple[str, str]:
    """Return what is said when a lot is blocked, and what could not be locked away."""
    words = trn(
        "Lot {lot} of {sku} may not leave. {n} unit is locked away",
        "Lot {lot} of {sku} may not leave. {n} units are locked away",
        found.units,
    ).format(lot=found.lot, sku=found.sku, n=figures.number(found.units))
    left = tr("Not locked away: {places}").format(places=", ".join(found.left)) if found.left else ""
    return words, left


def deeds(state: LotsScreen) -> dict[str, str]:
    """Return why each deed cannot be done now; an empty reason means that it can."""
    seen: LotSeen | None = state.detail
    lacks = lacks_right(state.rights, Right.STOCK)
    choose = tr("Choose a blocked lot first") if seen is None or seen.block.released_at else ""
    free = "" if seen is not None and seen.free else tr("Nothing of it is free")
    return {"block": lacks, "release": lacks or choose, "lock": lacks or choose or free}
