"""Undo of an import that nothing stands on yet: all of it, or nothing.

First its reach is computed: everything that was done with what it made, named in order. If there is none, its orders
are withdrawn to drafts (which nobody promises, plans or picks) and its stock entries reversed, both step by step and
both taken back when something came between; only then is removed what it made and put back what it changed. New
things of another kind than the import's own (customers of an order file) stay where others use them by now.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar

from warehouse_app.application.importing.log import ImportRow, import_detail
from warehouse_app.application.importing.values import PAUSE_S
from warehouse_app.application.run import Command, Runner, Session, handles
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.importing.values import Standing
from warehouse_app.domain.ledger.entries import Entry, EntryId
from warehouse_app.domain.ledger.promises import PoolKey
from warehouse_app.domain.people import Right
from warehouse_app.domain.places import PROMISABLE_FIXED
from warehouse_app.domain.refusals import Refusal, Refused
from warehouse_app.store import cells, ledger, places, undoing
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import changes, rejects, removing, runs, standing
from warehouse_app.store.importing.changes import KeptChange

MOST_NAMED = 20
"""Things in the way that are named; all are counted."""

PORTION_PAPERS = 1
"""Purchase orders and deliveries at once: one may have some hundred lines, and as many may wait for them."""

PORTION_ORDERS, PORTION_ENTRIES, PORTION_ROWS, PORTION_THINGS = 400, 40, 450, 150
BROKEN_OFF = timedelta(minutes=10)
"""An import that has not finished so long after its begin was broken off, and can be undone."""

_OWN_KINDS = {
    "orders": frozenset({"order"}),
    "products": frozenset({"product"}),
    "customers": frozenset({"customer"}),
    "places": frozenset({"place"}),
    "suppliers": frozenset({"supplier"}),
    "purchases": frozenset({"purchase"}),
    "deliveries": frozenset({"delivery"}),
    "returns": frozenset({"return"}),
}
_THINGS = ("return", "delivery", "purchase", "supplier_product", "supplier", "customer", "product", "place")

_AT_ONCE = {"purchase": PORTION_PAPERS, "delivery": PORTION_PAPERS, "return": 4}
"""Things of several rows that are removed at once: a return may have a hundred units."""

_TOUCHES = {
    "product": Touched.PRODUCT,
    "customer": Touched.CUSTOMER,
    "place": Touched.PLACE,
    "supplier": Touched.SUPPLIER,
    "supplier_product": Touched.SUPPLIER,
    "purchase": Touched.PURCHASE,
    "delivery": Touched.PURCHASE,
    "return": Touched.RETURN,
}


@dataclass(frozen=True, slots=True)
class ImportStands(Refusal):
    """Something stands on the import: some of it named in order, `count` in all."""

    code: ClassVar[str] = "import_stands"
    number: int
    count: int
    stands: tuple[Standing, ...]


@dataclass(frozen=True, slots=True)
class ImportNotDone(Refusal):
    """The import runs, or was undone before."""

    code: ClassVar[str] = "import_not_done"
    number: int
    problem: str


@dataclass(frozen=True, slots=True)
class Reach:
    """What stands on an import: some of it by name, and how much in all. Nothing: it can be undone."""

    row: ImportRow
    stands: tuple[Standing, ...] = ()
    count: int = 0


@dataclass(frozen=True, slots=True)
class Undone:
    """What an undo took back: orders removed, entries reversed, things removed and put back; `stayed` are used."""

    number: int
    orders: int = 0
    entries: int = 0
    removed: int = 0
    restored: int = 0
    stayed: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkImport(Command):
    """Lead an import from one state of its undoing to the next."""

    run: int
    before: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawOrders(Command):
    """Make some of an import's orders drafts; refused when something stands on one of them. Answers how many."""

    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ConfirmAgain(Command):
    """Confirm some of the withdrawn orders, because the undoing was given up. Answers how many."""

    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class ReverseImported(Command):
    """Reverse some entries of an import, by the numbers of its changes."""

    run: int
    numbers: tuple[int, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PostAgain(Command):
    """Post entries again that were reversed, because the undoing was given up."""

    run: int
    numbers: tuple[int, ...]
    entries: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PutBack(Command):
    """Put changed things back as they were, newest first. Answers how many; 0: none is left."""

    run: int


@dataclass(frozen=True, slots=True, kw_only=True)
class RemoveImported(Command):
    """Remove some of what an import made. Answers how many objects are gone, -1: again, 0: none is left."""

    run: int
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LetStay(Command):
    """Let things that others use by now stay as if nobody had imported them. Answers how many."""

    run: int
    kind: str


def reach(desk: Desk, number: int, now: datetime) -> Reach:
    """Return what stands on an import. Raises Refused: ImportUnknown, ImportNotDone. For `Runner.ask`."""
    row = import_detail(desk, number)
    broken = row.state == runs.RUNNING and datetime.fromisoformat(row.at) + BROKEN_OFF < now
    if row.state not in (runs.DONE, runs.STOPPED, runs.UNDOING) and not broken:
        raise Refused(ImportNotDone(number, row.state))
    if row.kind == "users":
        raise Refused(ImportNotDone(number, "users"))
    found, count = standing.on_made(desk, number, _OWN_KINDS.get(row.kind, frozenset()), MOST_NAMED)
    more = _changed_since(desk, number)
    return Reach(row, tuple([*found, *more][:MOST_NAMED]), count + len(more))


def _changed_since(desk: Desk, number: int) -> list[Standing]:
    found: list[Standing] = []
    below, needs = changes.TOP, dict[PoolKey, int]()
    while kept := changes.page(desk, number, PORTION_ROWS, below):
        below = kept[-1].n
        for each in kept:
            if each.change.kind == changes.ENTRY:
                found += _on_entry(desk, EntryId(each.change.ref), needs)
            elif not removing.is_as_left(desk, each.change):
                found.append(Standing(each.change.kind, removing.code_of(desk, each.change), "changed"))
    for key, qty in sorted(needs.items(), key=str):
        if cells.read_pool(desk, key).free < qty:
            found.append(Standing("product", key.sku, "promised"))
    return found


def _on_entry(desk: Desk, entry: EntryId, needs: dict[PoolKey, int]) -> list[Standing]:
    try:
        stands = undoing.reach(desk, entry)
    except Refused:
        return []
    for leg in undoing.entry(desk, entry).legs:
        for place_id, sign in ((leg.target, 1), (leg.source, -1)):
            place = places.get(desk, place_id)
            if place.kind in PROMISABLE_FIXED:
                for key in cells.pools_of(leg.item, place.warehouse):
                    needs[key] = needs.get(key, 0) + sign * leg.qty
    skus = ", ".join(dict.fromkeys(leg.item.sku for leg in undoing.entry(desk, entry).legs[:3]))
    labels = [Standing("label", label, "labelled") for label in stands.labels]
    return [*labels, *([Standing("stock", skus, "moved")] if stands.entries else [])]


@handles(MarkImport, right=Right.REVERSE)
def _mark(desk: Desk, command: MarkImport, _: Session) -> None:
    if not runs.mark(desk, command.run, command.before, command.after):
        raise Refused(ImportNotDone(command.run, "moved_on"))
    if command.after == runs.UNDONE:
        rejects.forget(desk, command.run)
    desk.touch(Touched.IMPORT)


@handles(WithdrawOrders, right=Right.REVERSE, answer=int)
def _withdraw(desk: Desk, command: WithdrawOrders, _: Session) -> int:
    done = removing.withdraw_orders(desk, command.run, PORTION_ORDERS)
    stands = standing.on_orders(desk, command.run, min(done), max(done), MOST_NAMED) if done else []
    if stands:
        raise Refused(ImportStands(command.run, len(stands), tuple(stands)))
    desk.touch(Touched.ORDER)
    return len(done)


@handles(ConfirmAgain, right=Right.REVERSE, answer=int)
def _confirm(desk: Desk, command: ConfirmAgain, _: Session) -> int:
    desk.touch(Touched.ORDER)
    return removing.confirm_orders(desk, command.run, PORTION_ORDERS)


@handles(ReverseImported, right=Right.REVERSE)
def _reverse(desk: Desk, command: ReverseImported, _: Session) -> None:
    for n, entry in enumerate(command.entries):
        undoing.reverse(desk, EntryId(entry), EntryId(f"{command.id}.{n}"), "import undone")
    desk.touch(Touched.STOCK)


@handles(PostAgain, right=Right.REVERSE)
def _post_again(desk: Desk, command: PostAgain, _: Session) -> None:
    for at, (number, entry) in enumerate(zip(command.numbers, command.entries, strict=True)):
        old = undoing.entry(desk, EntryId(entry))
        new = EntryId(f"{command.id}.{at}")
        ledger.post(desk, Entry(new, old.kind, old.legs, "import"))
        changes.point(desk, command.run, number, new)
    desk.touch(Touched.STOCK)


@handles(PutBack, right=Right.REVERSE, answer=int)
def _put_back(desk: Desk, command: PutBack, _: Session) -> int:
    kept = changes.page(desk, command.run, PORTION_THINGS)
    for each in kept:
        if removing.is_as_left(desk, each.change):
            removing.put_back(desk, command.run, each)
        else:
            changes.drop(desk, command.run, each.n)
    desk.memory.forget()
    desk.touch(Touched.PRODUCT, Touched.PLACE, Touched.CUSTOMER, Touched.SUPPLIER, Touched.PURCHASE)
    desk.touch(Touched.RETURN)
    return len(kept)


@handles(RemoveImported, right=Right.REVERSE, answer=int)
def _remove(desk: Desk, command: RemoveImported, _: Session) -> int:
    if command.kind == "order":
        desk.touch(Touched.ORDER)
        return -1 if removing.remove_orders(desk, command.run, PORTION_ROWS) else 0
    if command.kind == "document":
        desk.touch(Touched.DOCUMENT)
        return -1 if removing.remove_documents(desk, command.run, PORTION_ROWS) else 0
    desk.touch(_TOUCHES[command.kind])
    most = _AT_ONCE.get(command.kind, PORTION_THINGS)
    return removing.remove_unused(desk, command.run, command.kind, most)


@handles(LetStay, right=Right.REVERSE, answer=int)
def _let_stay(desk: Desk, command: LetStay, _: Session) -> int:
    return removing.let_stay(desk, command.run, command.kind)


def undo_import(
    runner: Runner,
    session: Session,
    number: int,
    pause: Callable[[float], None] = lambda _seconds: None,
    tell: Callable[[str, int], None] = lambda _what, _done: None,
) -> Undone:
    """Undo an import, all of it or nothing. `tell` hears the step and how much of it is done.

    Raises Refused: ImportUnknown, ImportNotDone, ImportStands, NoRight; and Trouble. Cut off, it is gone on with by
    calling it again.
    """
    now = runner.clock.now()
    found = runner.ask(lambda desk: reach(desk, number, now), session, Right.REVERSE)
    if found.stands:
        raise Refused(ImportStands(number, found.count, found.stands))
    work = _Undo(runner, session, found.row, pause, tell)
    if found.row.state != runs.UNDOING:
        work.mark(found.row.state, runs.UNDOING)
    try:
        orders = work.count("orders", lambda new: WithdrawOrders(id=new, run=number))
        entries = work.reverse()
    except Refused:
        work.give_up(found.row.state)
        raise
    restored = work.count("changes", lambda new: PutBack(id=new, run=number))
    removed = stayed = 0
    for kind in ("order", "document"):
        work.until_none(kind)
    for kind in _THINGS:
        removed += work.count("things", lambda new, kind=kind: RemoveImported(id=new, run=number, kind=kind))  # type: ignore[misc]
        stayed += work.perform(LetStay(id=runner.ids.new(), run=number, kind=kind))
    work.mark(runs.UNDOING, runs.UNDONE)
    return Undone(number, orders, entries, removed, restored, stayed)


class _Undo:
    """One undoing on its way, a small transaction at a time."""

    def __init__(
        self,
        runner: Runner,
        session: Session,
        row: ImportRow,
        pause: Callable[[float], None],
        tell: Callable[[str, int], None],
    ) -> None:
        self._runner, self._session, self._row, self._pause, self._tell = runner, session, row, pause, tell
        self._reversed: list[tuple[int, str]] = []

    def perform(self, command: Command) -> int:
        """Carry out one step. Raises Refused."""
        answer = self._runner.perform(command, self._session).done()
        self._pause(PAUSE_S)
        return int(answer or 0)

    def mark(self, before: str, after: str) -> None:
        """Lead the import from one state to another."""
        self.perform(MarkImport(id=self._runner.ids.new(), run=self._row.id, before=before, after=after))

    def count(self, what: str, step: Callable[[str], Command]) -> int:
        """Repeat a step until it finds no more; return how many it found."""
        whole = 0
        while done := self.perform(step(self._runner.ids.new())):
            whole += done
            self._tell(what, whole)
        return whole

    def until_none(self, kind: str) -> None:
        """Remove orders or documents until none is left."""
        while self.perform(RemoveImported(id=self._runner.ids.new(), run=self._row.id, kind=kind)):
            self._tell(kind, 0)

    def reverse(self) -> int:
        """Reverse the import's entries, newest first; those reversed before the undoing was cut off stay so."""
        below = changes.TOP
        while kept := self._page(below):
            below = kept[-1].n
            entries = [each for each in kept if each.change.kind == changes.ENTRY]
            open_ones = self._runner.ask(lambda desk, some=entries: _not_reversed(desk, some), self._session)  # type: ignore[misc]
            for at in range(0, len(open_ones), PORTION_ENTRIES):
                part = open_ones[at : at + PORTION_ENTRIES]
                numbers, names = tuple(each.n for each in part), tuple(each.change.ref for each in part)
                new = self._runner.ids.new()
                self.perform(ReverseImported(id=new, run=self._row.id, numbers=numbers, entries=names))
                self._reversed += zip(numbers, names, strict=True)
                self._tell("entries", len(self._reversed))
        return len(self._reversed)

    def give_up(self, state: str) -> None:
        """Take back what was taken back: confirm the orders, post the entries again, newest first."""
        back = self._reversed[::-1]
        for at in range(0, len(back), PORTION_ENTRIES):
            part = back[at : at + PORTION_ENTRIES]
            numbers, names = tuple(n for n, _ in part), tuple(entry for _, entry in part)
            self.perform(PostAgain(id=self._runner.ids.new(), run=self._row.id, numbers=numbers, entries=names))
        self.count("orders", lambda new: ConfirmAgain(id=new, run=self._row.id))
        self.mark(runs.UNDOING, runs.DONE if state == runs.UNDOING else state)

    def _page(self, below: int) -> tuple[KeptChange, ...]:
        run = self._row.id
        return self._runner.ask(lambda desk: changes.page(desk, run, PORTION_ROWS, below), self._session)


def _not_reversed(desk: Desk, kept: list[KeptChange]) -> list[KeptChange]:
    return [each for each in kept if not undoing.is_reversed(desk, EntryId(each.change.ref))]
