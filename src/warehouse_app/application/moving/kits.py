"""Kits: a recipe kept by version, kits built from what lies at a bench, and taken apart into what they were made of."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from warehouse_app.application.moving.deeds import marked
from warehouse_app.application.moving.naming import Named, goods_named, place_named
from warehouse_app.application.run import Command, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.items import Item, ProductKind, Tracking
from warehouse_app.domain.ledger.entries import EntryId
from warehouse_app.domain.moving.kits import (
    BadRecipe,
    KitDeed,
    KitNeedsMark,
    KitShort,
    NoSuchKit,
    NotAtBench,
    Recipe,
    bad_recipe,
    consumed,
    loop_of,
)
from warehouse_app.domain.moving.refusals import NotANumberOfUnits
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import Place, PlaceKind
from warehouse_app.domain.products import NoSuchProduct, Product
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import inventory, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.moving import kits

MOST_PART_QTY = 1_000_000
"""Units of a part in one kit."""

MOST_BUILT = 100_000
"""Kits built or taken apart at once."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DefineKit(Command):
    """Say what a kit is made of: SKU and quantity of each part. Without parts it is no kit any more.

    `loose` says whether it is sold by its parts; None leaves it as it is, and a new kit is sold as it was built.
    """

    sku: str
    parts: tuple[tuple[str, int], ...]
    loose: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class BuildKit(Command):
    """Build kits from what lies at a bench."""

    sku: str
    qty: int
    place: str
    warehouse: str = ""
    lot: str = ""
    serial: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class BreakKit(Command):
    """Take kits apart that lie at a bench."""

    sku: str
    qty: int
    place: str
    why: str = ""
    warehouse: str = ""
    lot: str | None = None
    serial: str | None = None


@dataclass(frozen=True, slots=True)
class KitDone:
    """What became of kits at a bench: each part with lot or serial, and how many of it were used or came out."""

    sku: str
    qty: int
    place: str
    version: int
    parts: tuple[tuple[str, str, int], ...]


@handles(DefineKit, right=Right.PRODUCTS, answer=int)
def define_kit(desk: Desk, command: DefineKit, _session: Session) -> int:
    """Keep a recipe as a new version and return its number; the same recipe again changes nothing.

    Without parts the product is no kit any more (0). Raises Refused(NoSuchProduct, BadRecipe, NoSuchKit).
    """
    kit = _product(desk, command.sku)
    now = next((each for each in kits.versions(desk, kit.id) if each.active), None)
    desk.touch(Touched.KIT)
    if not command.parts:
        if now is None:
            raise Refused(NoSuchKit(kit.sku))
        kits.retire(desk, kit.id)
        return 0
    found = [(_part(desk, kit.sku, sku), qty) for sku, qty in command.parts]
    wrong = bad_recipe(kit.sku, [(part.sku, qty) for part, qty in found], MOST_PART_QTY)
    if wrong is not None:
        raise Refused(wrong)
    problem = loop_of(kit.id, [part.id for part, _ in found], kits.active_parts(desk))
    if problem:
        raise Refused(BadRecipe(kit.sku, problem))
    parts = sorted((int(part.id), qty) for part, qty in found)
    loose = bool(now and now.loose) if command.loose is None else command.loose
    if now is not None and sorted((each.product, each.qty) for each in now.parts) == parts and now.loose == loose:
        return now.version
    return kits.define(desk, kit.id, parts, loose=loose)


def _product(desk: Desk, sku: str) -> Product:
    found = products.find(desk, sku)
    if found is None:
        raise Refused(NoSuchProduct(sku))
    if found.kind is not ProductKind.GOODS:
        raise Refused(BadRecipe(found.sku, "not_goods", found.sku))
    return found


def _part(desk: Desk, kit: str, sku: str) -> Product:
    found = products.find(desk, sku)
    if found is None:
        raise Refused(NoSuchProduct(sku))
    if found.kind is not ProductKind.GOODS:
        raise Refused(BadRecipe(kit, "not_goods", found.sku))
    return found


@handles(BuildKit, right=Right.MOVE, answer=KitDone)
def build_kit(desk: Desk, command: BuildKit, _session: Session) -> KitDone:
    """Build kits: their parts at the bench become kits in one entry, the lots that end first used first.

    Raises Refused(NoSuchKit, NotAtBench, KitShort with all that is lacking, KitNeedsMark, NotANumberOfUnits).
    """
    kit = _product(desk, command.sku)
    recipe = next((each for each in kits.versions(desk, kit.id) if each.active), None)
    if recipe is None:
        raise Refused(NoSuchKit(kit.sku))
    bench = _bench(desk, command.warehouse, command.place)
    _refuse_count(command.qty)
    made = _made(kit, command)
    used, lacking = consumed(recipe.parts, command.qty, kits.lying(desk, bench.id))
    if lacking:
        raise Refused(KitShort(kit.sku, command.qty, bench.code, lacking))
    entry_id = EntryId(f"{command.id}.1")
    inventory.transform(desk, entry_id, bench.id, used, [(made, command.qty)], f"kit {kit.sku} built")
    kits.worked(desk, entry_id, KitDeed.BUILT, recipe, bench.id, command.qty)
    desk.touch(Touched.KIT, Touched.STOCK)
    return _done(recipe, command.qty, bench, used)


def _made(kit: Product, command: BuildKit) -> Item:
    """Return what is built. Raises Refused(KitNeedsMark)."""
    lot, serial = marked(command.lot), marked(command.serial)
    if kit.tracking is Tracking.LOT and not lot:
        raise Refused(KitNeedsMark(kit.sku, "lot"))
    if kit.tracking is Tracking.SERIAL and not serial:
        raise Refused(KitNeedsMark(kit.sku, "serial"))
    if serial and command.qty != 1:
        raise Refused(KitNeedsMark(kit.sku, "one"))
    return Item(kit.sku, lot=lot, serial=serial)


def _bench(desk: Desk, warehouse: str, code: str) -> Place:
    place = place_named(desk, warehouse, code)
    if place.kind is not PlaceKind.BENCH:
        raise Refused(NotAtBench(place.code))
    return place


def _refuse_count(qty: int) -> None:
    if not 0 < qty <= MOST_BUILT:
        raise Refused(NotANumberOfUnits(qty))


@handles(BreakKit, right=Right.MOVE, answer=tuple[KitDone, ...])
def break_kit(desk: Desk, command: BreakKit, _session: Session) -> tuple[KitDone, ...]:
    """Take kits apart: what went in last comes out first, of one version after the other.

    Kits that were not built here give the parts of the active recipe, without lot or serial number. Raises
    Refused(NoSuchKit, NotAtBench, NotInPlace, MoreThanThere, NotANumberOfUnits).
    """
    kit = _product(desk, command.sku)
    recipes = {each.version: each for each in kits.versions(desk, kit.id)}
    if not recipes:
        raise Refused(NoSuchKit(kit.sku))
    bench = _bench(desk, command.warehouse, command.place)
    _refuse_count(command.qty)
    found, qty = goods_named(desk, bench, Named(kit.sku, command.qty, command.lot, command.serial))
    done = []
    for n, (recipe, many) in enumerate(_shares(desk, recipes, qty), 1):
        made = _came_out(desk, recipe, many)
        entry_id, why = EntryId(f"{command.id}.{n}"), command.why.strip() or f"kit {kit.sku} taken apart"
        inventory.transform(desk, entry_id, bench.id, [(found.item, many)], made, why)
        kits.worked(desk, entry_id, KitDeed.BROKEN, recipe, bench.id, many)
        done.append(_done(recipe, many, bench, made))
    desk.touch(Touched.KIT, Touched.STOCK)
    return tuple(done)


def _shares(desk: Desk, recipes: dict[int, Recipe], qty: int) -> list[tuple[Recipe, int]]:
    """Return how many kits of which version are taken apart: those built here first, newest version first."""
    newest = next(iter(recipes.values()))
    active = next((each for each in recipes.values() if each.active), newest)
    shares: dict[int, int] = {}
    for version, whole in kits.together(desk, newest.product):
        many = min(whole, qty)
        if many > 0:
            shares[version] = many
            qty -= many
    if qty > 0:
        shares[active.version] = shares.get(active.version, 0) + qty
    return [(recipes[version], many) for version, many in shares.items()]


def _came_out(desk: Desk, recipe: Recipe, many: int) -> list[tuple[Item, int]]:
    inside = kits.parts_inside(desk, recipe.product, recipe.version)
    found: list[tuple[Item, int]] = []
    for part in recipe.parts:
        left = part.qty * many
        for item, qty in inside.get(part.sku, ()):
            taken = min(left, qty)
            if taken > 0:
                found.append((item, taken))
                left -= taken
        if left > 0:
            found.append((Item(part.sku), left))
    return _joined(found)


def _joined(found: list[tuple[Item, int]]) -> list[tuple[Item, int]]:
    sums: dict[Item, int] = {}
    for item, qty in found:
        sums[item] = sums.get(item, 0) + qty
    return list(sums.items())


def _done(recipe: Recipe, qty: int, bench: Place, parts: Iterable[tuple[Item, int]]) -> KitDone:
    told = tuple((item.sku, item.serial or item.lot, count) for item, count in parts)
    return KitDone(recipe.sku, qty, bench.code, recipe.version, told)


def find_kits(desk: Desk) -> tuple[Recipe, ...]:
    """Return every kit with its recipe, by SKU."""
    return kits.active(desk)


def kit_of(desk: Desk, sku: str) -> tuple[Recipe, ...]:
    """Return all versions of a kit's recipe, newest first. Raises Refused(NoSuchKit)."""
    product = products.find(desk, sku)
    found = () if product is None else kits.versions(desk, product.id)
    if not found:
        raise Refused(NoSuchKit(sku))
    return found
