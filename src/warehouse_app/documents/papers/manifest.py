"""The manifest: which parcels the carrier took, signed by both hands, with the newest seal of the ledger."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import NOTHING, lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.wording.papers import tr

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
    page: str = ""
    template: str = ""


def manifest(data: ManifestData) -> bytes:
    """Return the manifest as PDF; its code is its own."""
    tracked = any(parcel.tracking not in {"", parcel.parcel} for parcel in data.parcels)
    values: Values = {
        "manifest": data.manifest,
        "company": data.company,
        "station": data.station,
        "carrier": data.carrier,
        "parcels": str(len(data.parcels)),
        "total_weight": f"{kilograms(sum(parcel.weight_g for parcel in data.parcels))} kg",
        "closed": data.closed,
        "closed_by": data.closed_by,
        "seal_note": _seal(data),
        "tracked": "yes" if tracked else "",
    }
    rows = tuple(_row(number, parcel) for number, parcel in enumerate(data.parcels, start=1))
    return render(lay(paper_template("manifest", data.template), values, rows, data.page))


def kilograms(grams: int) -> str:
    """Return grams as kilograms with three decimals."""
    return f"{grams // 1000}.{grams % 1000:03d}"


def _row(number: int, parcel: ManifestParcel) -> Values:
    return {
        "n": str(number),
        "parcel": parcel.parcel,
        "tracking": NOTHING if parcel.tracking in {"", parcel.parcel} else parcel.tracking,
        "order": parcel.order,
        "recipient": parcel.recipient,
        "country": parcel.country,
        "weight": kilograms(parcel.weight_g) if parcel.weight_g else NOTHING,
    }


def _seal(data: ManifestData) -> str:
    if not data.seal:
        return tr("The ledger has no seal yet.")
    groups = " ".join(data.seal[at : at + _HASH_GROUP] for at in range(0, len(data.seal), _HASH_GROUP))
    return tr("Newest seal of the ledger: {number} {hash}").format(number=data.seal_number, hash=groups)
