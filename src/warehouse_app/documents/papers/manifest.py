"""The manifest: which parcels the carrier took, signed by both hands, with the newest seal of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import Column, Kind, Paper, render
from warehouse_app.wording import tr

_HASH_GROUP = 8


@dataclass(frozen=True, slots=True)
class ManifestParcel:
    """One parcel handed over; `weight_g` 0 is unknown."""

    parcel: str
    tracking: str
    order: str
    recipient: str
    country: str = ""
    service: str = ""
    weight_g: int = 0


@dataclass(frozen=True, slots=True)
class ManifestData:
    """The facts of one manifest. `seal` is the newest seal's hash in hexadecimal, `closed` the local time as text."""

    company: str
    manifest: str
    carrier: str
    parcels: tuple[ManifestParcel, ...]
    closed: str = ""
    closed_by: str = ""
    station: str = ""
    seal: str = ""
    seal_number: str = ""


def manifest(data: ManifestData) -> bytes:
    """Return the manifest as PDF; its code is its own."""
    tracked = any(parcel.tracking not in {"", parcel.parcel} for parcel in data.parcels)
    columns = (
        Column("", 13, Kind.NUMBER, 8),
        Column(tr("Parcel"), 33, bold=True, lines=2),
        *((Column(tr("Tracking"), 39, size=8, lines=2),) if tracked else ()),
        Column(tr("Order"), 20 if tracked else 35, lines=2),
        Column(tr("Recipient"), 32 if tracked else 54, lines=2),
        Column(tr("Country"), 29 if tracked else 30, lines=2),
        Column(tr("Weight, kg"), 16, Kind.NUMBER),
    )
    weight = sum(parcel.weight_g for parcel in data.parcels)
    facts = (
        (tr("Carrier"), data.carrier),
        (tr("Parcels"), str(len(data.parcels))),
        (tr("Weight"), f"{kilograms(weight)} kg"),
        (tr("Closed"), data.closed or "–"),
        (tr("By"), data.closed_by or "–"),
    )
    paper = Paper(
        title=tr("Manifest"),
        number=data.manifest,
        code=data.manifest,
        columns=columns,
        rows=tuple(_row(number, parcel, tracked=tracked) for number, parcel in enumerate(data.parcels, start=1)),
        facts=facts,
        totals=((tr("Parcels"), str(len(data.parcels))), (tr("Weight"), f"{kilograms(weight)} kg")),
        notes=_seal(data),
        signatures=(tr("Handed over by, name and time"), tr("Taken over by, name and time")),
        foot=" · ".join(part for part in (data.company, data.station) if part),
    )
    return render(paper)


def kilograms(grams: int) -> str:
    """Return grams as kilograms with three decimals."""
    return f"{grams // 1000}.{grams % 1000:03d}"


def _row(number: int, parcel: ManifestParcel, *, tracked: bool) -> tuple[str, ...]:
    tracking = ("–" if parcel.tracking in {"", parcel.parcel} else parcel.tracking,) if tracked else ()
    weight = kilograms(parcel.weight_g) if parcel.weight_g else "–"
    return str(number), parcel.parcel, *tracking, parcel.order, parcel.recipient, parcel.country, weight


def _seal(data: ManifestData) -> tuple[str, ...]:
    if not data.seal:
        return (tr("The ledger has no seal yet."),)
    groups = " ".join(data.seal[at : at + _HASH_GROUP] for at in range(0, len(data.seal), _HASH_GROUP))
    return (tr("Newest seal of the ledger: {number} {hash}").format(number=data.seal_number, hash=groups),)
