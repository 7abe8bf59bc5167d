"""Returns at random: goods shipped, sent back in parts, graded, settled in every way, undone, paid, sent once more.

A sequence is one customer's story from an order on. After each deed the books are compared with plain sums: never more
back than was sent or paid, every unit in one place, everything that moved adding up to nothing.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

from tests.company import Company
from tests.parcels import WORKER, spool
from tests.prove.part import Counts
from tests.settled import Shop
from tests.twins import Bank
from warehouse_app.application.orders import CancelOrder
from warehouse_app.application.outbox import work_off
from warehouse_app.application.returning import giveback, refunding
from warehouse_app.application.returning.sending import PayDue, SendAhead
from warehouse_app.application.returning.working import FinishWork, SendBack, work_list
from warehouse_app.application.settings import ChangeSetting
from warehouse_app.domain.returning.states import Disposition, Finding, Grade, ReturnKind, ReturnState, UnitState
from warehouse_app.domain.returning.values import Sold
from warehouse_app.store.returning import cases, neworders, refunds, sold, units
from warehouse_app.store.schema import returning, trade

AT_ONE_COMPANY = 40
"""Sequences that one company sees; then another begins, so that sums stay quick."""

DEEDS = (
    *("come back", "come back", "announce", "announce", "arrive", "arrive", "grade", "choose", "choose", "choose"),
    *("settle", "settle", "settle", "settle", "settle", "settle old", "undo", "undo", "ahead", "ahead", "bank", "bank"),
    *("confirm", "cancel", "retry"),
    *("goodwill", "work", "send back", "send back", "leave", "leave", "pay due", "fail", "give up order"),
)
OUTCOMES = (
    "refund",
    "refund",
    "refund",
    "credit",
    "exchange",
    "exchange",
    "replacement",
    "repair",
    "reject",
    "nothing",
)
TROUBLES = ("", "", "answer lost", "down", "refused")
SHORTEST, LONGEST = 8, 24
SENSIBLE = 0.85
"""How often a deed is tried where it can be done."""

_HERE = ("RETURNS", "REPACK", "REFURBISH", "REPAIR", "VENDOR", "QUARANTINE", "SEND-BACK", "RETURNS-IN")
_COUNTED = "('proposed', 'approved', 'sent', 'confirmed', 'failed', 'unknown')"
_SUM_ZERO = "SELECT item_id, SUM(on_hand) FROM balance GROUP BY item_id HAVING SUM(on_hand) <> 0"
_ABOVE_LINE = (
    "SELECT l.id FROM order_line l JOIN refund_line x ON x.line_id = l.id JOIN refund f ON f.id = x.refund_id"
    f" WHERE f.state IN {_COUNTED} GROUP BY l.id, l.total_minor HAVING SUM(x.amount_minor) > l.total_minor"
)
_ROWS = (
    "SELECT f.id FROM refund f LEFT JOIN refund_line x ON x.refund_id = f.id"
    " GROUP BY f.id, f.amount_minor HAVING f.amount_minor <> COALESCE(SUM(x.amount_minor), 0)"
)
_GIVEN = (
    f"SELECT order_id, SUM(amount_minor) FROM refund WHERE state IN {_COUNTED} AND kind <> 'exchange' GROUP BY order_id"
)
_BACK = (
    "SELECT l.id, l.shipped, COALESCE(SUM(u.qty), 0) FROM order_line l JOIN return_unit u ON u.line_id = l.id"
    " WHERE u.state IN ('received', 'graded', 'settled') AND u.back_id = '' GROUP BY l.id, l.shipped"
    " HAVING COALESCE(SUM(u.qty), 0) > l.shipped"
)
_IN_PARCELS = (
    "SELECT p.id FROM parcel p JOIN (SELECT order_id, SUM(shipped) AS n FROM order_line WHERE kind = 'goods'"
    " GROUP BY order_id) s ON s.order_id = p.order_id LEFT JOIN (SELECT place_id, SUM(on_hand) AS n FROM balance"
    " GROUP BY place_id) b ON b.place_id = p.place_id LEFT JOIN (SELECT source_id, SUM(qty) AS n FROM return_unit"
    " WHERE entry_id <> '' AND back_id = '' GROUP BY source_id) u ON u.source_id = p.place_id"
    " WHERE COALESCE(b.n, 0) <> s.n - COALESCE(u.n, 0)"
)
_SENT_TWICE = (
    "SELECT r.code FROM returns r JOIN (SELECT x.return_id, SUM(x.qty) AS n FROM return_order_line x JOIN order_line l"
    " ON l.id = x.line_id JOIN orders o ON o.id = l.order_id WHERE o.state <> 'cancelled' GROUP BY x.return_id) s"
    " ON s.return_id = r.id JOIN (SELECT return_id, SUM(qty) AS n FROM return_unit GROUP BY return_id) u"
    " ON u.return_id = r.id WHERE s.n > u.n"
)
_NOT_SETTLED = (
    "SELECT f.code FROM refund f JOIN returns r ON r.id = f.return_id JOIN refund_line x ON x.refund_id = f.id"
    " WHERE r.state NOT IN ('settled', 'closed') AND f.kind <> 'exchange' AND x.what <> 'goodwill'"
    " AND f.state <> 'cancelled' AND NOT EXISTS (SELECT 1 FROM return_order o WHERE o.return_id = r.id"
    " AND o.order_id = f.order_id)"  # what was paid for an exchange that is undone goes back whatever comes next
)
_KEPT_BY_NONE = (
    "SELECT f.code FROM refund f JOIN return_order x ON x.return_id = f.return_id JOIN orders o ON o.id = x.order_id"
    f" WHERE f.kind = 'exchange' AND f.reference = o.code AND o.state = 'cancelled' AND f.state IN {_COUNTED}"
)
_REPLACED = (
    "SELECT x.of_line, u.id, u.qty, l.total_minor, l.order_id FROM return_order_line x JOIN order_line n"
    " ON n.id = x.line_id JOIN return_unit u ON u.id = x.unit_id JOIN returns r ON r.id = x.return_id"
    " JOIN order_line l ON l.id = x.of_line JOIN orders o ON o.id = l.order_id WHERE x.kind = 'replacement'"
    " AND n.order_id = {order} AND r.state IN ('settled', 'closed') AND u.state = 'settled'"
    " AND COALESCE(NULLIF(u.outcome, ''), r.outcome) = 'replacement' AND COALESCE(u.kept_e4, 0) < 5000"
    " AND o.payment IN ('paid', 'part_refunded', 'refunded') AND l.total_minor >= 10 * l.qty AND NOT EXISTS"
    " (SELECT 1 FROM order_line d WHERE d.order_id = o.id AND d.kind = 'discount')"
)
"""What a replacement stands for that is worth money for certain: its paid line, row of units, and what was paid."""

_OTHERS_SENT = (
    "SELECT COUNT(*) FROM return_order_line x JOIN order_line l ON l.id = x.line_id JOIN orders o ON o.id = l.order_id"
    " WHERE o.state <> 'cancelled' AND o.id <> {order} AND x.of_line = {line}"
)
_GIVEN_FOR = (
    "SELECT COALESCE(SUM(x.qty), 0) FROM refund_line x JOIN refund f ON f.id = x.refund_id"
    f" WHERE x.unit_id = {{unit}} AND x.what IN ('goods', 'difference') AND f.state IN {_COUNTED}"
)
_OF_LINE = (
    "SELECT COALESCE(SUM(x.amount_minor), 0) FROM refund_line x JOIN refund f ON f.id = x.refund_id"
    f" WHERE x.line_id = {{line}} AND f.state IN {_COUNTED}"
)
_OF_ORDER = (
    "SELECT (SELECT SUM(total_minor) FROM order_line WHERE order_id = {order}) - COALESCE(SUM(amount_minor), 0)"
    f" FROM refund WHERE order_id = {{order}} AND state IN {_COUNTED}"
)
_SENT_AND_PAID = (
    "SELECT s.return_id, s.of_line FROM (SELECT x.return_id, x.of_line, SUM(x.qty) AS n FROM return_order_line x"
    " JOIN order_line l ON l.id = x.line_id JOIN orders o ON o.id = l.order_id WHERE o.state <> 'cancelled'"
    " GROUP BY x.return_id, x.of_line) s JOIN (SELECT return_id, line_id, SUM(qty) AS n FROM return_unit"
    " GROUP BY return_id, line_id) u ON u.return_id = s.return_id AND u.line_id = s.of_line JOIN"
    " (SELECT u.return_id, u.line_id, SUM(x.qty) AS n FROM refund_line x JOIN refund f ON f.id = x.refund_id"
    " JOIN return_unit u ON u.id = x.unit_id WHERE x.what = 'goods' AND f.kind <> 'exchange'"
    f" AND f.state IN {_COUNTED} GROUP BY u.return_id, u.line_id) m ON m.return_id = s.return_id"
    " AND m.line_id = s.of_line WHERE s.n + m.n > u.n"
)
_STANDING = (
    "SELECT p.code, i.sku, SUM(b.on_hand) FROM balance b JOIN place p ON p.id = b.place_id JOIN item i ON"
    " i.id = b.item_id WHERE b.on_hand <> 0 GROUP BY p.code, i.sku"
)
_UNITS = (
    "SELECT p.code, u.sku, SUM(u.qty) FROM return_unit u JOIN place p ON p.id = u.place_id"
    " WHERE u.state IN ('received', 'graded', 'settled') GROUP BY p.code, u.sku"
)
_CREDIT = (
    "SELECT COALESCE((SELECT SUM(amount_minor) FROM store_credit), 0)"
    f" - COALESCE((SELECT SUM(amount_minor) FROM refund WHERE kind = 'credit' AND state IN {_COUNTED}), 0)"
)
_AT_BANK = "SELECT intent, amount_minor, state, reference FROM refund WHERE kind = 'payment'"
_PAID_STATES = ("confirmed", "unknown", "sent")


class Story:
    """One customer's story: an order that was shipped, and what comes of it."""

    def __init__(self, shop: Shop, bank: Bank, chance: Random, number: int) -> None:
        self.shop, self.bank, self.chance, self.number = shop, bank, chance, number
        self.told: list[str] = []
        self.paid: Counter[int] = Counter()
        self.returns: list[int] = []
        lines = [(sku, chance.randint(1, 4)) for sku in chance.sample(sorted(shop.totals), chance.randint(1, 3))]
        for sku in shop.totals:
            shop.totals[sku] = chance.choice((0, 1, 99, 100, 333, 1_000, 2_500))
        self.post = chance.choice((0, 0, 395))
        self.order = shop.ship(f"S{number}", *lines, post=self.post)
        total = self._rough()
        self._discount(total)
        self.orders = [self.order]

    def _rough(self) -> int:
        """Let a line cost what no unit price divides."""
        with self.shop.company.write() as desk:
            line = trade.order_line
            for row in desk.connection.execute(line.select().where(line.c.order_id == self.order)).all():
                if row.kind == "goods":
                    total = max(0, row.total_minor - self.chance.choice((0, 0, 1, 2)))
                    desk.connection.execute(line.update().where(line.c.id == row.id).values(total_minor=total))
            found = desk.connection.execute(line.select().where(line.c.order_id == self.order)).all()
        return sum(each.total_minor for each in found)

    def _discount(self, total: int) -> None:
        off = self.chance.choice((0, 0, 0, 7, 150))
        paid = self.chance.random() < 0.95
        with self.shop.company.write() as desk:
            if 0 < off < total:
                row = {"order_id": self.order, "n": 98, "sku": "OFF", "kind": "discount", "qty": 1, "total_minor": -off}
                desk.connection.execute(trade.order_line.insert().values(**row))
            if not paid:
                orders = trade.orders.update().where(trade.orders.c.id == self.order)
                desk.connection.execute(orders.values(payment="unpaid"))
        self.paid[self.order] = (total - (off if 0 < off < total else 0)) if paid else 0

    def go(self) -> int:
        """Do some deeds, each followed by the sums; return how many were done."""
        many = self.chance.randint(SHORTEST, LONGEST)
        try:
            for n in range(many):
                what = self.chance.choice(DEEDS) if n else self.chance.choice(("come back", "announce"))
                self.told.append(what)
                getattr(self, "_" + what.replace(" ", "_"))()
                self.sums()
        except BaseException as error:
            error.add_note(f"story {self.number}: {self.told}")
            raise
        return many

    # ------------------------------------------------------------------------------------------------------- deeds

    def _one(self, rows: list[Any]) -> Any:
        return self.chance.choice(rows) if rows else None

    def _left(self) -> list[tuple[int, Sold]]:
        """Return orders of this story with lines of which something may still come back."""
        with self.shop.company.store.read() as desk:
            found = [(order, line) for order in self.orders for line in sold.of_order(desk, order)]
        return [(order, line) for order, line in found if line.kind == "goods" and line.left > 0]

    def _come_back(self) -> None:
        """Some units come back of an order, one line or several."""
        order, _line = self._one(self._left()) or (0, None)
        lines = [line for which, line in self._left() if which == order]
        if not lines:
            return
        chosen = self.chance.sample(lines, self.chance.randint(1, len(lines)))
        grade = self.chance.choice((Grade.SEALED, Grade.SEALED, Grade.USED, Grade.WRONG_PRODUCT))
        many = [(line, self.chance.randint(1, line.left)) for line in chosen]
        self.returns.append(self.shop.back_of(order, many, grade))

    def _announce(self) -> None:
        order, line = self._one(self._left()) or (0, None)
        if line is None:
            return
        with self.shop.company.write() as desk:
            head = cases.begin(
                desk, ReturnKind.CUSTOMER, ReturnState.AUTHORISED, "MAIN", order_id=order, currency="GBP",
                expires_on="2099-12-31",
                customer_id=self.shop.customer,
            )  # fmt: skip
            units.add(
                desk, head.id, line.sku, self.chance.randint(1, line.left), UnitState.EXPECTED, line_id=line.line_id
            )
        self.returns.append(head.id)

    def _arrive(self) -> None:
        waiting = [each for each in self.returns if self._state(each) is ReturnState.AUTHORISED]
        if waiting:
            self.shop.arrive(self._one(waiting))

    def _state(self, return_id: int) -> ReturnState:
        with self.shop.company.store.read() as desk:
            return cases.get(desk, return_id).state

    def _return(self, *states: ReturnState) -> int | None:
        """Return a return that is where a deed makes sense; now and then any."""
        fit = [each for each in self.returns if self._state(each) in states]
        found = self._one(fit if fit and self.chance.random() < SENSIBLE else self.returns)
        return None if found is None else int(found)

    def _open(self) -> int | None:
        fit = [each for each in self.returns if self._state(each) is ReturnState.INSPECTING]
        return None if not fit else int(self._one(fit))

    def _grade(self) -> None:
        number = self._open()
        if number is None:
            return
        unit = self._one([each for each in self.shop.units(number) if each.state is UnitState.GRADED])
        if unit is not None:
            grade = self.chance.choice((Grade.SEALED, Grade.WRONG_PRODUCT))
            goes = self.chance.choice((Disposition.RESTOCK, *Disposition))
            finding = self.chance.choice((Finding.NONE, Finding.NONE, Finding.SWAPPED))
            with self.shop.company.write() as desk:
                units.note(desk, unit.id, grade=grade, disposition=goes, finding=finding)

    def _choose(self) -> None:
        number = self._return(ReturnState.INSPECTING, ReturnState.AUTHORISED)
        if number is None or self._state(number) not in (ReturnState.INSPECTING, ReturnState.AUTHORISED):
            return
        outcome = self.chance.choice(OUTCOMES)
        mine = [each for each in self.shop.units(number) if each.state is not UnitState.SETTLED]
        part = self.chance.random() < 0.5 and bool(mine)
        price = self.chance.choice(("", "0.50", "12.00", "3.33"))
        self.shop.choose(
            number, outcome, variant=self.chance.choice(sorted(self.shop.totals)) if outcome == "exchange" else "",
            price=price if outcome == "exchange" else "", units=(self._one(mine).id,) if part else (),
            qty=1 if part else 0, kept=self.chance.choice(("", "", "", "15", "100")),
        )  # fmt: skip

    def _settle(self) -> None:
        number = self._return(ReturnState.INSPECTING)
        if number is not None:
            self._settled(number, "")

    def _settle_old(self) -> None:
        number = self._one(self.returns)
        if number is not None:
            refused = self.shop.settle(number, shown="old").refusal
            assert refused is not None

    def _settled(self, number: int, shown: str) -> None:
        told = self.shop.preview(number)
        session = self.chance.choice((self.shop.company.supervisor, self.shop.company.packer))
        done = self.shop.settle(number, session, shown)
        if done.refusal is None:
            assert not told.lacks
            assert done.done().refund_minor == told.refund_minor
            self._note_orders(done.done().orders)

    def _note_orders(self, codes: tuple[str, ...]) -> None:
        self.told += codes

    def _undo(self) -> None:
        number = self._return(ReturnState.SETTLED)
        if number is not None and self.shop.undo(number).refusal is None:
            with self.shop.company.store.read() as desk:
                left = [code for _id, code, state, *_ in neworders.of_return(desk, number) if state != "cancelled"]
            assert not left, f"{left} go on, though nothing is settled"

    def _ahead(self) -> None:
        number = self._return(ReturnState.AUTHORISED)
        if number is not None:
            self.shop.do(SendAhead(id=self.shop.company.ids.new(), return_id=number))

    def _mine(self) -> list[Any]:
        with self.shop.company.store.read() as desk:
            return [each for number in self.returns for each in refunds.of_return(desk, number)]

    def _refund(self, kind: type[Any], *states: str, **facts: str) -> None:
        every = self._mine()
        fit = [each for each in every if each.state in states]
        row = self._one(fit if fit and self.chance.random() < SENSIBLE else every)
        if row is not None:
            self.shop.do(kind(id=self.shop.company.ids.new(), refund=row.code, **facts))

    def _bank(self) -> None:
        self._refund(refunding.ApproveRefund, "proposed")
        self.bank.troubles = [each for each in (self.chance.choice(TROUBLES),) if each]
        self.shop.company.clock.forward(hours=1)
        work_off(
            self.shop.company.runner, WORKER, spool(self.shop.company.folder), once=True, pause=lambda _s: None,
            payments={"bank": self.bank},
        )  # fmt: skip
        self.bank.troubles = []

    def _by_hand(self, kind: type[Any], **facts: str) -> None:
        """Somebody who has looked at the bank says what became of a refund that it did not pay."""
        row = self._one(self._mine())
        if row is None:
            return
        with self.shop.company.store.read() as desk:
            intent = refunds.key_of(desk, row.id).intent
        if intent not in self.bank.paid:
            self.shop.do(kind(id=self.shop.company.ids.new(), refund=row.code, **facts))

    def _confirm(self) -> None:
        self._by_hand(refunding.ConfirmRefund, reference="hand")

    def _cancel(self) -> None:
        self._refund(refunding.CancelRefund, "proposed", "approved", "failed", why="no")

    def _retry(self) -> None:
        self._refund(refunding.RetryRefund, "failed")

    def _fail(self) -> None:
        self._by_hand(refunding.FailRefund, why="no")

    def _goodwill(self) -> None:
        number = self._return(ReturnState.SETTLED)
        if number is not None:
            amount = self.chance.choice(("0.01", "1.00", "5.00", "100.00"))
            told = refunding.GiveRefund(
                id=self.shop.company.ids.new(), return_id=number, amount=amount, currency="GBP", why="late"
            )
            self.shop.do(told)

    def _work(self) -> None:
        with self.shop.company.store.read() as desk:
            jobs = work_list(desk, "open", 20)
        if jobs:
            result = self.chance.choice(("restock", "scrap", "send-back"))
            grade = self.chance.choice(("A", "B"))
            told = FinishWork(
                id=self.shop.company.ids.new(), work=self._one(list(jobs)).code, result=result, grade=grade
            )
            self.shop.do(told).done()

    def _send_back(self) -> None:
        number = self._return(ReturnState.SETTLED)
        if number is not None:
            self.shop.do(SendBack(id=self.shop.company.ids.new(), return_id=number))

    def _new_orders(self) -> list[Any]:
        with self.shop.company.store.read() as desk:
            words = (
                trade.orders.select()
                .join(returning.return_order, returning.return_order.c.order_id == trade.orders.c.id)
                .where(returning.return_order.c.return_id.in_(self.returns or [0]))
            )
            return list(desk.connection.execute(words))

    def _leave(self) -> None:
        """An order that was sent instead leaves, and is one more of which goods come back."""
        row = self._one([each for each in self._new_orders() if each.state == "confirmed"])
        if row is not None:
            self.shop.leaves(row.code)
            self.orders.append(row.id)

    def _give_up_order(self) -> None:
        """Somebody cancels an order that was sent instead, by hand; it does what was told before."""
        row = self._one([each for each in self._new_orders() if each.state == "confirmed"])
        if row is None:
            return
        with self.shop.company.store.read() as desk:
            told, owes = giveback.would_give(desk, row.id), self._owes(desk, row.id)
        gone = CancelOrder(id=self.shop.company.ids.new(), order_id=row.id, reason="by hand")
        gives = self.shop.do(gone).done().gives
        assert gives == told
        assert gives or not owes, f"{row.code} was to be sent for nothing, and nothing is given for it"

    def _owes(self, desk: Any, order: int) -> bool:
        """Tell whether a replacement stands for goods that are here and worth money, and nothing was given for them."""
        ask = desk.connection.exec_driver_sql
        for line, unit, qty, total, paid in ask(_REPLACED.format(order=order)).all():
            others, given = ask(_OTHERS_SENT.format(order=order, line=line)), ask(_GIVEN_FOR.format(unit=unit))
            left = total - ask(_OF_LINE.format(line=line)).scalar(), ask(_OF_ORDER.format(order=paid)).scalar()
            if not others.scalar() and given.scalar() < qty and min(left) > 0:
                return True
        return False

    def _pay_due(self) -> None:
        row = self._one([each for each in self._new_orders() if each.payment == "unpaid" and each.state != "cancelled"])
        if row is None:
            return
        with self.shop.company.store.read() as desk:
            due = row.total_minor - refunds.paid_into(desk, row.id, row.code)
        told = PayDue(id=self.shop.company.ids.new(), order_id=row.id, reference="bank")
        if self.shop.do(told).refusal is None:
            self.paid[row.id] += due

    # -------------------------------------------------------------------------------------------------------- sums

    def sums(self) -> None:
        """Compare the books with plain sums. Raises AssertionError."""
        with self.shop.company.store.read() as desk:
            ask = desk.connection.exec_driver_sql
            for name, words in (
                *(("an item does not sum to zero", _SUM_ZERO), ("a line gave back more than it cost", _ABOVE_LINE)),
                *(("a refund is not its rows", _ROWS), ("more is back than was sent", _BACK)),
                *(("a parcel does not hold what is still away", _IN_PARCELS), ("sent instead twice", _SENT_TWICE)),
                ("sent instead and paid", _SENT_AND_PAID),
                *(
                    ("money is kept for what is not settled", _NOT_SETTLED),
                    ("a cancelled order is paid", _KEPT_BY_NONE),
                ),
            ):
                wrong = ask(words).all()
                assert not wrong, f"{name}: {wrong}"
            given = {row[0]: int(row[1]) for row in ask(_GIVEN)}
            credit, at_bank = ask(_CREDIT).scalar(), ask(_AT_BANK).all()
            standing = {(row[0], row[1]): int(row[2]) for row in ask(_STANDING) if row[0] in _HERE}
            counted = {(row[0], row[1]): int(row[2]) for row in ask(_UNITS) if row[0] in _HERE}
        mine = sum(given.get(order, 0) for order in self._family())
        assert mine <= sum(self.paid.values()), f"{mine} went back of {dict(self.paid)}"
        assert standing == counted, f"units are not where they stand: {standing} {counted}"
        assert credit == 0, f"store credit differs by {credit}"
        for intent, amount, state, reference in at_bank:
            if intent in self.bank.paid:
                assert (self.bank.paid[intent][0], state in _PAID_STATES) == (amount, True), f"paid, but {state}"
            else:
                assert not reference.startswith("B"), "the bank did not pay this"
        assert set(self.bank.paid) <= {row[0] for row in at_bank}, "the bank paid what nobody asked for"

    def _family(self) -> set[int]:
        return {self.order, *self.orders, *(each.id for each in self._new_orders())}


def begun(folder: Path, address: str = "") -> tuple[Shop, Bank]:
    """Return a company whose refunds go to a bank."""
    shop = Shop(Company(folder, database=address)).open()
    shop.do(ChangeSetting(id=shop.company.ids.new(), setting="returns.provider", value="bank")).done()
    with shop.company.write() as desk:
        desk.connection.exec_driver_sql("UPDATE return_policy SET keep_below_minor = 120, postage_back = 1")
        desk.connection.exec_driver_sql("UPDATE return_rule SET photo = 0")
        desk.connection.exec_driver_sql("DELETE FROM return_check_text")
        desk.connection.exec_driver_sql("DELETE FROM return_check")
    return shop, Bank()


def told(number: int, count: int, company: Callable[[Path], tuple[Shop, Bank]] = begun) -> Counts:
    """Tell so many stories that follow from a number alone; return how many, and how many deeds they had."""
    done = deeds = 0
    while done < count:
        with tempfile.TemporaryDirectory(dir="/dev/shm" if Path("/dev/shm").is_dir() else None) as folder:
            shop, bank = company(Path(folder))
            try:
                for _ in range(min(AT_ONE_COMPANY, count - done)):
                    deeds += Story(shop, bank, Random(f"{number} {done}"), done).go()
                    done += 1
                shop.healthy()
            finally:
                shop.company.close()
    return {"done": done, "deeds": deeds}
