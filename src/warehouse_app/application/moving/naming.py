"""Places and goods by the names that people type, and who loses what was promised."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.application.products import NoSuchPlace
from warehouse_app.domain.ledger.promises import Purpose, Shortage
from warehouse_app.domain.moving.refusals import MoreThanThere, NotANumberOfUnits, NotInPlace, TooManyKinds, WhichPlace
from warehouse_app.domain.places import Place
from warehouse_app.domain.products import NoSuchProduct
from warehouse_app.domain.quantities import MAX_QTY
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import places, products, stockview
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import goods
from warehouse_app.store.moving.goods import Lying


@dataclass(frozen=True, slots=True)
class Named:
    """Goods as a person names them. None: not said, and only one kind may be there; `qty` 0 is all of it."""

    sku: str
    qty: int = 0
    lot: str | None = None
    serial: str | None = None
    grade: str | None = None


@dataclass(frozen=True, slots=True)
class Loser:
    """Who lost a promise by a deed that is never refused: an order's line, or another purpose."""

    order: str
    line: int
    qty: int
    purpose: str


def place_named(desk: Desk, warehouse: str, code: str) -> Place:
    """Return the place or container of a code. Raises Refused(NoSuchPlace, WhichPlace)."""
    text = code.strip()
    found = [each for each in places.with_code(desk, text) if not each.is_outside]
    if warehouse:
        found = [each for each in found if each.is_container or each.warehouse == warehouse]
    if not found:
        raise Refused(NoSuchPlace(text))
    if len(found) > 1:
        raise Refused(WhichPlace(text, tuple(sorted(each.warehouse for each in found))))
    return found[0]


def goods_named(desk: Desk, place: Place, named: Named) -> tuple[Lying, int]:
    """Return the one kind of goods in a place that is named, and how many units of it.

    Raises Refused(NoSuchProduct, NotInPlace, TooManyKinds, NotANumberOfUnits, MoreThanThere).
    """
    product = products.find(desk, named.sku)
    if product is None:
        raise Refused(NoSuchProduct(named.sku))
    if not 0 <= named.qty <= MAX_QTY:
        raise Refused(NotANumberOfUnits(named.qty))
    found = [each for each in goods.lying(desk, place.id) if each.item.sku == product.sku and _fits(named, each)]
    if not found:
        raise Refused(NotInPlace(product.sku, place.code))
    if len(found) > 1:
        raise Refused(TooManyKinds(product.sku, place.code, len(found)))
    qty = named.qty or found[0].on_hand
    if qty > found[0].on_hand:
        raise Refused(MoreThanThere(product.sku, place.code, qty, found[0].on_hand))
    return found[0], qty


def _fits(named: Named, lying: Lying) -> bool:
    said = ((named.lot, lying.item.lot), (named.serial, lying.item.serial), (named.grade, lying.item.grade))
    return all(wanted is None or wanted == kept for wanted, kept in said)


def losers(desk: Desk, lost: Iterable[Shortage]) -> tuple[Loser, ...]:
    """Name who lost what, so that nobody has to look for it."""
    found = []
    for each in lost:
        if each.purpose is Purpose.LINE:
            line = stockview.line_of(desk, each.ref)
            found.append(Loser(line.order, line.n, each.qty, each.purpose.value))
        else:
            found.append(Loser("", 0, each.qty, each.purpose.value))
    return tuple(found)
