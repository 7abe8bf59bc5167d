"""The pick list: a batch in walking order, each place with its code, for a round on paper or beside the screen."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import Column, Kind, Paper, render
from warehouse_app.wording import tr

_ROW = 13.5


@dataclass(frozen=True, slots=True)
class PickLine:
    """One take: from a place, so many units of an item, into a slot of the cart (several as "A1×2 B3×1")."""

    place: str
    sku: str
    name: str
    qty: int
    slot: str = ""


@dataclass(frozen=True, slots=True)
class PickListData:
    """The facts of one list. `batch` is the code that is scanned to begin; `printed` the local time as text."""

    company: str
    batch: str
    lines: tuple[PickLine, ...]
    cart: str = ""
    picker: str = ""
    orders: int = 0
    ship_by: str = ""
    trip: str = ""
    printed: str = ""


def pick_list(data: PickListData) -> bytes:
    """Return the pick list as PDF: the batch's code on each page, a place's code on each line."""
    columns = (
        Column(tr("Place"), 31, bold=True, size=13, lines=2),
        Column(tr("Scan"), 47, Kind.CODE),
        Column(tr("Units"), 19, Kind.NUMBER, 16, bold=True),
        Column(tr("Article and description"), 53, lines=3, lead=True),
        Column(tr("Slot"), 24, bold=True, size=11, lines=2),
        Column("", 8, Kind.TICK),
    )
    rows = tuple(
        (line.place, line.place, str(line.qty), f"{line.sku}\n{line.name}", line.slot or "–", "") for line in data.lines
    )
    facts = (
        (tr("Cart"), data.cart or "–"),
        (tr("Picker"), data.picker or "–"),
        (tr("Orders"), str(data.orders) if data.orders else "–"),
        (tr("Ship by"), data.ship_by or "–"),
        (tr("Trip"), data.trip or "–"),
    )
    units = sum(line.qty for line in data.lines)
    foot = " · ".join(part for part in (data.company, data.printed) if part)
    paper = Paper(
        title=tr("Pick list of batch"),
        number=data.batch,
        code=data.batch,
        columns=columns,
        rows=rows,
        facts=facts,
        totals=((tr("Takes"), str(len(data.lines))), (tr("Units"), str(units))),
        foot=foot,
        row_height=_ROW,
    )
    return render(paper)
