"""The floor on which the shop machine works: real commands, each beside what the naive shop says must come of it.

Every command is now and then sent again under its id by another process: the same answer, and nothing more.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from tests.company import CountingIds, StillClock
from tests.mutants import shop_facts, shop_house
from tests.mutants.shop_facts import Facts
from tests.mutants.shop_naive import Shop
from warehouse_app.application.bench import Scan
from warehouse_app.application.run import Command, Outcome, Runner, Session, Writer
from warehouse_app.domain.people import Actor, PersonId, Role
from warehouse_app.store.database import Store

AGAIN = 3
"""Every so many commands one is sent again."""
OTHER = 5
"""Every so many of those, something else is sent under the id instead."""


@dataclass
class Bench:
    """What a station is at, as far as it decides what a scan does."""

    parcel: str | None = None
    paused: bool = False
    stop: bool = False
    ask: str = ""
    last: tuple[str, int] | None = None
    unpack: str | None = None
    closed: str | None = None
    applying: str | None = None
    batch: str = ""
    at: str = ""
    due: str = ""
    found: bool = False


class Doubling(Runner):
    """A process that now and then sends a command again, as an impatient person or a retry does."""

    other: Runner
    floor: Floor

    def perform(self, command: Command, session: Session) -> Outcome[Any]:
        outcome = super().perform(command, session)
        self.floor.commands += 1
        if self.floor.commands % AGAIN == 0:
            self._again(command, session, outcome)
        return outcome

    def _again(self, command: Command, session: Session, first: Outcome[Any]) -> None:
        before = shop_facts.added(self.store)
        if self.floor.commands % (AGAIN * OTHER) == 0 and isinstance(command, Scan):
            refused = self.other.perform(replace(command, text=f"{command.text}1"), session)
            assert refused.refusal is not None, "an id was used for another deed"
            assert refused.refusal.code == "id_used", refused.refusal
        else:
            again = self.other.perform(command, session)
            assert again.replayed, f"{command} was done twice"
            assert (again.value, again.refusal) == (first.value, first.refusal), "another answer the second time"
        assert shop_facts.added(self.store) == before, f"{command} sent again changed something"


def _session(person: str, role: Role, station: str, *, pin: bool = False) -> Session:
    return Session(Actor(PersonId(person), person.upper(), person, role, with_pin=pin), station)


class Floor:
    """A company at work, its naive twin, and what the stations are at."""

    def __init__(self, store: Store, kept: dict[str, Any] | None = None) -> None:
        self.store = store
        self.clock, self.ids = StillClock(), CountingIds()
        self.ids.n = 1_000_000
        self.commands, self.scans, self.steps = 0, 0, 0
        self.runners = [Doubling(store, self.clock, self.ids, Writer(f"w{n}", "", "test", n)) for n in (1, 2)]
        for runner, other in zip(self.runners, reversed(self.runners), strict=True):
            runner.other, runner.floor = Runner(store, self.clock, self.ids, other.writer), self
        self.office = _session("p-sup", Role.SUPERVISOR, "OFFICE", pin=True)
        self.sessions = {
            "B1": _session("p-pack", Role.PACKER, "B1"),
            "B2": _session("p-sup", Role.SUPERVISOR, "B2"),
            "P1": _session("p-pick", Role.PICKER, "P1"),
            "P2": _session("p-sup", Role.SUPERVISOR, "P2"),
            "L1": _session("p-pack", Role.PACKER, "L1"),
            "D1": _session("p-sup", Role.SUPERVISOR, "D1", pin=True),
            "W1": _session("p-shelf", Role.PICKER, "W1"),
            "M1": _session("p-shelf", Role.PICKER, "M1"),
            "H1": _session("p-count", Role.PICKER, "H1"),
            "H2": _session("p-sup", Role.SUPERVISOR, "H2"),
        }
        self.benches = {station: Bench() for station in self.sessions}
        self.shop = Shop()
        self.seen = Facts()
        if kept is None:
            self._begin()
        else:
            self._go_on(**kept)

    def _go_on(self, *, n: int, moment: datetime, **kept: Any) -> None:
        """Take up a day that was saved."""
        self.ids.n, self.clock.moment = n, moment
        for name, value in kept.items():
            setattr(self, name, value)

    def kept(self) -> dict[str, Any]:
        """Return what must be known to take the day up again."""
        kept = {name: getattr(self, name) for name in ("shop", "seen", "benches", "scans", "commands")}
        return {**kept, "n": self.ids.n, "moment": self.clock.moment}

    def _begin(self) -> None:
        self.shop.bins |= {*shop_house.BINS, shop_house.RESERVE}
        self.shop.docks |= {shop_house.DOCK}
        for place, sku, qty in shop_house.STOCK:
            self.shop.add(place, sku, qty)
            self.shop.said[place, sku] = qty
        for code, lines in shop_house.ORDERS:
            self.shop.import_order(code, lines)
        self.settle()

    def runner_of(self, station: str) -> Runner:
        """Return the process that a station runs in: two share the work."""
        return self.runners[station in ("B2", "P2", "L1", "W1", "H2")]

    def do(self, command: Command, session: Session | None = None) -> Outcome[Any]:
        """Do one deed of the office, or of whoever is named."""
        session = session or self.office
        return self.runner_of(session.station).perform(command, session)

    def look(self) -> Facts:
        """Read what there is now; the facts before are kept in `seen` until the step is settled."""
        return shop_facts.read(self.store)

    def rows(self, words: str) -> list[Any]:
        """Answer a question in SQL."""
        with self.store.read() as desk:
            raw: Any = desk.connection.connection.driver_connection
            return list(raw.execute(words).fetchall())

    def order_id(self, code: str) -> int:
        return int(self.rows(f"SELECT id FROM orders WHERE code = '{code}'")[0][0])

    # ------------------------------------------------------------------------------------------------------- comparing
    def settle(self, now: Facts | None = None) -> None:
        """Compare all that there is with the naive shop."""
        now = now or self.look()
        shop = self.shop
        self.steps += 1
        _same("stock", now.cells, {p: c for p, c in ((p, +cell) for p, cell in shop.cells.items()) if c})
        _same("orders", now.orders, {code: (each.state, each.part) for code, each in shop.orders.items()})
        _same("holds", now.holds, {(code, kind) for code, each in shop.orders.items() for kind in each.holds})
        lines = {(code, sku): line for code, each in shop.orders.items() for sku, line in each.lines.items()}
        counts = {key: (line.ordered, line.picked, line.packed, line.shipped) for key, line in lines.items()}
        _same("lines", now.counts, counts)
        _same("promises", +now.promised(), +Counter({key: line.promised for key, line in lines.items()}))
        _same("held until counted", +now.doubted(), +shop.doubted)
        _same("parcels", now.parcels, {code: (each.order, each.state) for code, each in shop.parcels.items()})
        _same("labels", +now.labels, +Counter({code: each.labels for code, each in shop.parcels.items()}))
        self._same_goods(now)
        self._lawful(now)
        self.seen = now

    def _same_goods(self, now: Facts) -> None:
        """Compare what was ordered and came, who waits for it, and what is to be moved."""
        goods = self.shop.goods
        _same("purchases", now.purchases, {code: each.state for code, each in goods.purchases.items()})
        lines = {(code, sku): line for code, each in goods.purchases.items() for sku, line in each.lines.items()}
        bought = {key: (line.ordered, line.cancelled, line.received) for key, line in lines.items()}
        _same("what came", now.bought, bought)
        _same("moves", {code: (each.qty, each.done) for code, each in now.tasks.items()}, goods.tasks)
        for sku, qty in now.pegged.items():
            assert qty <= goods.open(sku), f"{qty} {sku} are waited for, {goods.open(sku)} are to come"
        for (code, sku), qty in now.pegs.items():
            short = self.shop.orders[code].lines[sku].short
            assert sku in now.stale or qty <= short, f"{code} waits for {qty} {sku} and lacks {short}"

    def _lawful(self, now: Facts) -> None:
        assert not any(now.sums.values()), f"not zero over all places: {+now.sums}"
        assert all(count == 1 for count in now.carried.values()), f"a container in two places: {now.carried}"
        held = Counter[tuple[str, str]]()
        for each in now.promises:
            if each.place is not None:
                held[each.place, each.sku] += each.qty
        _same("held in cells", +now.held, +held)
        for (place, sku), qty in held.items():
            assert qty <= now.cells.get(place, Counter())[sku], f"{qty} {sku} are promised from {place}"
        for sku in ("MUG", "BOWL", "LAMP"):
            stock, promised = self.shop.stock(sku), self.shop.promised(sku)
            assert 0 <= promised <= stock, f"{promised} {sku} are promised of {stock}"
            _same(f"pool of {sku}", now.pools.get((sku, "A", "*"), (0, 0)), (stock, promised))
        for line in (line for order in self.shop.orders.values() for line in order.lines.values()):
            assert 0 <= line.shipped <= line.packed <= line.picked <= line.picked + line.promised <= line.ordered, line
        _same("scans", now.added[1], self.scans)

    # ------------------------------------------------------------------------------------- what the product may choose
    def lost(self, now: Facts, sku: str, must: int, counted: int = 0) -> None:
        """Take over who lost promises of a product: exactly as many units as must, stock in doubt and weakest first.

        What the end of a count let go (`counted`) is not lost.
        """
        before = {each.id: each for each in self.seen.promises if each.sku == sku}
        before = {key: each for key, each in before.items() if not counted or each.count != counted}
        after = {each.id: each for each in now.promises if each.sku == sku}
        was, left = _by_strength(before), _by_strength(after)
        gone = was - left
        assert gone.total() == must, f"{gone.total()} promised {sku} were lost, {must} had to be"
        if gone:
            weakest_kept = max((key for key, qty in left.items() if qty), default=None)
            assert weakest_kept is None or min(gone) >= weakest_kept, f"{min(gone)} lost before {weakest_kept}"
        self._take_over(now, sku)

    def _take_over(self, now: Facts, sku: str) -> None:
        promised = now.promised()
        for code, order in self.shop.orders.items():
            if sku in order.lines:
                order.lines[sku].promised = promised[code, sku]
        self.shop.doubted[sku] = now.doubted()[sku]

    def strongest(self, now: Facts) -> list[str]:
        """Return all orders, who is served first before the others."""
        return sorted(now.strength, key=lambda code: now.strength[code])

    def served(self, now: Facts, sku: str) -> Counter[str]:
        """Promise what came in to whom it must go; each who got some is short of just what he still lacks."""
        got = self.shop.serve(sku, self.strongest(now))
        for code in got:
            short = self.shop.orders[code].lines[sku].short
            told = now.shortages[code, sku]
            # A second line of the product that got nothing and was never looked at is not told yet.
            alone = list(now.lines.values()).count((code, sku)) == 1
            assert told == short if alone else told <= short, f"{code} lacks {short} {sku}, {told} are told"
        self._wait(now, sku)
        return got

    def _wait(self, now: Facts, sku: str) -> None:
        """Who lacks goods waits for what is still to come of them, the strongest first."""
        left, waits = self.shop.goods.open(sku), Counter[str]()
        for code in self.strongest(now):
            order = self.shop.orders[code]
            lacks = order.lines[sku].short if sku in order.lines and order.state == "confirmed" else 0
            waits[code] = min(left, lacks)
            left -= waits[code]
        real = Counter({code: qty for (code, what), qty in now.pegs.items() if what == sku})
        _same(f"who waits for {sku}", +real, +waits)

    def exchanged(self, now: Facts, sku: str, must: int) -> int:
        """Take over that promises were lost and others given by one deed; return how many were given."""
        stock = self.shop.stock(sku)
        kept = self.shop.promised(sku) - must
        lacking = (
            sum(o.lines[sku].short for o in self.shop.orders.values() if sku in o.lines and o.state == "confirmed")
            + must
        )
        before, doubt = self.seen.promised(), self.shop.doubted[sku] - now.doubted()[sku]
        given = max(0, min(lacking - doubt, stock - kept))
        after = sum(qty for key, qty in now.promised().items() if key[1] == sku) + now.doubted()[sku]
        assert after == kept + given, f"{after} {sku} are promised, {kept} were kept and {given} given"
        less = [code for (code, what), qty in before.items() if what == sku and qty > now.promised()[code, sku]]
        more = [code for (code, what), qty in now.promised().items() if what == sku and qty > before[code, sku]]
        order = self.strongest(now)
        assert not less or not more or max(map(order.index, more)) < max(map(order.index, less)), f"{less} for {more}"
        self._take_over(now, sku)
        return given

    def gained(self, now: Facts, sku: str, most: int) -> None:
        """Take over promises of a product that were given, at most so many units."""
        before, after = self.seen.promised(), now.promised()
        more = sum(qty - before[key] for key, qty in after.items() if key[1] == sku)
        assert 0 <= more <= most, f"{more} {sku} were promised, at most {most} may be"
        self._take_over(now, sku)

    def doubted(self, now: Facts, sku: str, most: int) -> None:
        """Take over that stock is in doubt: held until counted, at the cost of at most as many promises."""
        lines = Counter({key: qty for key, qty in self.seen.promised().items() if key[1] == sku})
        lost = (lines - now.promised()).total()
        held = now.doubted()[sku] - self.shop.doubted[sku]
        assert 0 <= lost <= held <= most, f"{lost} {sku} lost, {held} held, {most} in doubt"
        assert not now.promised() - self.seen.promised(), "a short pick promised something"
        self._take_over(now, sku)

    def from_totes(self, now: Facts, code: str, sku: str, qty: int) -> list[tuple[str, str, int]]:
        """Return from which totes of an order so many units were taken."""
        there = self.shop.totes_of(code, sku)
        less = {tote: self.shop.cells[tote][sku] - now.cells.get(tote, Counter())[sku] for tote in there}
        parts = [(tote, sku, less[tote]) for tote in sorted(there) if less[tote]]
        assert sum(part[2] for part in parts) == qty, f"{qty} {sku} of {code} came from {parts}"
        return parts

    def back_in_totes(self, now: Facts, parcel: str) -> dict[tuple[str, str], int]:
        """Return where the goods of a parcel lie that was unpacked."""
        found: dict[tuple[str, str], int] = {}
        for sku in self.shop.contents(parcel):
            for place, cell in now.cells.items():
                more = cell[sku] - self.shop.cells.get(place, Counter())[sku]
                if more > 0 and place.startswith("T-"):
                    found[place, sku] = more
        return found


def _by_strength(promises: dict[int, shop_facts.Held]) -> Counter[tuple[bool, int]]:
    found: Counter[tuple[bool, int]] = Counter()
    for each in promises.values():
        found[each.line == 0, each.rank] += each.qty
    return found


def _same(what: str, real: Any, naive: Any) -> None:
    assert real == naive, f"{what}: {real} in the database, {naive} expected"
