"""What the manifests page shows of its state, as kit values. Pure, no Qt."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.domain.people import Right
from warehouse_app.domain.shipping.states import ManifestState, ParcelState
from warehouse_app.domain.shipping.values import ManifestRow
from warehouse_app.ui.kit import figures
from warehouse_app.ui.kit.text import code
from warehouse_app.ui.kit.values import ChipValue, Column, FilterValue
from warehouse_app.ui.screens.manifests.state import ManifestsScreen, Opened
from warehouse_app.wording import tr, trn
from warehouse_app.wording.people import lacks_right

_ROOMY, _WIDE = 620, 760
_SEAL = 16
"""Signs of a seal that stand on the screen; the paper carries it whole."""

_LEFT = frozenset(
    {ParcelState.HANDED_OVER, ParcelState.IN_TRANSIT, ParcelState.OUT_FOR_DELIVERY, ParcelState.DELIVERED}
)


@dataclass(frozen=True, slots=True)
class Line:
    """One parcel on a manifest, or missing from it."""

    parcel: str
    order: str
    to: str
    weight_g: int | None
    mark: ChipValue | str


def state_chip(row: ManifestRow) -> ChipValue:
    """Return where a manifest is."""
    if row.state == ManifestState.CLOSED:
        return ChipValue("neutral", tr("Handed over"), "truck")
    if row.state == ManifestState.CLOSING:
        return ChipValue("ask", tr("Not finished"))
    return ChipValue("info", tr("Open"), "package-open")


def _state(row: ManifestRow) -> ChipValue | str:
    """What has left is a plain word in the list; what is open carries its mark."""
    return tr("Handed over") if row.state == ManifestState.CLOSED else state_chip(row)


def columns(now: str) -> tuple[Column[ManifestRow], ...]:
    """Return the columns of the list."""
    return (
        Column(tr("Manifest"), lambda row: row.code, 108, "code"),
        Column(tr("Carrier"), lambda row: row.carrier, 0),
        Column(tr("State"), _state, 122, "chip"),
        Column(tr("Parcels"), lambda row: figures.number(row.parcels), 66, "number", sort=lambda row: row.parcels),
        Column(tr("Weight"), lambda row: figures.weight(row.weight_g), 104, "number", sort=lambda row: row.weight_g,
               room=_ROOMY),
        Column(tr("Opened"), lambda row: figures.stamp(row.opened_at, now), 130, sort=lambda row: row.opened_at,
               room=_WIDE),
        Column(tr("Left"), lambda row: figures.when(row.closed_at, now), 92, sort=lambda row: row.closed_at),
    )  # fmt: skip


def lines(opened: Opened) -> tuple[Line, ...]:
    """Return the parcels: what is missing first."""
    missing = ChipValue("stop", tr("Missing"))
    found = [Line(row.code, row.order, "", row.weight_g, missing) for row in opened.missing]
    for item in opened.detail.parcels:
        to = ", ".join(part for part in (item.recipient, item.country) if part)
        found.append(Line(item.parcel, item.order, to, item.weight_g, _mark(opened, item.state)))
    return tuple(found)


def _mark(opened: Opened, state: str) -> ChipValue | str:
    """What is as it should be is a plain word; what is not carries its mark."""
    if state in _LEFT:
        return tr("Handed over")
    if opened.detail.row.state == ManifestState.CLOSED:
        return ChipValue("stop", tr("Did not leave"))
    return tr("On it")


def line_columns() -> tuple[Column[Line], ...]:
    """Return the columns of the parcels."""
    return (
        Column(tr("Parcel"), lambda line: line.parcel, 102, "code"),
        Column(tr("Order"), lambda line: line.order, 76, "code"),
        Column(tr("To"), lambda line: line.to, 0),
        Column(tr("Weight"), lambda line: figures.weight(line.weight_g), 98, "number",
               sort=lambda line: line.weight_g or 0),
        Column(tr("State"), lambda line: line.mark, 124, "chip"),
    )  # fmt: skip


def filters(state: ManifestsScreen) -> tuple[FilterValue, ...]:
    """Return the views with their counts."""
    closed = sum(1 for row in state.rows if row.state == ManifestState.CLOSED)
    return (
        FilterValue("open", tr("Open"), len(state.rows) - closed),
        FilterValue("closed", tr("Handed over"), closed),
        FilterValue("all", tr("All"), len(state.rows)),
    )


def footer(state: ManifestsScreen) -> str:
    """Return how many manifests are listed."""
    return figures.counted(len(state.shown), "manifest", "manifests")


def empty(state: ManifestsScreen) -> tuple[str, str]:
    """Return what an empty list says, and one fact."""
    if state.text:
        return tr("No manifest matches"), tr("Clear the search (Esc).")
    if state.rows:
        return tr("No manifest in this view"), tr("The other views have some.")
    return tr("No manifest yet"), tr("The first parcel scanned at loading opens one.")


def facts(row: ManifestRow, now: str) -> tuple[tuple[str, str], ...]:
    """Return the figures of a manifest."""
    return (
        (tr("Carrier"), row.carrier),
        (tr("Parcels"), figures.number(row.parcels)),
        (tr("Weight"), figures.weight(row.weight_g)),
        (tr("Opened"), figures.stamp(row.opened_at, now)),
        (tr("Handed over"), figures.stamp(row.closed_at, now)),
    )


def seal(opened: Opened | None) -> tuple[ChipValue | None, str]:
    """Return whether a seal of the audit trail covers the hand-over, and the seal itself."""
    if opened is None:
        return None, ""
    row, number = opened.detail.row, opened.detail.seal_number
    if row.state != ManifestState.CLOSED:
        return ChipValue("neutral", tr("Sealed when it is handed over"), "shield"), ""
    if not row.seal:
        return ChipValue("stop", tr("Not sealed")), ""
    if number is None:
        return ChipValue("stop", tr("Its seal is not in the audit trail")), row.seal[:_SEAL]
    return ChipValue("ok", tr("Seal {n}").format(n=figures.number(number)), "shield-check"), row.seal[:_SEAL]


def missing_words(opened: Opened | None) -> str:
    """Return how many parcels have their label and are not on an open manifest."""
    if opened is None or not opened.missing:
        return ""
    n = len(opened.missing)
    return trn("{n} parcel is missing", "{n} parcels are missing", n).format(n=figures.number(n))


def title(row: ManifestRow) -> str:
    """Return the head of a manifest."""
    return tr("Manifest {code}").format(code=code(row.code))


def deeds(state: ManifestsScreen) -> dict[str, str]:
    """Return for each deed why it cannot be done now; "" when it can."""
    row = state.row
    no_row = "" if row is not None else tr("Choose a manifest")
    printing = lacks_right(state.rights, Right.PRINT)
    loading = lacks_right(state.rights, Right.LOAD)
    return {**dict.fromkeys(("print", "pallet", "pallet_file"), no_row or printing), "load": loading}
