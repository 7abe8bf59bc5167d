"""The packing slip: what is in this parcel, what went before, what is to come. It lies in the box, without prices."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import NOTHING, lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values
from warehouse_app.wording.papers import tr


@dataclass(frozen=True, slots=True)
class SlipLine:
    """One line of the order: ordered, packed in this parcel, and packed in parcels before it, all in units.

    A `kit` is the heading of the lines of its parts (`part`) and no unit of its own.
    """

    sku: str
    name: str
    ordered: int
    packed: int
    earlier: int = 0
    kit: bool = False
    part: bool = False

    @property
    def title(self) -> str:
        """Return the name as the slip says it: a part stands a little in, below its kit."""
        return f"- {self.name}" if self.part else self.name


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
    page: str = ""
    template: str = ""


def packing_slip(data: PackingSlipData) -> bytes:
    """Return the packing slip as PDF. Its code is the order's."""
    packed = sum(line.packed for line in data.lines if not line.kit)
    values: Values = {
        "order": data.order,
        "parcel": data.parcel,
        "company": data.company,
        "sender": data.sender or (data.company,),
        "recipient": data.recipient,
        "customer": data.customer,
        "order_date": data.order_date,
        "ship_date": data.ship_date,
        "count": count_text(data.number, data.of),
        "tracking": data.tracking,
        "note": data.note,
        "total": str(packed),
    }
    template = paper_template("slip", data.template)
    return render(lay(template, values, tuple(_row(line) for line in data.lines), data.page))


def count_text(number: int, of: int) -> str:
    """Return which parcel of how many, or its number alone while the whole is not known."""
    return tr("{n} of {m}").format(n=number, m=of) if of else str(number)


def _row(line: SlipLine) -> Values:
    to_come = max(0, line.ordered - line.packed - line.earlier)
    return {
        "packed": str(line.packed),
        "sku": line.sku,
        "name": line.title,
        "ordered": str(line.ordered),
        "earlier": str(line.earlier) if line.earlier else NOTHING,
        "to_come": str(to_come) if to_come else NOTHING,
    }
