"""The packing slip: what is in this parcel, what went before, what is to come. It lies in the box, without prices."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import Column, Kind, Paper, render
from warehouse_app.wording import tr


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of the order: ordered, packed in this parcel, and packed in parcels before it, all in units."""

    sku: str
    name: str
    ordered: int
    packed: int
    earlier: int = 0


@dataclass(frozen=True, slots=True)
class PackingSlipData:
    """The facts of one slip. `of` 0: the number of parcels is not known yet. Dates come as the text to show."""

    company: str
    order: str
    parcel: str
    lines: tuple[SlipLine, ...]
    sender: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    customer: str = ""
    order_date: str = ""
    ship_date: str = ""
    tracking: str = ""
    number: int = 1
    of: int = 0
    note: str = ""


def packing_slip(data: PackingSlipData) -> bytes:
    """Return the packing slip as PDF. Its code is the order's."""
    packed = sum(line.packed for line in data.lines)
    facts = (
        (tr("Order date"), data.order_date or "–"),
        (tr("Ship date"), data.ship_date or "–"),
        (tr("Customer"), data.customer or "–"),
        (tr("Parcel"), data.parcel),
        (tr("Parcel number"), tr("{n} of {m}").format(n=data.number, m=data.of) if data.of else str(data.number)),
    )
    columns = (
        Column(tr("Packed"), 20, Kind.NUMBER, 11, bold=True),
        Column(tr("Article"), 30, bold=True),
        Column(tr("Description"), 82, lines=2),
        Column(tr("Ordered"), 17, Kind.NUMBER),
        Column(tr("Earlier"), 16, Kind.NUMBER),
        Column(tr("To come"), 17, Kind.NUMBER),
    )
    paper = Paper(
        title=tr("Packing slip for order"),
        number=data.order,
        code=data.order,
        columns=columns,
        rows=tuple(_row(line) for line in data.lines),
        facts=facts,
        blocks=((tr("Deliver to"), data.recipient), (tr("From"), data.sender or (data.company,))),
        totals=((tr("Units in this parcel"), str(packed)),),
        notes=tuple(note for note in (data.note, _tracking(data)) if note),
        foot=data.company,
    )
    return render(paper)


def _tracking(data: PackingSlipData) -> str:
    return tr("Tracking {code}").format(code=data.tracking) if data.tracking else ""


def _row(line: SlipLine) -> tuple[str, ...]:
    to_come = max(0, line.ordered - line.packed - line.earlier)
    return (
        str(line.packed),
        line.sku,
        line.name,
        str(line.ordered),
        str(line.earlier) if line.earlier else "–",
        str(to_come) if to_come else "–",
    )
