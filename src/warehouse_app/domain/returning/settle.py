"""What settling a return would do: its money, where its goods go, the orders it gives rise to. Pure.

A unit is worth its share of what was paid for its line. Shares are cut by where a unit stands in its line, so that the
shares of all its units are together just what was paid. Nothing ever goes back twice: each row of money is capped by
what is left of its line, and of its order.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from warehouse_app.domain.items import ProductKind
from warehouse_app.domain.quantities import E4, line_total_minor, minor_digits
from warehouse_app.domain.returning.deciding import (
    SENT_INSTEAD,
    disposition_of,
    fault_of,
    fee_rate,
    lacks,
    lacks_ahead,
    outcome_of,
)
from warehouse_app.domain.returning.states import (
    AWAITED,
    Disposition,
    Fault,
    Outcome,
    UnitState,
    Way,
)
from warehouse_app.domain.returning.values import (
    WHOLE_E4,
    Case,
    MoneyLine,
    NewOrder,
    NewOrderLine,
    Settlement,
    Sold,
    StockLine,
    Unit,
)


def part(total: int, qty: int, start: int, many: int) -> int:
    """Return what `many` of `qty` units are worth, from the unit after `start` on; all together they are the total."""
    if qty <= 0:
        return 0
    first, last = min(start, qty), min(start + many, qty)
    return total * last // qty - total * first // qty


def rate_of(amount: int, rate_e4: int) -> int:
    """Return a rate of an amount, rounded half up."""
    return (amount * rate_e4 * 2 + WHOLE_E4) // (2 * WHOLE_E4)


def tax_in(amount: int, tax_e4: int) -> int:
    """Return the tax within an amount, rounded half up; `tax_e4` is the tax on a price before tax."""
    whole = WHOLE_E4 + tax_e4
    return (amount * tax_e4 * 2 + whole) // (2 * whole)


def discounted(lines: Sequence[Sold]) -> tuple[Sold, ...]:
    """Return an order's lines with its discounts taken off its goods, each by its part of their price."""
    goods = [each for each in lines if each.kind == ProductKind.GOODS and each.paid_minor > 0]
    whole = sum(each.paid_minor for each in goods)
    off = min(whole, -sum(each.paid_minor for each in lines if each.kind == ProductKind.DISCOUNT))
    if off <= 0:
        return tuple(lines)
    so_far, less = 0, {}
    for each in goods:
        less[each.line_id] = part(off, whole, so_far, each.paid_minor)
        so_far += each.paid_minor
    return tuple(replace(each, paid_minor=each.paid_minor - less.get(each.line_id, 0)) for each in lines)


def settle(case: Case, *, ahead: bool = False) -> Settlement:
    """Return what settling the return would do; where something lacks, also what it would do as far as is known.

    With `ahead` it is what can be sent before the goods are here: the orders of exchanges and replacements.
    """
    books = _Books(case)
    kept = not ahead and _is_kept(case)
    settled = settled_units(case, kept=kept or ahead)
    if ahead:
        settled = tuple(each for each in settled if outcome_of(case, each) in SENT_INSTEAD)
    orders = _Orders(case)
    for unit in settled:
        _give(case, books, orders, unit)
    _postage(case, books, settled)
    refund = sum(each.amount_minor for each in books.money if each.way == Way.PAYMENT)
    credit = sum(each.amount_minor for each in books.money if each.way == Way.CREDIT)
    told = Settlement(
        tuple(books.money),
        refund,
        _tax(case, books.money),
        credit,
        books.capped,
        _currency(case),
        () if kept else tuple(_stock(case, settled)),
        orders.made(),
        lacks=tuple(lacks_ahead(case, settled) if ahead else lacks(case, settled, kept=kept)),
        kept=kept,
    )
    message, facts = _message(case, told)
    return replace(told, message=message, facts=facts)


def _tax(case: Case, money: Iterable[MoneyLine]) -> int:
    """Return the tax within what goes back to payments, rounded once for each order, as each is a refund of its own."""
    by_order: Counter[int] = Counter()
    for each in money:
        by_order[each.order_id] += each.amount_minor if each.way == Way.PAYMENT else 0
    return sum(tax_in(amount, case.policy.tax_e4) for amount in by_order.values())


def settled_units(case: Case, *, kept: bool) -> tuple[Unit, ...]:
    """Return the units that are settled: those that are here, or all that were announced where they are not asked."""
    states = (UnitState.EXPECTED,) if kept else (UnitState.RECEIVED, UnitState.GRADED)
    return tuple(each for each in case.units if each.state in states)


# ------------------------------------------------------------------------------------------------------------- money


@dataclass(slots=True)
class _Books:
    """What is left to be given, line by line and order by order, while rows of money are written."""

    case: Case
    money: list[MoneyLine] = field(default_factory=list)
    capped: int = 0
    of_line: dict[int, int] = field(default_factory=dict)
    of_order: dict[int, int] = field(default_factory=dict)
    seen: Counter[int] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        every = [*self.case.lines.values(), *(line for lines in self.case.others.values() for line in lines)]
        self.of_line = {each.line_id: max(0, each.paid_minor - each.refunded_minor) for each in every}
        self.of_order = {
            number: max(0, each.paid_minor - each.refunded_minor) for number, each in self.case.orders.items()
        }

    def share(self, line: Sold, many: int) -> int:
        """Return what the next `many` units of a line are worth."""
        start = self.case.before.get(line.line_id, 0) + self.seen[line.line_id]
        self.seen[line.line_id] += many
        return part(line.paid_minor, line.qty, start, many)

    def take(self, line: Sold, wanted: int) -> int:
        """Use up as much of what was paid as there is; remember what was asked above it."""
        given = max(0, min(wanted, self.of_line.get(line.line_id, 0), self.of_order.get(line.order_id, 0)))
        if line.line_id in self.of_line:
            self.of_line[line.line_id] -= given
        if line.order_id in self.of_order:
            self.of_order[line.order_id] -= given
        self.capped += wanted - given
        return given

    def write(self, row: MoneyLine) -> None:
        """Keep a row that is worth anything."""
        if row.amount_minor > 0 or row.fee_minor > 0:
            self.money.append(row)


@dataclass(slots=True)
class _Orders:
    """The orders that are made, one of each kind for each order that goods came back of."""

    case: Case
    ahead: Counter[int] = field(default_factory=Counter)
    lines: dict[tuple[int, str], list[NewOrderLine]] = field(default_factory=lambda: defaultdict(list))
    due: Counter[tuple[int, str]] = field(default_factory=Counter)

    def __post_init__(self) -> None:
        self.ahead = Counter(self.case.ahead)

    def still(self, line: Sold, many: int) -> int:
        """Return for how many of some units of a line nothing was sent yet."""
        sent = min(many, self.ahead[line.line_id])
        self.ahead[line.line_id] -= sent
        return many - sent

    def made(self) -> tuple[NewOrder, ...]:
        """Return the orders."""
        return tuple(
            NewOrder(kind, tuple(lines), self.due[order, kind], order_id=order)
            for (order, kind), lines in sorted(self.lines.items())
        )


def _give(case: Case, books: _Books, orders: _Orders, unit: Unit) -> None:
    """Write what is given for one row of units."""
    line = None if unit.line_id is None else case.lines.get(unit.line_id)
    if line is None:
        return
    outcome = outcome_of(case, unit)
    share = books.share(line, unit.qty)
    if outcome in SENT_INSTEAD:
        many = orders.still(line, unit.qty)
        share = part(share, unit.qty, 0, many)
        if many and outcome is Outcome.REPLACEMENT:
            again = NewOrderLine(unit.sku, unit.name, many, 0, 0, unit.id, line.line_id)
            orders.lines[line.order_id, outcome.value].append(again)
        elif many:
            _exchange(case, books, orders, replace(unit, qty=many), line, share)
    elif outcome in (Outcome.REFUND, Outcome.CREDIT):
        fee = rate_of(share, fee_rate(case, unit))
        given = books.take(line, share - fee)
        way = Way.CREDIT if outcome is Outcome.CREDIT else Way.PAYMENT
        books.write(_row("goods", unit, line, given, fee, way))


def instead(case: Case, owed: Iterable[tuple[int, int]]) -> tuple[MoneyLine, ...]:
    """Return what goes back for so many of rows of units for which nothing is sent any more: as a refund would."""
    books, by_id = _Books(case), {each.id: each for each in case.units}
    for number, many in owed:
        unit = replace(by_id[number], qty=many)
        line = case.lines[unit.line_id or 0]
        share = books.share(line, many)
        fee = rate_of(share, fee_rate(case, unit))
        books.write(_row("goods", unit, line, books.take(line, share - fee), fee, Way.PAYMENT))
    return tuple(books.money)


def _exchange(case: Case, books: _Books, orders: _Orders, unit: Unit, line: Sold, share: int) -> None:
    """Let what came back pay for what is sent instead; what is over goes back, what lacks is owed."""
    digits = minor_digits(_currency(case))
    price = share * E4 // (10**digits * unit.qty) if unit.variant_e4 is None else unit.variant_e4
    costs = share if unit.variant_e4 is None else line_total_minor(unit.qty, price, digits)
    fee = rate_of(share, fee_rate(case, unit))
    given = books.take(line, share - fee)
    pays = min(given, costs)
    books.write(_row("goods", unit, line, pays, fee, Way.EXCHANGE))
    books.write(_row("difference", unit, line, given - pays, 0, Way.PAYMENT))
    name = unit.variant_name or unit.name
    made = NewOrderLine(unit.variant or unit.sku, name, unit.qty, price, costs, unit.id, line.line_id)
    orders.lines[line.order_id, Outcome.EXCHANGE.value].append(made)
    orders.due[line.order_id, Outcome.EXCHANGE.value] += costs - pays


def _currency(case: Case) -> str:
    return case.head.currency or next((each.currency for each in case.orders.values()), "")


def _row(what: str, unit: Unit, line: Sold, amount: int, fee: int, way: Way) -> MoneyLine:
    name = unit.name or line.name
    return MoneyLine(what, unit.sku, name, unit.qty, amount, fee, line.line_id, unit.id, line.order_id, way.value)


def _postage(case: Case, books: _Books, settled: Iterable[Unit]) -> None:
    """Give back what was paid for sending, once all of an order is back: by the policy, or where no customer erred.

    An order of which something is exchanged or repaired was not sent for nothing.
    """
    of_order: dict[int, list[Unit]] = defaultdict(list)
    for unit in settled:
        line = None if unit.line_id is None else case.lines.get(unit.line_id)
        if line is not None:
            of_order[line.order_id].append(unit)
    for order, units in sorted(of_order.items()):
        if not _all_back(case, order, units):
            continue
        ways = {outcome_of(case, unit) for unit in units}
        ours = all(fault_of(case, unit) is not Fault.CUSTOMER for unit in units)
        if not ways <= {Outcome.REFUND, Outcome.CREDIT} or not (case.policy.postage_back or ours):
            continue
        way = Way.CREDIT if ways == {Outcome.CREDIT} else Way.PAYMENT
        for line in case.others.get(order, ()):
            if line.kind == ProductKind.SHIPPING and line.paid_minor > line.refunded_minor:
                given = books.take(line, line.paid_minor - line.refunded_minor)
                row = MoneyLine(
                    "postage", line.sku, line.name, line.qty, given, 0, line.line_id, None, order, way.value
                )
                books.write(row)


def _all_back(case: Case, order: int, units: Iterable[Unit]) -> bool:
    """Tell whether all that left of an order is back; what the customer keeps by our leave is back as well."""
    kept: Counter[int] = Counter()
    for unit in units:
        if unit.line_id is not None and unit.state is UnitState.EXPECTED:
            kept[case.lines[unit.line_id].line_id] += unit.qty
    goods = [each for each in case.others.get(order, ()) if each.kind == ProductKind.GOODS]
    return bool(goods) and all(each.returned + kept[each.line_id] >= each.shipped for each in goods)


# ----------------------------------------------------------------------------------------------------- goods and lacks


def _is_kept(case: Case) -> bool:
    """Tell whether the goods are not asked back: all are still with the customer, and worth less than is worth it."""
    here = [each for each in case.units if each.state is not UnitState.EXPECTED]
    if case.head.state not in AWAITED or here or not case.units or case.policy.keep_below_minor <= 0:
        return False
    books = _Books(case)
    worth = 0
    for unit in case.units:
        line = None if unit.line_id is None else case.lines.get(unit.line_id)
        if line is None or outcome_of(case, unit) not in (Outcome.REFUND, Outcome.CREDIT, *SENT_INSTEAD):
            return False
        worth += books.share(line, unit.qty)
    whole = int(10 ** minor_digits(_currency(case)))
    return worth * 100 < case.policy.keep_below_minor * whole


def _stock(case: Case, settled: Iterable[Unit]) -> Iterable[StockLine]:
    for unit in settled:
        goes = disposition_of(case, unit)
        if goes is None or unit.grade is None:
            continue
        grade = case.policy.rule(unit.grade).stock_grade if goes is Disposition.RESTOCK else ""
        yield StockLine(unit.id, unit.sku, unit.name, unit.qty, goes, "", "", grade)


def _message(case: Case, told: Settlement) -> tuple[str, dict[str, str | int]]:
    """Return what the customer is told, as a code of wording with its facts."""
    facts: dict[str, str | int] = {
        "name": case.head.code, "refund_minor": told.refund_minor, "credit_minor": told.credit_minor,
        "due_minor": sum(each.due_minor for each in told.orders), "currency": told.currency,
    }  # fmt: skip
    outcomes = {outcome_of(case, unit) for unit in settled_units(case, kept=told.kept)}
    if not outcomes or outcomes == {Outcome.NOTHING}:
        return "return_message_nothing", facts
    if told.kept:
        return "return_message_kept", facts
    if outcomes == {Outcome.EXCHANGE} and facts["due_minor"]:
        return "return_message_due", facts
    return (f"return_message_{outcomes.pop().value}" if len(outcomes) == 1 else "return_message_several"), facts
