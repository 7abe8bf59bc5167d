"""The ledger told once more, naively: a list of legs and a list of promises, everything else folded from them anew.

It is the judge of the real ledger in tests, so it shares no step with it: no projection, no order of work, no cache.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from warehouse_app.domain.items import CONTAINER_MARK, Item
from warehouse_app.domain.ledger.entries import Entry
from warehouse_app.domain.ledger.promises import WHOLE_POOL, PoolKey, Promise, PromiseId
from warehouse_app.domain.ledger.rules import Cell, folded, form_refusal
from warehouse_app.domain.places import MAX_NESTING, MAY_GO_BELOW_ZERO, PROMISABLE_FIXED, Place, PlaceId, PlaceKind

Supply = Mapping[PoolKey, int]


@dataclass(frozen=True, slots=True)
class Book:
    """All places, entries and live promises of a company; a posting gives a new book."""

    places: Mapping[PlaceId, Place]
    entries: tuple[Entry, ...] = ()
    promises: tuple[Promise, ...] = ()

    def with_entry(self, entry: Entry) -> Book:
        """Return the book with one more entry, whatever it breaks."""
        return replace(self, entries=(*self.entries, entry))

    def on_hand(self) -> Mapping[Cell, int]:
        """Return what every cell holds: all legs folded, zeros left out."""
        return folded(leg for entry in self.entries for leg in entry.legs)

    def held(self) -> Mapping[Cell, int]:
        """Return what promises hold in each cell."""
        found: dict[Cell, int] = defaultdict(int)
        for each in self.promises:
            if each.place is not None and each.item is not None:
                found[each.place, each.item] += each.qty
        return dict(found)

    def tracked(self) -> Mapping[tuple[str, str], tuple[PlaceId, ...]]:
        """Return where each serial number is, inside or at the customer: a sound book names one place, once."""
        found: dict[tuple[str, str], list[PlaceId]] = defaultdict(list)
        for (place, item), qty in self.on_hand().items():
            if item.serial and self.places[place].kind not in MAY_GO_BELOW_ZERO:
                found[item.sku, item.serial] += [place] * qty
        return {key: tuple(where) for key, where in found.items()}

    def stands(self, container: Place) -> PlaceId | None:
        """Return where a container stands, if anywhere."""
        where = self.tracked().get((CONTAINER_MARK + container.kind.value, container.code), ())
        return where[0] if where else None

    def chain(self, place: PlaceId) -> tuple[PlaceId, ...]:
        """Return the place and all it stands in, innermost first; cut where it is longer than can be allowed."""
        found = [place]
        while self.places[found[-1]].is_container and len(found) <= 2 * MAX_NESTING:
            above = self.stands(self.places[found[-1]])
            if above is None:
                break
            found.append(above)
        return tuple(found)

    def pool_of(self, place: PlaceId) -> str | None:
        """Return the warehouse whose pools count what stands here: bins, docks, and LPNs on them."""
        chain = [self.places[each] for each in self.chain(place)]
        if chain[-1].kind in PROMISABLE_FIXED and all(each.kind is PlaceKind.LPN for each in chain[:-1]):
            return chain[-1].warehouse
        return None

    def supply(self) -> Supply:
        """Return what every pool and lot pool has on hand."""
        where = {place: self.pool_of(place) for place, _ in self.on_hand()}
        found: dict[PoolKey, int] = defaultdict(int)
        for (place, item), qty in self.on_hand().items():
            warehouse = where[place]
            if warehouse is None or item.is_container:
                continue
            for lot in {WHOLE_POOL, item.lot or WHOLE_POOL}:
                found[PoolKey(warehouse, item.sku, item.owner, item.grade, lot)] += qty
        return dict(found)

    def promised(self) -> Supply:
        """Return what is promised at or below every pool and lot pool."""
        found: dict[PoolKey, int] = defaultdict(int)
        for each in self.promises:
            for lot in {WHOLE_POOL, each.pool.lot}:
                found[replace(each.pool, lot=lot)] += each.qty
        return dict(found)

    def free(self, key: PoolKey) -> int:
        """Return what is available to promise from a pool: the least of it and of the pool above it."""
        keys = {key, replace(key, lot=WHOLE_POOL)}
        return min(self.supply().get(each, 0) - self.promised().get(each, 0) for each in keys)

    def broken(self) -> tuple[str, ...]:
        """Return every rule that does not hold, in words for the reader of a failing test."""
        return (*self._broken_cells(), *self._broken_pools(), *self._broken_serials(), *self._broken_chains())

    def _broken_cells(self) -> Iterable[str]:
        now, held = self.on_hand(), self.held()
        for place, item in now.keys() | held.keys():
            inside = self.places[place].kind not in MAY_GO_BELOW_ZERO
            if inside and now.get((place, item), 0) < held.get((place, item), 0):
                yield f"cell {place} {item}: {now.get((place, item), 0)} on hand, {held.get((place, item), 0)} held"
        for each in self.promises:
            if each.place is not None and self.pool_of(each.place) != each.pool.warehouse:
                yield f"promise {each.id} holds what stands outside its pool"

    def _broken_pools(self) -> Iterable[str]:
        supply = self.supply()
        for key, qty in self.promised().items():
            if qty > supply.get(key, 0):
                yield f"pool {key}: {supply.get(key, 0)} on hand, {qty} promised"

    def _broken_serials(self) -> Iterable[str]:
        return (f"serial {key} at {where}" for key, where in self.tracked().items() if len(where) > 1)

    def _broken_chains(self) -> Iterable[str]:
        for place in self.places.values():
            chain = self.chain(place.id) if place.is_container else ()
            depth = sum(1 for each in chain if self.places[each].is_container)
            if depth > MAX_NESTING or len(set(chain)) < len(chain):
                yield f"container {place.code} stands in a loop or too deep"

    def judged(self, entry: Entry, consume: Mapping[PromiseId, int]) -> Book | None:
        """Return the book after a posting that is not forced, or None where the rules refuse it."""
        if form_refusal(entry) is not None or any(entry.id == each.id for each in self.entries):
            return None
        left = [replace(each, qty=each.qty - consume.get(each.id, 0)) for each in self.promises]
        if any(each.qty < 0 for each in left) or not consume.keys() <= {each.id for each in left}:
            return None
        after = replace(self.with_entry(entry), promises=tuple(each for each in left if each.qty))
        if after.unsound():
            return None
        moved = replace(after, promises=tuple(after.followed(entry)))
        return None if moved.broken() else moved

    def unsound(self) -> bool:
        """Tell whether a serial number is twice, or a container in a loop: then nothing more can be asked of it."""
        return any(True for _ in (*self._broken_serials(), *self._broken_chains()))

    def followed(self, entry: Entry) -> list[Promise]:
        """Return the promises after those in the way followed their goods within the pool, leg by leg."""
        now, found = self.on_hand(), list(self.promises)
        for leg in entry.legs:
            pool = self.pool_of(leg.source)
            if pool is None or pool != self.pool_of(leg.target) or leg.item.is_container:
                continue
            here = [each for each in found if each.place == leg.source and each.item == leg.item]
            over = min(leg.qty, sum(each.qty for each in here) - now.get((leg.source, leg.item), 0))
            for each in here:
                qty = max(0, min(over, each.qty))
                over -= qty
                found.remove(each)
                parts = (replace(each, qty=each.qty - qty), replace(each, qty=qty, place=leg.target))
                found += [part for part in parts if part.qty]
        return found

    def must_lose(self, key: PoolKey) -> int:
        """Return how much of what is promised from a whole pool cannot be kept, whoever loses it."""
        supply = self.supply()
        mine = [each for each in self.promises if replace(each.pool, lot=WHOLE_POOL) == key]
        bound: dict[str, int] = defaultdict(int)
        for each in mine:
            if each.lot_asked:
                bound[each.pool.lot] += each.qty
        lost = sum(max(0, qty - supply.get(replace(key, lot=lot), 0)) for lot, qty in bound.items())
        return lost + max(0, sum(each.qty for each in mine) - lost - supply.get(key, 0))


def goods_in(book: Book, place: PlaceId) -> tuple[tuple[Item, int], ...]:
    """Return what lies directly in a place."""
    return tuple((item, qty) for (where, item), qty in sorted(book.on_hand().items()) if where == place and qty > 0)
