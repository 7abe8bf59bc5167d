"""Slotting advice: which products stand in the wrong place, and what moving them would have saved on past tours.

What is told is no estimate by distance from the start: the tours of the past are walked again with the product in its
new place. Only few are tried, those where most visits meet the longest way; the best is taken, the tours are as if it
stood there already, and the next is sought.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from warehouse_app.planning.layout import WarehouseGraph
from warehouse_app.planning.routing import Router

TRIED, TARGETS = 8, 3
"""Products that are tried for each move that is told, and places that are tried for each."""

MOST_TOURS = 400
"""Past tours that are walked again, the newest."""


@dataclass(frozen=True, slots=True)
class PastTour:
    """One tour as it was: at which place goods of which product were taken."""

    stops: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class SlotMove:
    """Move a product from one place to another; `swap` stands there now and goes where the product was ("": it is
    empty). `saved_mm` is what it saves over all tours looked at.
    """

    sku: str
    source: str
    target: str
    visits: int
    saved_mm: int
    swap: str = ""


@dataclass(frozen=True, slots=True)
class Advice:
    """The moves worth most, and the length of all tours before and after. Without distances there is no advice."""

    moves: tuple[SlotMove, ...]
    tours: int
    before_mm: int
    after_mm: int
    known: bool = True


def advise(
    graph: WarehouseGraph,
    router: Router,
    tours: Sequence[PastTour],
    stands: Mapping[str, str],
    empty: Iterable[str],
    kept: Collection[str] = (),
    most: int = 10,
) -> Advice:
    """Return up to `most` moves of products to better places.

    `stands`: what stands in a place (place -> product) where that is one product alone; `empty` places can take one;
    from and to `kept` places nothing is moved.
    """
    walks = [tour for tour in tours[:MOST_TOURS] if all(place in graph.spots for place, _sku in tour.stops)]
    if graph.floor is None or not walks:
        return Advice((), len(walks), 0, 0, known=graph.floor is not None)
    search = _Search(graph, router, walks, {p: s for p, s in stands.items() if p not in kept}, set(empty) - {*kept})
    before = sum(search.lengths)
    moves: list[SlotMove] = []
    while len(moves) < most and (best := search.best()) is not None:
        search.take(best)
        moves.append(best)
    return Advice(tuple(moves), len(walks), before, sum(search.lengths))


class _Search:
    """The tours as they would be with the moves taken so far."""

    def __init__(
        self, graph: WarehouseGraph, router: Router, tours: Sequence[PastTour], stands: dict[str, str], empty: set[str]
    ) -> None:
        self._router, self._stands = router, stands
        self._stops = [set(tour.stops) for tour in tours]
        self.lengths = [router.cost({place for place, _sku in stops}) for stops in self._stops]
        self._empty = {place for place in empty if place in graph.spots}
        self._far = {place: router.cost([place]) for place in {*stands, *self._empty} if place in graph.spots}
        self._moved: set[str] = set()

    def best(self) -> SlotMove | None:
        """Return the move that saves most of those tried; None where none saves anything."""
        visits = Counter(stop for stops in self._stops for stop in stops)
        slow = sorted(
            (place for place, sku in self._stands.items() if place in self._far and sku not in self._moved),
            key=lambda place: (self._far[place], place),
        )
        free = sorted(self._empty, key=lambda place: (self._far[place], place))
        tried: list[tuple[int, SlotMove]] = []
        for (place, sku), often in visits.items():
            if self._stands.get(place) != sku or place not in self._far or sku in self._moved:
                continue
            targets = (
                free[:TARGETS]
                + [each for each in slow[: 10 * TARGETS] if 2 * visits[each, self._stands[each]] < often][:TARGETS]
            )
            for target in targets:
                gain = (self._far[place] - self._far[target]) * (often - visits[target, self._stands.get(target, "")])
                if gain > 0 and target != place:
                    swap = self._stands.get(target, "")
                    tried.append((gain, SlotMove(sku, place, target, often, 0, swap)))
        tried.sort(key=lambda each: (-each[0], each[1].sku, each[1].target))
        saved = [(self._saved(move), move) for _gain, move in _few(tried)]
        found = max(saved, key=lambda each: (each[0], each[1].sku), default=(0, None))
        if found[1] is None or found[0] <= 0:
            return None
        move = found[1]
        return SlotMove(move.sku, move.source, move.target, move.visits, found[0], move.swap)

    def _saved(self, move: SlotMove) -> int:
        return sum(self.lengths[n] - self._router.cost(_places(stops)) for n, stops in self._changed(move).items())

    def _changed(self, move: SlotMove) -> dict[int, set[tuple[str, str]]]:
        """Return the stops of the tours that would be others."""
        new = {(move.source, move.sku): (move.target, move.sku)}
        if move.swap:
            new[move.target, move.swap] = (move.source, move.swap)
        return {
            number: {new.get(stop, stop) for stop in stops}
            for number, stops in enumerate(self._stops)
            if any(stop in stops for stop in new)
        }

    def take(self, move: SlotMove) -> None:
        """Let the tours be as if the move was done."""
        for number, stops in self._changed(move).items():
            self._stops[number] = stops
            self.lengths[number] = self._router.cost(_places(stops))
        self._moved |= {move.sku, move.swap} - {""}
        self._empty.discard(move.target)
        self._stands[move.target] = move.sku
        if move.swap:
            self._stands[move.source] = move.swap
        else:
            del self._stands[move.source]


def _places(stops: Iterable[tuple[str, str]]) -> set[str]:
    return {place for place, _sku in stops}


def _few(tried: Sequence[tuple[int, SlotMove]]) -> list[tuple[int, SlotMove]]:
    """Return the moves that are tried: of the first products, each with its targets."""
    by_sku: dict[str, list[tuple[int, SlotMove]]] = defaultdict(list)
    for each in tried:
        if each[1].sku in by_sku or len(by_sku) < TRIED:
            by_sku[each[1].sku].append(each)
    return [each for some in by_sku.values() for each in some[:TARGETS]]
