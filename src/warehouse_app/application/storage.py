"""Rules of places and products, locks and homes: set one by one, and asked where goods would be put and why."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

from warehouse_app.application.places import place_id_of
from warehouse_app.application.products import NoSuchPlace
from warehouse_app.application.putaway.proposing import propose, sought_of
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.editing import Change, news, whole, words
from warehouse_app.domain.items import Item
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceId, PlaceKind
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.putaway.rules import (
    LONGEST_WORD,
    MOST,
    BadSpan,
    Home,
    LockReason,
    NoHomeThere,
    NoSuchHome,
    PlaceRule,
    ProductRule,
    texts,
    value_of,
)
from warehouse_app.domain.putaway.values import Proposal
from warehouse_app.domain.refusals import Refused
from warehouse_app.planning.putaway import classes
from warehouse_app.ports.clock import iso
from warehouse_app.store import places, products, storagerules
from warehouse_app.store.desk import Desk

AT_ONCE, PAUSE_S = 200, 0.002
"""Products that one command classes, and how long benches are let in after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPlaceRule(Command):
    """Change what a place is for and can take, each field with what the person saw before."""

    place_id: int
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LockPlace(Command):
    """Lock a place for a reason: nothing is put there. An empty reason opens it again."""

    place_id: int
    reason: str
    locked: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class SetProductRule(Command):
    """Change what a product asks of its place, each field with what the person saw before."""

    sku: str
    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SetHome(Command):
    """Make a bin a home of a product, or change what it is filled up to. `most` may be empty: as much as fits.

    The bin is `place_id`, or of the code `place` where that is 0.
    """

    sku: str
    place_id: int = 0
    place: str = ""
    least: str = ""
    most: str = ""
    fixed: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class DropHome(Command):
    """Let a bin be no home of a product any more; it is named as in SetHome."""

    sku: str
    place_id: int = 0
    place: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassifyProducts(Command):
    """Give some products their demand class, by row number."""

    classes: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class PlaceRuled:
    """A place's rule, and the products that are at home there."""

    rule: PlaceRule
    homes: tuple[Home, ...]


@dataclass(frozen=True, slots=True)
class ProductRuled:
    """What a product asks of its place, and its homes."""

    rule: ProductRule
    homes: tuple[Home, ...]


@handles(SetPlaceRule, right=Right.PLACES, answer=str)
def set_place_rule(desk: Desk, command: SetPlaceRule, _session: Session) -> str:
    """Change a place's rule and return its code. Raises Refused(NoSuchPlace, ChangedMeanwhile, BadField)."""
    place = _place(desk, command.place_id)
    found = news(place.code, command.changes, texts(storagerules.place_rule(desk, place.id)))
    values = {name: value_of(name, text) for name, text in found.items()}
    if values:
        storagerules.set_place_rule(desk, place.id, values)
        desk.touch(Touched.PLACE)
    return place.code


@handles(LockPlace, right=Right.PLACES, answer=str)
def lock_place(desk: Desk, command: LockPlace, _session: Session) -> str:
    """Lock a place or open it again, and return its code. Raises Refused(NoSuchPlace, LockReason, BadField)."""
    place = _place(desk, command.place_id)
    reason = words("reason", command.reason, LONGEST_WORD, empty=True)
    if command.locked and not reason:
        raise Refused(LockReason(place.code))
    values: dict[str, object] = {"locked": command.locked, "locked_why": reason if command.locked else ""}
    storagerules.set_place_rule(desk, place.id, values)
    desk.touch(Touched.PLACE)
    return place.code


@handles(SetProductRule, right=Right.PRODUCTS, answer=str)
def set_product_rule(desk: Desk, command: SetProductRule, _session: Session) -> str:
    """Change what a product asks and return its SKU. Raises Refused(NoSuchProduct, ChangedMeanwhile, BadField)."""
    product = _product(desk, command.sku)
    found = news(product.sku, command.changes, texts(storagerules.product_rule(desk, product.id)))
    values = {name: value_of(name, text) for name, text in found.items()}
    if values:
        storagerules.set_product_rule(desk, product.id, values)
        desk.touch(Touched.PRODUCT)
    return product.sku


@handles(SetHome, right=Right.PRODUCTS, answer=str)
def set_home(desk: Desk, command: SetHome, _session: Session) -> str:
    """Make a bin a home and return its code. Raises Refused(NoSuchProduct, NoSuchPlace, NoHomeThere, BadSpan, ...)."""
    product, place = _product(desk, command.sku), _named(desk, command)
    if place.kind is not PlaceKind.BIN:
        raise Refused(NoHomeThere(place.code, place.kind.value.lower()))
    least, most = whole("least", command.least, 0, MOST) or 0, whole("most", command.most, 1, MOST)
    if most is not None and most < least:
        raise Refused(BadSpan(least, most))
    home = Home(int(product.id), product.sku, int(place.id), place.code, least, most, command.fixed)
    storagerules.set_home(desk, home)
    desk.touch(Touched.PRODUCT, Touched.PLACE)
    return place.code


@handles(DropHome, right=Right.PRODUCTS, answer=str)
def drop_home(desk: Desk, command: DropHome, _session: Session) -> str:
    """Let a bin be no home any more and return its code. Raises Refused(NoSuchProduct, NoSuchPlace, NoSuchHome)."""
    product, place = _product(desk, command.sku), _named(desk, command)
    if not storagerules.drop_home(desk, product.id, place.id):
        raise Refused(NoSuchHome(product.sku, place.code))
    desk.touch(Touched.PRODUCT, Touched.PLACE)
    return place.code


@handles(ClassifyProducts, right=Right.PRODUCTS, answer=int)
def classify_products(desk: Desk, command: ClassifyProducts, _session: Session) -> int:
    """Write demand classes and return how many. Raises Refused(BadField)."""
    for product_id, name in command.classes:
        storagerules.set_product_rule(desk, product_id, {"demand_class": value_of("demand_class", name)})
    desk.touch(Touched.PRODUCT)
    return len(command.classes)


def classify(runner: Runner, session: Session, days: int, pause: Callable[[float], None]) -> dict[str, int]:
    """Class all goods by what was asked for in the last `days`; return how many are A, B, C, and how many changed.

    Raises Refused(NoRight), Trouble.
    """
    since = iso(runner.clock.now() - timedelta(days=days))
    known = runner.ask(lambda desk: storagerules.demand_since(desk, since), session, Right.PRODUCTS)
    found = classes({product: units for product, (_old, units) in known.items()})
    news = tuple((product, name) for product, name in sorted(found.items()) if known[product][0] != name)
    for at in range(0, len(news), AT_ONCE):
        command = ClassifyProducts(id=runner.ids.new(), classes=news[at : at + AT_ONCE])
        runner.perform(command, session).done()
        pause(PAUSE_S)
    counts = Counter(found.values())
    return {**{name: counts[name] for name in ("A", "B", "C")}, "changed": len(news)}


def place_ruled(desk: Desk, place_id: int) -> PlaceRuled:
    """Return a place's rule and whose home it is. For `Runner.ask`."""
    return PlaceRuled(storagerules.place_rule(desk, place_id), storagerules.homes_at(desk, place_id))


def product_ruled(desk: Desk, sku: str) -> ProductRuled:
    """Return what a product asks of its place and its homes. Raises Refused(NoSuchProduct). For `Runner.ask`."""
    product = _product(desk, sku)
    return ProductRuled(storagerules.product_rule(desk, product.id), storagerules.homes_of_product(desk, product.id))


def where_to(desk: Desk, sku: str, qty: int, warehouse: str, lot: str = "") -> Proposal:
    """Return where units of a product would be put, and of every place looked at why or why not. For `Runner.ask`.

    Raises Refused(NoSuchProduct).
    """
    product = _product(desk, sku)
    sought = sought_of(desk, Item(product.sku, lot), qty, warehouse)
    if sought is None:
        raise Refused(NoSuchProduct(sku))
    return propose(desk, sought)


def _place(desk: Desk, place_id: int) -> Place:
    try:
        return places.get(desk, PlaceId(place_id))
    except LookupError:
        raise Refused(NoSuchPlace(str(place_id))) from None


def _named(desk: Desk, command: SetHome | DropHome) -> Place:
    return _place(desk, command.place_id or place_id_of(desk, command.place))


def _product(desk: Desk, sku: str) -> Product:
    found = products.find(desk, sku)
    if found is None:
        raise Refused(NoSuchProduct(sku))
    return found
