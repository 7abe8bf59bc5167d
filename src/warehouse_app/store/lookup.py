"""Where codes are known: one query over people, containers, orders, batches, manifests, places and products.

References are row numbers as text (a product's is its SKU, a station's its code, a person's the id).
"""

from __future__ import annotations

import hashlib
from typing import Any

from sqlalchemy import BindParameter, Select, Text, bindparam, case, cast, literal, or_, select, union_all

from warehouse_app.domain.barcodes.meaning import Candidate, Kind, understand
from warehouse_app.domain.items import container_item
from warehouse_app.domain.purchasing.states import DeliveryState
from warehouse_app.domain.receiving.values import ReceiptState
from warehouse_app.store import settings
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import floor, ledger, office, purchasing, trade, transfers
from warehouse_app.store.schema.base import WORDS
from warehouse_app.store.statement import Ahead, Statement, ahead

_TEXT: BindParameter[str] = bindparam("text_is")
UPPER: BindParameter[str] = bindparam("upper_is")
_BADGE: BindParameter[str] = bindparam("badge_is")
GTIN: BindParameter[str] = bindparam("gtin_is")
_SUPPLIER: BindParameter[int] = bindparam("supplier_is")
_p, _b, _g, _s = ledger.place, ledger.barcode, ledger.product, ledger.serial_at
_po, _d, _dl, _sp = (
    *(purchasing.purchase_order, purchasing.delivery, purchasing.delivery_line),
    purchasing.supplier_product,
)
_t = transfers.transfer
_STANDING = ("BIN", "DOCK", "BENCH", "QUARANTINE", "LPN", "TOTE", "CART")
_KINDS = [(_p.c.kind == kind, int(of)) for kind, of in (("TOTE", Kind.TOTE), ("CART", Kind.CART))]


_HERE = (
    select(_s.c.place_id)
    .where(_s.c.sku == container_item("LPN", "").sku, _s.c.serial == _TEXT)
    .correlate(None)
    .exists()
)
"""The pallet of that number came in: it is a thing of its own, and no delivery any more."""


def _some(kind: Kind, ref: Any, table: Any, *where: Any) -> Select[Any]:  # noqa: ANN401 - expressions of Core
    """Return rows of kind, reference (as text, whatever it is) and factor."""
    told = ref if isinstance(ref.type, Text) else cast(ref, WORDS)
    return select(literal(int(kind)), told, literal(1)).select_from(table).where(*where)


_KNOWN = Statement(
    union_all(
        _some(Kind.BADGE, office.person.c.id, office.person, office.person.c.badge_hash == _BADGE),
        _some(Kind.WORKSTATION, office.station.c.code, office.station, office.station.c.code == UPPER),
        _some(Kind.PARCEL, floor.parcel.c.id, floor.parcel, floor.parcel.c.code == UPPER),
        _some(Kind.PARCEL, floor.parcel.c.id, floor.parcel, floor.parcel.c.tracking == _TEXT, _TEXT != ""),
        _some(Kind.ORDER, trade.orders.c.id, trade.orders, trade.orders.c.code == _TEXT),
        _some(Kind.PURCHASE, _po.c.id, _po, _po.c.code == UPPER),
        _some(Kind.DELIVERY, _d.c.id, _d, _d.c.code == UPPER),
        _some(Kind.DELIVERY, _d.c.id, _d, _d.c.supplier_ref == _TEXT, _TEXT != ""),
        _some(Kind.DELIVERY, _dl.c.delivery_id, _dl, _dl.c.sscc == _TEXT, _TEXT != "", ~_HERE),
        _some(Kind.TRANSFER, _t.c.id, _t, _t.c.code == UPPER),
        _some(Kind.BATCH, floor.batch.c.id, floor.batch, floor.batch.c.code == UPPER),
        _some(Kind.MANIFEST, floor.manifest.c.id, floor.manifest, floor.manifest.c.code == UPPER),
        select(case(*_KINDS, else_=int(Kind.PLACE)), cast(_p.c.id, WORDS), literal(1)).where(
            _p.c.code == _TEXT, or_(*(_p.c.kind == kind for kind in _STANDING))
        ),
        select(literal(int(Kind.PRODUCT)), _g.c.sku, _b.c.factor)
        .join_from(_b, _g, _g.c.id == _b.c.product_id)
        .where(or_(_b.c.code == UPPER, _b.c.code == GTIN)),
        _some(Kind.PRODUCT, _g.c.sku, _g, _g.c.sku_key == UPPER),
    ),
)

_OF_SUPPLIER = Statement(
    select(_g.c.sku)
    .select_from(_sp)
    .join(_g, _g.c.id == _sp.c.product_id)
    .where(_sp.c.code == _TEXT, _TEXT != "")
    .where(or_(_sp.c.supplier_id == _SUPPLIER, _SUPPLIER == 0))
)
"""Products by the code a supplier gives them: of one supplier, or of any (0)."""

_STANDS_HERE = Statement(
    select(_p.c.id)
    .join(office.station, office.station.c.warehouse == _p.c.warehouse)
    .where(_p.c.code == _TEXT, office.station.c.code == bindparam("station_is"))
)
"""The place of that code in the warehouse that the station is in: each may have a dock of the same name."""

_CODE_OF_DELIVERY = Statement(select(_d.c.code).where(_d.c.id == bindparam("id_is")))
_r = purchasing.receipt
_TOLD = select(_dl.c.delivery_id).join(_d, _d.c.id == _dl.c.delivery_id).where(_dl.c.sscc == _TEXT)
_TAKEN_IN_HERE = Statement(
    _TOLD.join(_r, _r.c.delivery_id == _d.c.id).where(
        _r.c.state == ReceiptState.OPEN.value, _r.c.station == bindparam("station_is")
    )
)
_STILL_EXPECTED = Statement(_TOLD.where(_d.c.state == DeliveryState.EXPECTED.value))
"""A pallet that two deliveries tell of is meant of the one being taken in, else of the one that is still to come."""


def badge_hash(body: str) -> str:
    """Return what is kept of a badge: a hash, so that a stolen database prints no badges."""
    return hashlib.sha256(f"badge:{body.upper()}".encode()).hexdigest()


def ahead_of(raw: str) -> tuple[Ahead, ...]:
    """Return the questions that understanding a shot will ask."""
    asked: list[tuple[str, str | None]] = []
    understand(raw, _Noted(asked))
    return tuple(ahead(_KNOWN, **_params(text, gtin)) for text, gtin in dict.fromkeys(asked))


class _Noted:
    """A `Lookup` that knows nothing and notes what it is asked."""

    def __init__(self, asked: list[tuple[str, str | None]]) -> None:
        self._asked = asked

    def candidates(self, text: str, kinds: frozenset[Kind], gtin: str | None) -> tuple[Candidate, ...]:
        """Note a question."""
        self._asked.append((text, gtin))
        return ()

    def shop_shapes(self) -> str:
        """Know of none: they are asked for where nothing else was found."""
        return ""


def _params(text: str, gtin: str | None) -> dict[str, str]:
    upper = text.upper()
    return {"text_is": text, "upper_is": upper, "badge_is": badge_hash(text), "gtin_is": gtin or upper}


class DeskLookup:
    """The `Lookup` of scans, answered by the database."""

    def __init__(self, desk: Desk, supplier: int | None = None) -> None:
        """`supplier` is whose own codes of products are known too: a number of one, 0 any, None nobody's."""
        self._desk, self._supplier = desk, supplier

    def candidates(self, text: str, kinds: frozenset[Kind], gtin: str | None) -> tuple[Candidate, ...]:
        """Return everything of `kinds` that carries the code, each once."""
        rows = _KNOWN.all(self._desk.connection, **_params(text, gtin))
        found = {Candidate(Kind(row[0]), str(row[1]), int(row[2])) for row in rows if Kind(row[0]) in kinds}
        if Kind.PRODUCT in kinds:
            found |= self._of_supplier(text, found)
        if sum(each.kind is Kind.PLACE for each in found) > 1:
            found -= self._elsewhere(text, found)
        if sum(each.kind is Kind.DELIVERY for each in found) > 1:
            found -= self._of_others(text, found)
        return tuple(sorted(found, key=lambda each: (each.kind, each.ref, each.factor)))

    def code_of(self, candidate: Candidate, text: str) -> str:
        """Return the code of a candidate: a delivery that is known by a pallet's number has one of its own."""
        if candidate.kind is not Kind.DELIVERY:
            return text
        return str(_CODE_OF_DELIVERY.scalar(self._desk.connection, id_is=int(candidate.ref)))

    def _elsewhere(self, text: str, found: set[Candidate]) -> set[Candidate]:
        """Return the places of other warehouses, where the one that the station is in has a place of that code."""
        rows = _STANDS_HERE.all(self._desk.connection, text_is=text, station_is=self._desk.station)
        here = {str(row[0]) for row in rows}
        return {each for each in found if here and each.kind is Kind.PLACE and each.ref not in here}

    def _of_others(self, text: str, found: set[Candidate]) -> set[Candidate]:
        """Return the deliveries that are not meant by a pallet's number."""
        told = {each for each in found if each.kind is Kind.DELIVERY}
        for statement, at in ((_TAKEN_IN_HERE, {"station_is": self._desk.station}), (_STILL_EXPECTED, {})):
            rows = statement.all(self._desk.connection, text_is=text, **at)
            meant = {Candidate(Kind.DELIVERY, str(row[0])) for row in rows} & told
            if meant:
                return told - meant
        return set()

    def _of_supplier(self, text: str, found: set[Candidate]) -> set[Candidate]:
        """Return the products that the supplier calls so; any supplier is asked only where nobody else knows it."""
        if self._supplier is None or (self._supplier == 0 and found):
            return set()
        rows = _OF_SUPPLIER.all(self._desk.connection, text_is=text, supplier_is=self._supplier)
        known = {each.ref for each in found if each.kind is Kind.PRODUCT}
        return {Candidate(Kind.PRODUCT, str(row[0])) for row in rows if row[0] not in known}

    def shop_shapes(self) -> str:
        """Return the setting of that name."""
        return settings.value(self._desk, "scan.shop_numbers") or ""
