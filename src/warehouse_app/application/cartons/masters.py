"""Boxes as master data: products that goods are packed into, made and changed, and which of them are to be ordered."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from warehouse_app.application.listing import ListOf
from warehouse_app.application.products import LinkBarcode, link_barcode
from warehouse_app.application.purchasing.orders import MakePurchase, NewLine
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.cartons.boxes import (
    BoxRow,
    BoxTaken,
    NobodySells,
    NoSuchBox,
    outside_of,
    sides_of,
    texts,
    value_of,
)
from warehouse_app.domain.cartons.values import Size
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import BadField, Change, news, words
from warehouse_app.domain.items import CONTAINER_MARK, ProductKind
from warehouse_app.domain.people import Right
from warehouse_app.domain.products import Product
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import boxes, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.purchasing import suppliers

BOXES: ListOf[BoxRow] = ListOf("boxes", boxes.BOXES, home="used")
"""The list of all boxes."""

LONGEST_SKU, LONGEST_NAME = 64, 200
_IN_BOX = {"cost": "cost_e4"}
_PLAIN = ("kind", "most_g", "cost", "counted", "reorder_at", "reorder_to")


@dataclass(frozen=True, slots=True, kw_only=True)
class MakeBox(Command):
    """Add a box: a product of its own, or one that is there already. All fields as text; `outer` may be empty."""

    sku: str
    called: str = ""
    kind: str = "carton"
    inner: str
    outer: str = ""
    tare_g: str = ""
    most_g: str = ""
    cost: str = ""
    counted: str = "no"
    reorder_at: str = ""
    reorder_to: str = ""
    barcode: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetBox(Command):
    """Change fields of a box, each with what the person saw before."""

    sku: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class UseBox(Command):
    """Put a box out of use, or use it again."""

    sku: str
    active: bool


@handles(MakeBox, right=Right.PRODUCTS, answer=str)
def make_box(desk: Desk, command: MakeBox, session: Session) -> str:
    """Add a box and return its SKU. Raises Refused(BoxTaken, BadField, and what a barcode is refused for)."""
    sku = words("sku", command.sku, LONGEST_SKU)
    if sku.startswith(CONTAINER_MARK):
        raise Refused(BadField("sku", sku, "begins_with_at"))
    inner = sides_of("inner", command.inner)
    values = {_IN_BOX.get(name, name): value_of(name, getattr(command, name)) for name in _PLAIN}
    _check_span(values.get("reorder_at"), values.get("reorder_to"))
    known = products.find(desk, sku)
    own = _of_product(known, inner, command)
    if known is None:
        name = words("name", command.called, LONGEST_NAME, empty=True) or sku
        number = products.add(desk, sku, {"name": name, "kind": ProductKind.GOODS.value, **own})
    elif boxes.get(desk, known.id) is not None:
        raise Refused(BoxTaken(known.sku))
    else:
        number = int(known.id)
        if own:
            products.change(desk, number, own)
    boxes.add(desk, number, {**values, **_sides("inner_", inner)})
    if command.barcode.strip():
        link_barcode(desk, LinkBarcode(id=command.id, sku=sku, code=command.barcode), session)
    desk.touch(Touched.PRODUCT)
    return sku if known is None else known.sku


def _of_product(known: Product | None, inner: Size, command: MakeBox) -> dict[str, object]:
    """Return what a box writes in its product: of one that is there already what is told alone, and an outside where
    none is known that holds the inside.
    """
    weight = _weight(command.tare_g) if command.tare_g.strip() or known is None else {}
    here = None if known is None else _outer(known)
    outer = outside_of(inner, command.outer)
    return (
        weight
        if here is not None and here.holds(inner) and not command.outer.strip()
        else {**_sides("", outer), **weight}
    )


def _outer(known: Product) -> Size | None:
    if not (known.length_mm and known.width_mm and known.height_mm):
        return None
    return Size(known.length_mm, known.width_mm, known.height_mm)


@handles(SetBox, right=Right.PRODUCTS, answer=str)
def set_box(desk: Desk, command: SetBox, session: Session) -> str:
    """Change a box and return its SKU. Raises Refused(NoSuchBox, ChangedMeanwhile, BadField; for codes too)."""
    row = box_of(desk, command.sku)
    found = news(row.sku, command.changes, texts(row))
    if "barcode" in found:
        _carry(desk, command.id, row, found.pop("barcode"), session)
    inner = sides_of("inner", found["inner"]) if "inner" in found else row.inner
    own: dict[str, object] = {}
    if "inner" in found or "outer" in found:
        kept = texts(row)["outer"] if row.outer.holds(inner) else ""
        own |= _sides("", outside_of(inner, found.get("outer", kept)))
    own |= _weight(found["tare_g"]) if "tare_g" in found else {}
    own |= {"name": words("name", found["name"], LONGEST_NAME)} if "name" in found else {}
    mine: dict[str, object] = {_IN_BOX.get(name, name): value_of(name, found[name]) for name in _PLAIN if name in found}
    mine |= _sides("inner_", inner) if "inner" in found else {}
    _check_span(mine.get("reorder_at", row.reorder_at), mine.get("reorder_to", row.reorder_to))
    if own:
        products.change(desk, row.id, own)
    if mine:
        boxes.change(desk, row.id, mine)
    if own or mine:
        desk.touch(Touched.PRODUCT)
    return row.sku


@handles(UseBox, right=Right.PRODUCTS, answer=str)
def use_box(desk: Desk, command: UseBox, _session: Session) -> str:
    """Put a box out of use or use it again, and return its SKU. Raises Refused(NoSuchBox)."""
    row = box_of(desk, command.sku)
    boxes.change(desk, row.id, {"active": int(command.active)})
    desk.touch(Touched.PRODUCT)
    return row.sku


def box_of(desk: Desk, sku: str) -> BoxRow:
    """Return a box with its codes by its SKU. Raises Refused(NoSuchBox)."""
    known = products.find(desk, sku)
    row = None if known is None else boxes.rows(desk, [int(known.id)]).get(int(known.id))
    if row is None:
        raise Refused(NoSuchBox(sku.strip()[:LONGEST_SKU]))
    return row


def _carry(desk: Desk, deed_id: str, row: BoxRow, code: str, session: Session) -> None:
    """Let a box carry another code in the place of its first, none where it is empty."""
    if code.strip():
        link_barcode(desk, LinkBarcode(id=deed_id, sku=row.sku, code=code), session)
    if row.barcodes and products.lookup_form(row.barcodes[0]) != products.lookup_form(code):
        products.drop_barcode(desk, row.id, row.barcodes[0])
    desk.touch(Touched.PRODUCT)


def count_boxes(desk: Desk) -> dict[str, int]:
    """Return for every view how many boxes it shows."""
    return boxes.counts(desk)


def box_card(desk: Desk, product_id: int) -> BoxRow | None:
    """Return one box with its codes and how many were used."""
    return boxes.rows(desk, [product_id]).get(product_id)


def to_order(desk: Desk) -> Mapping[str, tuple[NewLine, ...]]:
    """Return what of boxes that run low is to be ordered, by supplier. Raises Refused(NobodySells).

    Each goes to its preferred supplier, else to the first that sells it.
    """
    found: dict[str, list[NewLine]] = defaultdict(list)
    orphans = []
    for row in boxes.in_use(desk):
        if not row.low:
            continue
        sellers = suppliers.sellers_of(desk, row.id)
        if not sellers:
            orphans.append(row.sku)
        else:
            found[sellers[0].supplier].append(NewLine(sku=row.sku, qty=str(row.wanted)))
    if orphans and not found:
        raise Refused(NobodySells(tuple(orphans)))
    return {supplier: tuple(lines) for supplier, lines in sorted(found.items())}


def order_of(new_id: str, supplier: str, lines: tuple[NewLine, ...], warehouse: str = "") -> MakePurchase:
    """Return the command that drafts a purchase order of boxes; a person looks at it and confirms it."""
    return MakePurchase(id=new_id, supplier=supplier, warehouse=warehouse, lines=lines)


def _sides(prefix: str, size: Size) -> dict[str, object]:
    return {f"{prefix}length_mm": size.length, f"{prefix}width_mm": size.width, f"{prefix}height_mm": size.height}


def _weight(text: str) -> dict[str, object]:
    return {"weight_g": value_of("tare_g", text)}


def _check_span(least: object, most: object) -> None:
    if isinstance(least, int) and isinstance(most, int) and most < least:
        raise Refused(BadField("reorder_to", str(most), "below_least", least))
