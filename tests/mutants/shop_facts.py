"""What the database says, read past the product's own questions: for comparison with the naive shop."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from warehouse_app.store.database import Store

INSIDE = ("BIN", "TOTE", "PARCEL", "QUARANTINE", "DOCK", "BENCH", "CART")
_CELLS = (
    "SELECT p.kind, p.code, i.sku, i.grade, i.serial, b.on_hand, b.held "
    "FROM balance b JOIN place p ON p.id = b.place_id JOIN item i ON i.id = b.item_id"
)
_LINES = (
    "SELECT o.code, o.state, o.ship_part, l.sku, l.qty, l.picked, l.packed, l.shipped, l.id "
    "FROM order_line l JOIN orders o ON o.id = l.order_id ORDER BY l.id"
)
_PROMISES = (
    "SELECT r.id, r.purpose, r.ref, r.scope, p.code, r.sku, r.qty, r.rank "
    "FROM promise r LEFT JOIN place p ON p.id = r.place_id ORDER BY r.id"
)
_STRENGTH = (
    "SELECT o.code, o.priority, o.ship_by, o.placed_at, min(l.id) FROM orders o "
    "JOIN order_line l ON l.order_id = o.id GROUP BY o.code, o.priority, o.ship_by, o.placed_at"
)
_SHORTAGES = "SELECT ref, sum(qty) FROM shortage WHERE purpose = 'line' AND resolved_at IS NULL GROUP BY ref"
_BOUGHT = (
    "SELECT p.code, p.state, l.sku, l.qty, l.cancelled, l.received, l.id "
    "FROM purchase_line l JOIN purchase_order p ON p.id = l.purchase_order_id ORDER BY l.id"
)
_PEGS = "SELECT line_id, purchase_line_id, qty FROM peg"
_STALE = "SELECT sku FROM peg_stale"
_TASKS = (
    "SELECT t.code, t.state, s.code, g.code, i.sku, t.qty, t.done FROM move_task t JOIN place s ON s.id = t.source "
    "JOIN place g ON g.id = t.target JOIN item i ON i.id = t.item_id"
)
_HOLDS = "SELECT o.code, h.kind FROM order_hold h JOIN orders o ON o.id = h.order_id"
_PARCELS = "SELECT k.code, o.code, k.state, k.id FROM parcel k JOIN orders o ON o.id = k.order_id ORDER BY k.id"
_POOLS = "SELECT sku, grade, lot, on_hand, promised FROM pool"
_LABELS = "SELECT intent FROM outbox WHERE kind = 'print_label'"
_ADDED = (
    "SELECT (SELECT count(*) FROM entry), (SELECT count(*) FROM scan), (SELECT count(*) FROM outbox), "
    "(SELECT count(*) FROM audit), (SELECT count(*) FROM promise_log), (SELECT count(*) FROM shortage)"
)


@dataclass(frozen=True)
class Held:
    """One live promise. `place` is None where it is not narrowed; `line` is 0 for stock in doubt, held by a `count`."""

    id: int
    line: int
    place: str | None
    sku: str
    qty: int
    rank: int
    count: int = 0


@dataclass(frozen=True)
class Task:
    """A move that is planned."""

    state: str
    source: str
    target: str
    sku: str
    qty: int
    done: int


@dataclass
class Facts:
    """All that is compared, by names people use."""

    cells: dict[str, Counter[str]] = field(default_factory=dict)
    held: Counter[tuple[str, str]] = field(default_factory=Counter)
    sums: Counter[tuple[str, str, str]] = field(default_factory=Counter)
    carried: Counter[tuple[str, str]] = field(default_factory=Counter)
    standing: Counter[str] = field(default_factory=Counter)
    orders: dict[str, tuple[str, bool]] = field(default_factory=dict)
    lines: dict[int, tuple[str, str]] = field(default_factory=dict)
    counts: dict[tuple[str, str], tuple[int, int, int, int]] = field(default_factory=dict)
    promises: list[Held] = field(default_factory=list)
    holds: set[tuple[str, str]] = field(default_factory=set)
    parcels: dict[str, tuple[str, str]] = field(default_factory=dict)
    pools: dict[tuple[str, str, str], tuple[int, int]] = field(default_factory=dict)
    labels: Counter[str] = field(default_factory=Counter)
    added: tuple[int, ...] = ()
    strength: dict[str, tuple[int, str, str, int]] = field(default_factory=dict)
    shortages: Counter[tuple[str, str]] = field(default_factory=Counter)
    purchases: dict[str, str] = field(default_factory=dict)
    bought: dict[tuple[str, str], tuple[int, int, int]] = field(default_factory=dict)
    pegs: Counter[tuple[str, str]] = field(default_factory=Counter)
    pegged: Counter[str] = field(default_factory=Counter)
    stale: set[str] = field(default_factory=set)
    tasks: dict[str, Task] = field(default_factory=dict)

    def promised(self) -> Counter[tuple[str, str]]:
        """Return the promised units by order and product."""
        found: Counter[tuple[str, str]] = Counter()
        for each in self.promises:
            if each.line:
                found[self.lines[each.line]] += each.qty
        return found

    def doubted(self) -> Counter[str]:
        """Return the units held until they are counted, by product."""
        found: Counter[str] = Counter()
        for each in self.promises:
            if not each.line:
                found[each.sku] += each.qty
        return found


def read(store: Store) -> Facts:
    """Return what there is now."""
    facts = Facts()
    with store.read() as desk:
        raw: Any = desk.connection.connection.driver_connection

        def ask(words: str) -> list[Any]:
            return list(raw.execute(words).fetchall())

        for row in ask(_CELLS):
            _cell(facts, *row)
        for code, state, part, sku, *counts, line in ask(_LINES):
            facts.orders[code] = (state, bool(part))
            facts.lines[line] = (code, sku)
            before = facts.counts.get((code, sku), (0, 0, 0, 0))
            facts.counts[code, sku] = tuple(a + b for a, b in zip(before, counts, strict=True))
        for id_, purpose, ref, _scope, place, sku, qty, rank in ask(_PROMISES):
            facts.promises.append(
                Held(id_, ref if purpose == "line" else 0, place, sku, qty, rank, ref if purpose == "hold" else 0)
            )
        facts.holds = {(row[0], row[1]) for row in ask(_HOLDS)}
        numbers = {}
        for code, order, state, number in ask(_PARCELS):
            facts.parcels[code] = (order, state)
            numbers[str(number)] = code
        facts.pools = {tuple(row[:3]): (row[3], row[4]) for row in ask(_POOLS)}
        for (intent,) in ask(_LABELS):
            facts.labels[numbers[intent.split(":")[1]]] += 1
        facts.added = tuple(ask(_ADDED)[0])
        _goods(facts, ask)
    return facts


def _goods(facts: Facts, ask: Callable[[str], list[Any]]) -> None:
    """Read what was ordered and has come, who waits for it, and what is to be moved."""
    for code, *strength in ask(_STRENGTH):
        priority, ship_by, placed, line = strength
        facts.strength[code] = (-min(9, max(0, priority)), ship_by[:16] or "~", placed, line)
    for line, qty in ask(_SHORTAGES):
        facts.shortages[facts.lines.get(line, ("", ""))] += int(qty)
    lines: dict[int, str] = {}
    for code, state, sku, *counts, line in ask(_BOUGHT):
        facts.purchases[code], facts.bought[code, sku] = state, tuple(counts)
        lines[line] = sku
    for line, of, qty in ask(_PEGS):
        facts.pegs[facts.lines[line]] += qty
        facts.pegged[lines[of]] += qty
    facts.stale = {row[0] for row in ask(_STALE)}
    facts.tasks = {row[0]: Task(*row[1:]) for row in ask(_TASKS)}


def added(store: Store) -> tuple[int, ...]:
    """Return how long everything is that only grows."""
    with store.read() as desk:
        raw: Any = desk.connection.connection.driver_connection
        return tuple(raw.execute(_ADDED).fetchone())


def _cell(facts: Facts, kind: str, code: str, sku: str, grade: str, serial: str, on_hand: int, held: int) -> None:
    facts.sums[sku, grade, serial] += on_hand
    if kind not in INSIDE:
        return
    if serial and on_hand:
        facts.carried[sku, serial] += on_hand
        facts.standing[code] += on_hand
        return
    thing = sku if grade == "A" else f"{sku}/{grade}"
    if on_hand and not serial:
        facts.cells.setdefault(code, Counter())[thing] += on_hand
    if held:
        facts.held[code, thing] += held
