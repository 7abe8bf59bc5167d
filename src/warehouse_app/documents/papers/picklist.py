"""The pick list: a batch in walking order, each place with its code, for a round on paper or beside the screen."""

from __future__ import annotations

from dataclasses import dataclass

from warehouse_app.documents.papers.table import render
from warehouse_app.documents.papers.templates.laying import NOTHING, lay
from warehouse_app.documents.papers.templates.ours import paper_template
from warehouse_app.documents.papers.templates.words import Values


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
    page: str = ""
    template: str = ""


def pick_list(data: PickListData) -> bytes:
    """Return the pick list as PDF: the batch's code on each page, a place's code on each line."""
    values: Values = {
        "batch": data.batch,
        "company": data.company,
        "cart": data.cart,
        "picker": data.picker,
        "orders": str(data.orders) if data.orders else "",
        "ship_by": data.ship_by,
        "trip": data.trip,
        "printed": data.printed,
        "takes": str(len(data.lines)),
        "total": str(sum(line.qty for line in data.lines)),
    }
    return render(lay(paper_template("picklist", data.template), values, tuple(map(_row, data.lines)), data.page))


def _row(line: PickLine) -> Values:
    return {
        "place": line.place,
        "units": str(line.qty),
        "sku": line.sku,
        "name": line.name,
        "slot": line.slot or NOTHING,
    }
