"""A packer who errs and a scanner that misreads, beside the judge of the pack bench: what is really in the box counts.

Each unit has a truth (product, lot) that no code changes. What is in the box when an order is verified must be what was
ordered, unit by unit. Codes are read, understood and judged by the program's own pure functions.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date

from warehouse_app.domain import marks
from warehouse_app.domain.barcodes.meaning import Candidate, Kind, Meaning, Product, understand
from warehouse_app.domain.items import Item
from warehouse_app.domain.packing import judge
from warehouse_app.domain.packing.judge import OpenLine, Shot, Take
from warehouse_app.domain.packing.refusals import TooManyToPack
from warehouse_app.domain.refusals import Refusal

MISREADS = 394_000
"""One UPC code in so many is read wrong: the rate that was measured."""

STRESS = 200
"""One in so many where misreads are looked for on purpose."""

DAY = date(2010, 12, 6)
GS = "\x1d"
_ORDERS_WITH = 400
_DIGITS = "0123456789"


@dataclass(frozen=True, slots=True)
class Goods:
    """One unit as it really is, and the code that is printed on it."""

    sku: str
    lot: str
    code: str


@dataclass(frozen=True, slots=True)
class Printed:
    """A product of the catalogue: its SKU, its number, and the lots there are (none: not told apart)."""

    sku: str
    gtin: str
    lots: tuple[str, ...] = ()


def check_digit(body: str) -> str:
    """Return the check digit of a trade item number."""
    total = sum(int(each) * (3 if n % 2 == 0 else 1) for n, each in enumerate(reversed(body)))
    return str(-total % 10)


def ean(body: str) -> str:
    """Return a whole number of thirteen digits."""
    return body + check_digit(body)


class Catalogue:
    """Products whose codes look alike: neighbours in number, digits swapped, one digit apart, SKUs as codes."""

    def __init__(self, rng: random.Random, size: int = 400) -> None:
        self.kinds: list[Printed] = []
        self.by_code: dict[str, str] = {}
        bodies: list[str] = []
        while len(bodies) < size:
            fresh = f"50{rng.randrange(10**10):010d}"
            bodies += [fresh, f"{int(fresh) + 1:012d}", _swapped(fresh, rng), _other_digit(fresh, rng)]
        for n, body in enumerate(dict.fromkeys(bodies)):
            lots = ("L1", "L2") if n % 7 == 0 else ()
            kind = Printed(f"S{n:05d}", ean(body), lots)
            self.kinds.append(kind)
            self.by_code[kind.gtin.zfill(14)] = kind.sku
            self.by_code[kind.sku] = kind.sku
        self.by_sku = {kind.sku: kind for kind in self.kinds}

    def candidates(self, text: str, kinds: frozenset[Kind], gtin: str | None) -> tuple[Candidate, ...]:
        """Answer as the store does, for products alone."""
        sku = self.by_code.get(gtin or "") or self.by_code.get(text.upper())
        return (Candidate(Kind.PRODUCT, sku, 1),) if sku is not None and Kind.PRODUCT in kinds else ()

    def shop_shapes(self) -> str:
        """Return no numbers of the shop's own."""
        return ""

    def printed(self, kind: Printed, lot: str, rng: random.Random) -> str:
        """Return what a unit carries: a GS1 code with its lot, its number, or its SKU."""
        if lot:
            return f"]C101{kind.gtin.zfill(14)}10{lot}"
        return kind.gtin if rng.random() < 0.9 else kind.sku


def _swapped(body: str, rng: random.Random) -> str:
    at = rng.randrange(2, len(body) - 1)
    return body[:at] + body[at + 1] + body[at] + body[at + 2 :]


def _other_digit(body: str, rng: random.Random) -> str:
    at = rng.randrange(2, len(body))
    return body[:at] + rng.choice(_DIGITS.replace(body[at], "")) + body[at + 1 :]


def misread(text: str, rng: random.Random) -> str:
    """Return what a scanner makes of a code that it reads wrong: signs changed, swapped, lost or doubled."""
    at = rng.randrange(len(text))
    way = rng.randrange(5)
    if way == 0:
        return text[:at] + rng.choice(_DIGITS) + text[at + 1 :]
    if way == 1:
        other = rng.randrange(len(text))
        twice = text[:at] + rng.choice(_DIGITS) + text[at + 1 :]
        return twice[:other] + rng.choice(_DIGITS) + twice[other + 1 :]
    if way == 2:
        return _swapped(text, rng) if len(text) > 4 else text[::-1]
    if way == 3:
        return text[:at] + text[at + 1 :]
    return text[:at] + text[at] + text[at:]


@dataclass(slots=True)
class Order:
    """An order in its tote: what each line wants and has, which lot was promised, and what is in the box."""

    lines: list[OpenLine]
    sku_of: dict[int, str]
    promised: dict[str, Counter[str]]
    wanted: Counter[tuple[str, str]]
    box: Counter[tuple[str, str]] = field(default_factory=Counter)

    @property
    def left(self) -> int:
        """Return the units still to be packed."""
        return sum(line.left for line in self.lines)


Judged = Refusal | tuple[Take, ...] | None


def judged(meant: Meaning, order: Order, take: Callable[..., Judged] = judge.take) -> Judged:
    """Return what the bench makes of a shot: its own road of pure functions, in its own order."""
    if not isinstance(meant, Product):
        return None
    units = marks.units_of(meant, "piece")
    if isinstance(units, Refusal):
        return units
    late = marks.expired(meant.sku, meant.gs1, DAY)
    if late is not None:
        return late
    shot, selling = (
        Shot(meant.sku, "", units),
        [each for each in order.lines if order.sku_of[each.line_id] == meant.sku],
    )
    here = [Item(meant.sku, lot) for lot, n in order.promised.get(meant.sku, Counter()).items() if n > 0 or not lot]
    if meant.gs1 is not None and (meant.gs1.lot or meant.gs1.unsure) and selling:
        fit = marks.fitting(meant.sku, meant.gs1, here)
        if isinstance(fit, Refusal):
            return fit
        room = sum(order.promised[meant.sku][item.lot] for item in fit if item.lot) if any(i.lot for i in fit) else None
        if room is not None:
            selling = [replace(each, left=min(each.left, room)) for each in selling]
    return take(shot, selling)


@dataclass(slots=True)
class Told:
    """What was counted."""

    scans: int = 0
    orders: int = 0
    accepted: int = 0
    refused: int = 0
    misread: int = 0
    doubles: int = 0
    wrong_in_hand: int = 0
    too_many: int = 0
    wrong: int = 0


class Simulation:
    """Orders packed one after the other by somebody who errs. `take` is the judge, for faults to be planted in."""

    def __init__(self, seed: int, take: Callable[..., Judged] = judge.take, rate: int = MISREADS) -> None:
        self.rng = random.Random(seed)
        self.catalogue = Catalogue(self.rng)
        self.take, self.rate, self.told = take, rate, Told()
        self._meant: dict[str, Meaning] = {}

    def run(self, scans: int) -> Told:
        """Pack until so many scans were judged."""
        while self.told.scans < scans:
            self.pack()
        return self.told

    def pack(self) -> None:
        """Pack one order: what is in the hand is scanned, and goes into the box where the bench says so."""
        order, tote = self.order()
        self.told.orders += 1
        for unit in tote:
            if not order.left:
                break
            self.scan(order, unit)
        if order.left == 0:
            self.told.wrong += _wrong(order)

    def order(self) -> tuple[Order, Iterator[Goods]]:
        """Return an order, and the units of its tote in the order in which the hands find them."""
        rng, kinds = self.rng, self.catalogue.kinds
        at = rng.randrange(len(kinds))
        # Neighbours in the catalogue look alike: they are what a picker mistakes, and what an order often has both of.
        near = [kinds[(at + n) % len(kinds)] for n in range(4)]
        chosen = rng.sample(near, rng.randrange(1, 4))
        lines, sku_of, promised, right = [], {}, {}, []
        for n, kind in enumerate(chosen, 1):
            qty = rng.randrange(1, 4)
            lines.append(OpenLine(n, qty))
            sku_of[n] = kind.sku
            lot = rng.choice(kind.lots) if kind.lots else ""
            promised[kind.sku] = Counter({lot: qty})
            right += [self.unit(kind, lot) for _ in range(qty)]
        tote = list(right)
        if rng.randrange(20) == 0:  # the picker took a neighbour, too
            tote.append(self.unit(rng.choice(near), ""))
        if rng.randrange(20) == 0:  # or one of another lot
            traced = [kind for kind in chosen if kind.lots]
            tote += [self.unit(kind, "L3") for kind in traced[:1]]
        if rng.randrange(20) == 0:  # or one too many
            tote.append(replace(rng.choice(right)))
        rng.shuffle(tote)
        # What was misread or refused goes back to the heap and comes again at the end.
        wanted = Counter((each.sku, each.lot) for each in right)
        return Order(lines, sku_of, promised, wanted), iter([*tote, *right, *right])

    def unit(self, kind: Printed, lot: str) -> Goods:
        """Return one unit with its code."""
        mine = lot or (kind.lots[0] if kind.lots else "")
        return Goods(kind.sku, mine, self.catalogue.printed(kind, mine, self.rng))

    def scan(self, order: Order, unit: Goods) -> None:
        """Scan the unit in the hand; a scanner reads some wrong, and some twice in one shot."""
        told, rng, text = self.told, self.rng, unit.code
        if rng.randrange(self.rate) == 0:
            text = misread(text, rng)
            told.misread += 1
        told.scans += 1
        if rng.randrange(300) == 0:  # the second read of one shot is marked by the device, and counts nothing
            told.doubles += 1
            told.scans += 1
        found = judged(self.meaning(text), order, self.take)
        wanted = unit.sku in order.sku_of.values()
        told.wrong_in_hand += not wanted
        if not isinstance(found, tuple):
            told.refused += 1
            told.too_many += isinstance(found, TooManyToPack)
            return
        told.accepted += 1
        self.put(order, unit, found)

    def put(self, order: Order, unit: Goods, found: tuple[Take, ...]) -> None:
        """Put the unit, as it is, into the box, and count it as the bench does."""
        order.box[unit.sku, unit.lot] += 1
        counted = {each.line_id: each.qty for each in found}
        order.lines = [replace(each, left=each.left - counted.get(each.line_id, 0)) for each in order.lines]
        sku = order.sku_of[found[0].line_id]
        lots = order.promised[sku]
        lot = unit.lot if lots.get(unit.lot) else next(iter(lots))
        lots[lot] -= sum(counted.values())

    def meaning(self, text: str) -> Meaning:
        """Return what a text means; what was understood once is not understood anew, for it depends on nothing else."""
        if text not in self._meant:
            self._meant[text] = understand(text, self.catalogue, frozenset({Kind.PRODUCT}))
        return self._meant[text]


def _wrong(order: Order) -> int:
    """Return how many units in a verified box were not ordered."""
    return sum((order.box - order.wanted).values())
