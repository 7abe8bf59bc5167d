"""A naive shop: what every deed of a shift must do to stock, promises, orders and parcels, in plain Python.

It shares no code with the product. Each deed is told with what a person could see of it, and changes a few
dictionaries; where the product may choose (a bin, a tote), it is told the choice and judges it.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from tests.mutants.shop_goods import Goods

Put = tuple[str, str, int]
"""Tote, product, units: one part of what a scan put into a parcel."""


@dataclass
class Line:
    """All lines of an order that sell one product."""

    ordered: int
    promised: int = 0
    picked: int = 0
    packed: int = 0
    shipped: int = 0

    @property
    def short(self) -> int:
        return self.ordered - self.picked - self.promised

    @property
    def left(self) -> int:
        return self.picked - self.packed


@dataclass
class Order:
    """An order, its lines by product."""

    lines: dict[str, Line]
    state: str = "confirmed"
    holds: set[str] = field(default_factory=set)
    part: bool = False
    run: int = 0

    @property
    def waits(self) -> bool:
        """Tell whether nobody may pack it now."""
        return self.state != "confirmed" or bool(self.holds)

    def sum(self, what: str) -> int:
        return sum(getattr(line, what) for line in self.lines.values())


@dataclass
class Parcel:
    """A parcel, and what was scanned into it, scan by scan."""

    order: str
    state: str = "open"
    puts: list[list[Put]] = field(default_factory=list)
    labels: int = 0
    bench: str = ""
    """Where its label is to be scanned, while it is sealed."""


class Shop:
    """What there is. `cells`: place -> product (`/D` behind it where it is damaged) -> units, inside places only.

    `said` is what files told of cells: the same words again change nothing, for people may have picked since.
    `gone` counts what ever left a place, `corrected` how often somebody said that there is another number of it there.
    """

    def __init__(self) -> None:
        self.cells: dict[str, Counter[str]] = {}
        self.bins: set[str] = set()
        self.docks: set[str] = set()
        self.goods = Goods()
        self.gone: Counter[tuple[str, str]] = Counter()
        self.corrected: Counter[tuple[str, str]] = Counter()
        self.orders: dict[str, Order] = {}
        self.parcels: dict[str, Parcel] = {}
        self.in_totes: Counter[tuple[str, str, str]] = Counter()
        self.doubted: Counter[str] = Counter()
        self.said: dict[tuple[str, str], int] = {}
        self.picks: dict[tuple[str, str], list[tuple[str, str, str, str, int]]] = {}

    # ------------------------------------------------------------------------------------------------------- questions
    def stock(self, sku: str) -> int:
        """Return the units that may be promised."""
        return sum(self.cells.get(place, Counter())[sku] for place in self.bins | self.docks)

    def promised(self, sku: str) -> int:
        lines = [order.lines[sku] for order in self.orders.values() if sku in order.lines]
        return sum(line.promised for line in lines) + self.doubted[sku]

    def free(self, sku: str) -> int:
        return self.stock(sku) - self.promised(sku)

    def stands(self, place: str, sku: str) -> int:
        return self.cells.get(place, Counter[str]())[sku]

    def contents(self, code: str) -> Counter[str]:
        return Counter({sku: qty for sku, qty in self.cells.get(code, Counter()).items() if qty})

    def lies(self, place: str) -> Counter[str]:
        """Return what somebody who stands there sees: what is on a trolley stays on the dock in the books alone."""
        return self.contents(place) - (self.goods.shelf.load if place in self.docks else Counter())

    def open_parcel(self, order: str) -> str | None:
        return next((code for code, each in self.parcels.items() if (each.order, each.state) == (order, "open")), None)

    def totes_of(self, order: str, sku: str) -> dict[str, int]:
        return {
            tote: qty for (mine, tote, thing), qty in self.in_totes.items() if (mine, thing) == (order, sku) and qty
        }

    # ---------------------------------------------------------------------------------------------------------- moving
    def add(self, place: str, thing: str, qty: int) -> None:
        cell = self.cells.setdefault(place, Counter())
        cell[thing] += qty
        self.gone[place, thing] += max(0, -qty)
        assert cell[thing] >= 0, f"{place} holds {cell[thing]} {thing}"

    def move(self, thing: str, source: str, target: str, qty: int) -> None:
        self.add(source, thing, -qty)
        self.add(target, thing, qty)

    def _tote(self, order: str, tote: str, sku: str, qty: int) -> None:
        self.in_totes[order, tote, sku] += qty
        assert self.in_totes[order, tote, sku] >= 0, f"tote {tote} holds less than nothing of {order}"

    # ------------------------------------------------------------------------------------------------- orders, promises
    def import_order(self, code: str, lines: Iterable[tuple[str, int]], run: int = 0) -> None:
        wanted: Counter[str] = Counter()
        for sku, qty in lines:
            wanted[sku] += qty
        self.orders[code] = Order({sku: Line(qty) for sku, qty in wanted.items()}, run=run)

    def allocate(self, code: str) -> None:
        """Promise to each line what is free and what it lacks."""
        order = self.orders[code]
        assert order.state == "confirmed", f"{code} is promised goods though it is {order.state}"
        for sku, line in order.lines.items():
            line.promised += max(0, min(line.short, self.free(sku)))

    def serve(self, sku: str, strongest: Iterable[str]) -> Counter[str]:
        """Promise what is free of a product to orders that lack it, in that order; return who got how much."""
        got: Counter[str] = Counter()
        for code in strongest:
            line = self.orders[code].lines.get(sku)
            if line is not None and self.orders[code].state == "confirmed":
                got[code] = max(0, min(line.short, self.free(sku)))
                line.promised += got[code]
        return +got

    def cancel(self, code: str) -> None:
        order = self.orders[code]
        assert order.state == "confirmed", f"{code} is cancelled though it is {order.state}"
        assert not any(p.order == code and p.state == "handed_over" for p in self.parcels.values())
        order.state = "cancelled"
        for line in order.lines.values():
            line.promised = 0
        for parcel in self.parcels.values():
            if parcel.order == code and parcel.state in ("sealed", "labelled", "manifested"):
                parcel.state = "voided"

    def count(self, place: str, sku: str, counted: int) -> int:
        """Somebody counted; return how many promised units nobody can keep any more."""
        cell = self.cells.setdefault(place, Counter())
        self.gone[place, sku] += max(0, cell[sku] - counted)
        self.corrected[place, sku] += cell[sku] != counted
        cell[sku] = counted
        return max(0, -self.free(sku))

    def correct(self, place: str, sku: str, more: int) -> None:
        """There is so much more of a product in a place than anybody knew."""
        self.add(place, sku, more)
        self.corrected[place, sku] += more != 0

    # ---------------------------------------------------------------------------------------------------------- picking
    def pick(self, bench: tuple[str, str], order: str, sku: str, place: str, tote: str, qty: int) -> None:
        line = self.orders[order].lines[sku]
        assert self.orders[order].state == "confirmed", f"{order} is picked though it is {self.orders[order].state}"
        assert line.promised >= qty, f"{order} takes {qty} {sku} of {line.promised} promised"
        others = {mine for (mine, where, _), left in self.in_totes.items() if where == tote and left} - {order}
        assert not others, f"{tote} holds goods of {others}"
        line.promised -= qty
        line.picked += qty
        self.move(sku, place, tote, qty)
        self._tote(order, tote, sku, qty)
        self.picks.setdefault(bench, []).append((order, sku, place, tote, qty))

    def undo_pick(self, bench: tuple[str, str]) -> str:
        """Take the last pick of a station in a batch back; return where the goods stand again."""
        order, sku, place, tote, qty = self.picks[bench].pop()
        line = self.orders[order].lines[sku]
        line.picked -= qty
        line.promised += qty if self.orders[order].state == "confirmed" else 0
        assert line.picked >= line.packed
        self.move(sku, tote, place, qty)
        self._tote(order, tote, sku, -qty)
        return place

    # ---------------------------------------------------------------------------------------------------------- packing
    def may_put(self, order: str, sku: str, qty: int) -> bool:
        line = self.orders[order].lines.get(sku)
        return not self.orders[order].waits and line is not None and line.left >= qty

    def put(self, parcel: str, parts: list[Put]) -> None:
        """Put units from totes into a parcel: one accepted scan."""
        box = self.parcels[parcel]
        assert box.state == "open", f"{parcel} is {box.state}"
        for tote, sku, qty in parts:
            line = self.orders[box.order].lines[sku]
            assert line.left >= qty, f"{box.order}: {qty} {sku} packed, {line.left} left"
            line.packed += qty
            self.move(sku, tote, parcel, qty)
            self._tote(box.order, tote, sku, -qty)
        box.puts.append(parts)

    def undo_put(self, parcel: str) -> None:
        box = self.parcels[parcel]
        for tote, sku, qty in box.puts.pop():
            self.orders[box.order].lines[sku].packed -= qty
            self.move(sku, parcel, tote, qty)
            self._tote(box.order, tote, sku, qty)

    def open_labels(self, station: str) -> list[str]:
        """Return the parcels whose label is to be scanned at a station."""
        return [code for code, each in self.parcels.items() if (each.state, each.bench) == ("sealed", station)]

    def after_put(self, parcel: str, station: str) -> str:
        """Seal the parcel where nothing is left; return what the bench must say."""
        order = self.orders[self.parcels[parcel].order]
        if order.sum("left"):
            return ""
        if not self.contents(parcel):
            self.parcels[parcel].state = "voided"
            return "nothing_to_pack"
        if order.sum("ordered") > order.sum("picked") and not order.part:
            return "all_in_short"
        return self.seal(parcel, station)

    def seal(self, parcel: str, station: str, *, more: bool = False) -> str:
        """Seal a parcel: with other labels about, its own is to be scanned. Return what the bench must say."""
        box = self.parcels[parcel]
        waits = more or bool(self.open_labels(station))
        assert self.contents(parcel), f"{parcel} is closed with nothing in it"
        assert not self.orders[box.order].waits
        box.state, box.bench = ("sealed", station) if waits else ("labelled", "")
        box.labels += 1
        return "next_box" if more else "scan_label" if waits else "order_packed"

    def apply(self, parcel: str, station: str) -> None:
        """The label of a sealed parcel was scanned at its bench."""
        box = self.parcels[parcel]
        assert (box.state, box.bench) == ("sealed", station), f"{parcel} is {box.state} at {box.bench}"
        assert not self.orders[box.order].waits, f"{parcel} is closed though {box.order} waits"
        box.state, box.bench = "labelled", ""

    def reopen(self, parcel: str) -> None:
        """A sealed parcel is open again; another box of its order must be empty, and is given up."""
        box = self.parcels[parcel]
        assert box.state in ("sealed", "labelled"), f"{parcel} was opened again though {box.state}"
        assert not self.orders[box.order].waits, f"{parcel} was opened again though {box.order} waits"
        other = self.open_parcel(box.order)
        if other is not None:
            assert not self.contents(other), f"{other} was given up with goods in it"
            self.parcels[other].state = "voided"
        box.state, box.bench = "open", ""

    def finish_short(self, parcel: str, station: str) -> str:
        """Write off what is at the bench and not in the parcel; return what the bench must say."""
        code = self.parcels[parcel].order
        for (mine, tote, sku), qty in list(self.in_totes.items()):
            if mine == code and qty:
                self.add(tote, sku, -qty)
                self._tote(code, tote, sku, -qty)
                self.orders[code].lines[sku].picked -= qty
        return self.seal(parcel, station)

    def damaged(self, code: str, sku: str, source: str, bad: str) -> None:
        """One unit is broken, in a tote or in the parcel."""
        line = self.orders[code].lines[sku]
        self.add(source, sku, -1)
        self.add(bad, f"{sku}/D", 1)
        line.picked -= 1
        if source in self.parcels:
            line.packed -= 1
        else:
            self._tote(code, source, sku, -1)

    def unpack(self, parcel: str, where: dict[tuple[str, str], int]) -> None:
        """All of a parcel lies in totes again: `where` says how many of what in which."""
        box = self.parcels[parcel]
        inside = self.contents(parcel)
        back: Counter[str] = Counter()
        for (tote, sku), qty in where.items():
            back[sku] += qty
            self.move(sku, parcel, tote, qty)
            self._tote(box.order, tote, sku, qty)
            self.orders[box.order].lines[sku].packed -= qty
        assert back == inside, f"{parcel} held {inside}, {back} came back"
        box.state = "voided"
        box.puts.clear()

    def put_back(self, code: str, ways: Iterable[tuple[str, int, str, str]]) -> None:
        """Goods of an order go back where they were picked; ways are product, units, tote, bin."""
        for sku, qty, tote, place in ways:
            assert place in self.bins | self.docks, f"{place} is no bin"
            self._tote(code, tote, sku, -qty)
            self.move(sku, tote, place, qty)
            self.orders[code].lines[sku].picked -= qty
        rest = {key: qty for key, qty in self.in_totes.items() if key[0] == code and qty}
        assert not rest, f"{rest} stayed in totes"

    # --------------------------------------------------------------------------------------------------------- shipping
    def hand_over(self, parcel: str) -> None:
        box = self.parcels[parcel]
        order = self.orders[box.order]
        assert box.state == "manifested", f"{parcel} leaves though {box.state}"
        assert not order.waits, f"{parcel} leaves though {box.order} waits"
        box.state = "handed_over"
        for sku, qty in self.contents(parcel).items():
            order.lines[sku].shipped += qty
            assert order.lines[sku].shipped <= order.lines[sku].ordered
        if order.sum("shipped") == order.sum("ordered"):
            order.state = "closed"
