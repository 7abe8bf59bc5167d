"""Recipes of kits, and what was built by them and not taken apart yet."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import and_, bindparam, func, insert, select, update

from warehouse_app.domain.items import Item, sku_key
from warehouse_app.domain.moving.kits import KitDeed, KitPart, Recipe
from warehouse_app.domain.places import PlaceId
from warehouse_app.store import items
from warehouse_app.store.desk import Desk
from warehouse_app.store.schema import kitlines, ledger, moving
from warehouse_app.store.statement import Statement

MOST_KITS = 2_000
"""Kits of one list."""

MOST_WORKS = 500
"""Newest deeds of a kit among which it is looked for what its parts were."""

_k, _kp, _w, _g = moving.kit, moving.kit_part, moving.kit_work, ledger.product
_ok = kitlines.order_kit
_part, _e, _leg, _b, _i, _lot = _g.alias(), ledger.entry, ledger.leg, ledger.balance, ledger.item, ledger.lot
_undone = _e.alias()
_SHOWN = (
    select(_k.c.product_id, _g.c.sku, _g.c.name, _k.c.version, _k.c.active, _kp.c.part_id, _part.c.sku, _part.c.name)
    .add_columns(_kp.c.qty, _k.c.loose)
    .join(_g, _g.c.id == _k.c.product_id)
    .join(_kp, and_(_kp.c.product_id == _k.c.product_id, _kp.c.version == _k.c.version))
    .join(_part, _part.c.id == _kp.c.part_id)
    .order_by(_g.c.sku, _k.c.version.desc(), _part.c.sku)
)
_OF = Statement(_SHOWN.where(_k.c.product_id == bindparam("product_is")))
_LOOSE = Statement(_SHOWN.where(_k.c.loose == 1))
_OF_ORDER = Statement(select(_ok.c.product_id, _ok.c.version).where(_ok.c.order_id == bindparam("order_is")))
_ALL = Statement(_SHOWN.where(_k.c.active == 1).limit(MOST_KITS * 10))
_ACTIVE = Statement(
    select(_k.c.product_id, _kp.c.part_id)
    .join(_kp, and_(_kp.c.product_id == _k.c.product_id, _kp.c.version == _k.c.version))
    .where(_k.c.active == 1)
)
_LAST = Statement(select(func.coalesce(func.max(_k.c.version), 0)).where(_k.c.product_id == bindparam("product_is")))
_REST = Statement(update(_k).where(_k.c.product_id == bindparam("product_is"), _k.c.active == 1).values(active=0))
_NEW = Statement(insert(_k).values({c.name: bindparam(c.name) for c in _k.c}))
_NEW_PART = Statement(insert(_kp).values({c.name: bindparam(c.name) for c in _kp.c}))
_WORK = Statement(insert(_w).values({c.name: bindparam(c.name) for c in _w.c if c.name != "id"}))
_LIVE_WORK = ~select(_undone.c.seq).where(_undone.c.reverses == _w.c.entry_id).exists()
_SUMS = Statement(
    select(_w.c.version, _w.c.what, func.sum(_w.c.qty))
    .where(_w.c.product_id == bindparam("product_is"), _LIVE_WORK)
    .group_by(_w.c.version, _w.c.what)
)
_NEWEST = (
    select(_w.c.id, _w.c.entry_id, _w.c.what, _w.c.place_id)
    .where(_w.c.product_id == bindparam("product_is"), _w.c.version == bindparam("version_is"), _LIVE_WORK)
    .order_by(_w.c.id.desc())
    .limit(MOST_WORKS)
    .subquery()
)
_PARTS_OF = Statement(
    select(_NEWEST.c.what, _leg.c.item_id, _leg.c.qty, _leg.c.source, _NEWEST.c.place_id)
    .join(_e, _e.c.id == _NEWEST.c.entry_id)
    .join(_leg, _leg.c.entry_seq == _e.c.seq)
    .join(_i, _i.c.id == _leg.c.item_id)
    .where(_i.c.product_id != bindparam("product_is"))
    .order_by(_NEWEST.c.id.desc(), _leg.c.n.desc())
)
_LYING = Statement(
    select(_b.c.item_id, _b.c.on_hand - _b.c.held)
    .join(_i, _i.c.id == _b.c.item_id)
    .outerjoin(_lot, and_(_lot.c.sku == _i.c.sku, _lot.c.lot == _i.c.lot))
    .where(_b.c.place_id == bindparam("place_is"), _b.c.on_hand > _b.c.held, _i.c.grade == "A", _i.c.owner == "HOUSE")
    .where(_i.c.product_id.is_not(None))
    .order_by(func.coalesce(_lot.c.last_ship_day, "9999"), _i.c.lot, _i.c.serial, _b.c.item_id)
)


class Together(NamedTuple):
    """Kits of one version that were built and not taken apart."""

    version: int
    qty: int


def _recipes(rows: Iterable[Any]) -> tuple[Recipe, ...]:
    parts: dict[tuple[int, int], list[KitPart]] = defaultdict(list)
    heads: dict[tuple[int, int], Any] = {}
    for row in rows:
        heads.setdefault((row[0], row[3]), row)
        parts[row[0], row[3]].append(KitPart(row[5], row[6], row[7] or "", row[8]))
    return tuple(
        Recipe(row[0], row[1], row[2] or "", row[3], bool(row[4]), tuple(parts[key]), loose=row[9] == 1)
        for key, row in heads.items()
    )


def versions(desk: Desk, product_id: int) -> tuple[Recipe, ...]:
    """Return the recipes of a product, newest first."""
    return _recipes(_OF.all(desk.connection, product_is=product_id))


def active(desk: Desk) -> tuple[Recipe, ...]:
    """Return every kit's active recipe, by SKU."""
    return _recipes(_ALL.all(desk.connection))[:MOST_KITS]


def active_parts(desk: Desk) -> dict[int, set[int]]:
    """Return for every kit the products it is made of now."""
    found: dict[int, set[int]] = defaultdict(set)
    for product, part in _ACTIVE.all(desk.connection):
        found[product].add(part)
    return found


def loose(desk: Desk) -> dict[str, dict[int, Recipe]]:
    """Return of every kit that is, or was, sold by its parts all such recipes, by SKU as orders name it and version."""
    found: dict[str, dict[int, Recipe]] = defaultdict(dict)
    for each in _recipes(_LOOSE.all(desk.connection)):
        found[sku_key(each.sku)][each.version] = each
    return found


def of_order(desk: Desk, order_id: int) -> dict[int, int]:
    """Return by which version of its recipe each kit of an order became its parts, by product."""
    return {row[0]: row[1] for row in _OF_ORDER.all(desk.connection, order_is=order_id)}


def define(desk: Desk, product_id: int, parts: Sequence[tuple[int, int]], *, loose: bool = False) -> int:
    """Write a new version of a recipe, active from now on; return its number."""
    version = int(_LAST.scalar(desk.connection, product_is=product_id)) + 1
    _REST.run(desk.connection, product_is=product_id)
    _NEW.do(
        desk.connection, product_id=product_id, version=version, active=1, loose=int(loose), at=desk.at, who=desk.who
    )
    rows = [{"product_id": product_id, "version": version, "part_id": part, "qty": qty} for part, qty in parts]
    _NEW_PART.run_many(desk.connection, rows)
    return version


def retire(desk: Desk, product_id: int) -> None:
    """Let a product be no kit any more; what was built can still be taken apart."""
    _REST.run(desk.connection, product_is=product_id)


def worked(desk: Desk, entry_id: str, what: KitDeed, recipe: Recipe, place: PlaceId, qty: int) -> None:
    """Keep by which entry kits were built or taken apart."""
    _WORK.do(
        desk.connection, entry_id=entry_id, what=what.value, product_id=recipe.product, version=recipe.version,
        place_id=place, qty=qty, at=desk.at, who=desk.who,
    )  # fmt: skip


def together(desk: Desk, product_id: int) -> tuple[Together, ...]:
    """Return how many kits of each version are still whole, as far as they were built here; newest version first."""
    sums: dict[int, int] = defaultdict(int)
    for version, what, qty in _SUMS.all(desk.connection, product_is=product_id):
        sums[version] += qty if what == KitDeed.BUILT.value else -qty
    return tuple(Together(version, sums[version]) for version in sorted(sums, reverse=True) if sums[version] > 0)


def parts_inside(desk: Desk, product_id: int, version: int) -> dict[str, list[tuple[Item, int]]]:
    """Return what the whole kits of a version are made of, by SKU: what went in last stands first."""
    left: dict[int, int] = {}
    rows = _PARTS_OF.all(desk.connection, product_is=product_id, version_is=version)
    for what, item_id, qty, source, place in rows:
        if what == KitDeed.BUILT.value and source == place:
            left[item_id] = left.get(item_id, 0) + qty
        elif what == KitDeed.BROKEN.value and source != place:
            left[item_id] = left.get(item_id, 0) - qty
    found: dict[str, list[tuple[Item, int]]] = defaultdict(list)
    for item_id, qty in left.items():
        if qty > 0:
            item = items.get(desk, item_id)
            found[item.sku].append((item, qty))
    return found


def lying(desk: Desk, place: PlaceId) -> dict[str, list[tuple[Item, int]]]:
    """Return the goods of a bench by SKU, what ends first standing first."""
    found: dict[str, list[tuple[Item, int]]] = defaultdict(list)
    for item_id, qty in _LYING.all(desk.connection, place_is=place):
        item = items.get(desk, item_id)
        found[item.sku].append((item, qty))
    return found
