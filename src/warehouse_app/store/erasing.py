"""A customer forgotten: whatever is personal of one goes, and what was bought, moved and shipped stays.

Personal are the customer's own row and the addresses of his orders, the words they are found by, notes and reasons that
people typed at his orders, and what imports keep of him. The ledger and the audit know him by number only.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from sqlalchemy import (
    Column,
    ColumnElement,
    Select,
    Table,
    and_,
    bindparam,
    delete,
    func,
    or_,
    select,
    union_all,
    update,
)

from warehouse_app.domain.orders.states import OPEN
from warehouse_app.store import photos
from warehouse_app.store.desk import Desk
from warehouse_app.store.importing import rejects
from warehouse_app.store.schema import (
    carriers,
    floor,
    instructions,
    ledger,
    office,
    returning,
    trade,
    verdicts,
    weights,
)
from warehouse_app.store.search import words
from warehouse_app.store.statement import Statement

SHORTEST_WORD = 4
"""A shorter name would take records of others along."""

ERASED = "ERASED-"
"""The code of a customer who was forgotten begins so, and goes on with the row's number."""

SAID = "erased"
"""What stands where somebody wrote why: that a reason was given is kept, not its words."""

_TOLD = ("name", "company", "street", "street2", "email", "phone")
_c, _p, _o, _a, _h, _e = (
    *(trade.customer, trade.customer_personal, trade.orders, trade.order_address, trade.order_hold),
    trade.order_event,
)
_y, _in, _it = instructions.order_gift, instructions.instruction, instructions.instruction_text
_b, _n, _w, _per = verdicts.bench_issue, verdicts.near_miss, weights.weight_check, office.permit
_d, _r, _k = trade.document, trade.import_run, ledger.command
_OPEN = Statement(
    select(_o.c.code)
    .where(_o.c.customer_id == bindparam("customer_is"), or_(*(_o.c.state == each.value for each in OPEN)))
    .order_by(_o.c.id)
)


def _still(column: Column[Any]) -> ColumnElement[bool]:
    """Return the condition that somebody's words stand in a column yet."""
    return and_(column != "", column != SAID)


def _lent(order: ColumnElement[Any]) -> ColumnElement[bool]:
    """Return the condition that an override was used for a deed at an order."""
    decided = select(_e.c.command_id).where(_e.c.order_id == order).correlate(_o)
    scanned = select(floor.scan.c.id).where(floor.scan.c.order_id == order).correlate(_o)
    return or_(_per.c.used_by.in_(decided), _per.c.used_by.in_(scanned))


def _boxes_of(order: ColumnElement[Any]) -> Select[Any]:
    return select(floor.parcel.c.id).where(floor.parcel.c.order_id == order).correlate(_o)


def _wrote(table: Table, name: str, *of: ColumnElement[bool]) -> Statement:
    """Return the statement that leaves of somebody's words that there were some."""
    column = table.c[name]
    return Statement(update(table).where(_still(column), *of).values({name: SAID}))


_s, _sw, _su, _sv = returning.returns, returning.return_words, returning.return_unit, returning.return_event


_rf, _cl, _wo, _lb = returning.refund, returning.carrier_claim, returning.work_order, carriers.label_purchase


def _typed_at(back: Select[Any]) -> tuple[tuple[Table, str, ColumnElement[bool]], ...]:
    """Return where people typed at returns: table, column, and which rows are of these returns."""
    units = select(_su.c.id).where(_su.c.return_id.in_(back))
    nameless = and_(_su.c.return_id.in_(back), _su.c.product_id.is_(None), _su.c.line_id.is_(None))
    return (
        *((_su, name, _su.c.return_id.in_(back)) for name in ("note", "why")),
        (_su, "sku", nameless),
        (_sv, "why", _sv.c.return_id.in_(back)),
        *((_rf, name, _rf.c.return_id.in_(back)) for name in ("reference", "trouble")),
        (_cl, "note", _cl.c.return_id.in_(back)),
        (_wo, "note", _wo.c.unit_id.in_(units)),
    )


def _back(order: ColumnElement[Any]) -> Select[Any]:
    """Return the returns of an order."""
    return select(_s.c.id).where(_s.c.order_id == order).correlate(_o)


_MORE = or_(
    select(_sw.c.return_id).where(_sw.c.return_id.in_(_back(_o.c.id))).exists(),
    select(_s.c.id).where(_s.c.order_id == _o.c.id, or_(_still(_s.c.decision), _still(_s.c.override))).exists(),
    *(select(table.c.id).where(of, _still(table.c[name])).exists() for table, name, of in _typed_at(_back(_o.c.id))),
    *(
        select(table.c.id).where(table.c.parcel_id.in_(_boxes_of(_o.c.id)), _still(table.c[name])).exists()
        for table, name in ((_cl, "note"), (_lb, "why"))
    ),
    photos.any_of_order(_o.c.id),
    select(_y.c.order_id).where(_y.c.order_id == _o.c.id).exists(),
    select(_a.c.order_id).where(_a.c.order_id == _o.c.id).exists(),
    select(_h.c.order_id).where(_h.c.order_id == _o.c.id, _h.c.reason != "").exists(),
    select(_e.c.id).where(_e.c.order_id == _o.c.id, _e.c.why != "").exists(),
    *(
        select(table.c.id).where(table.c.order_id == _o.c.id, _still(table.c[name])).exists()
        for table, name in ((_b, "note"), (_b, "settled_how"), (_n, "settled_how"))
    ),
    select(_w.c.id).where(_w.c.parcel_id.in_(_boxes_of(_o.c.id)), _still(_w.c.reason)).exists(),
    select(_per.c.id).where(_lent(_o.c.id), _still(_per.c.reason)).exists(),
    _o.c.note != "",
)
_NEXT = Statement(
    select(_o.c.id)
    .where(_o.c.customer_id == bindparam("customer_is"), _MORE)
    .order_by(_o.c.id)
    .limit(bindparam("most"))
)
_OWN = Statement(select(*(_p.c[name] for name in _TOLD)).where(_p.c.customer_id == bindparam("customer_is")))
_ADDRESSES = Statement(
    select(*(_a.c[name] for name in _TOLD))
    .join(_o, _o.c.id == _a.c.order_id)
    .where(_o.c.customer_id == bindparam("customer_is"))
    .distinct()
)
_ADDRESS = Statement(select(*(_a.c[name] for name in _TOLD)).where(_a.c.order_id == bindparam("order_is")))
_OUTCOMES = Statement(
    select(_k.c.id, _k.c.outcome)
    .join(floor.scan, floor.scan.c.id == _k.c.id)
    .where(floor.scan.c.order_id == bindparam("order_is"))
)
_SAY = Statement(update(_k).where(_k.c.id == bindparam("id_is")).values(outcome=bindparam("text")))
_REPORTS = Statement(select(_r.c.id, _r.c.report).where(func.lower(_r.c.report).like(bindparam("pattern"), escape="~")))
_REPORT = Statement(update(_r).where(_r.c.id == bindparam("id_is")).values(report=bindparam("text")))
_THE_ORDER: ColumnElement[Any] = bindparam("order_is")
_OF_ORDER = (
    *(
        _wrote(table, name, table.c.order_id == _THE_ORDER)
        for table, name in ((_b, "note"), (_b, "settled_how"), (_n, "settled_how"))
    ),
    _wrote(_w, "reason", _w.c.parcel_id.in_(_boxes_of(_THE_ORDER))),
    _wrote(_per, "reason", _lent(_THE_ORDER)),
    *(_wrote(_s, name, _s.c.order_id == _THE_ORDER) for name in ("decision", "override")),
    *(_wrote(table, name, of) for table, name, of in _typed_at(_back(_THE_ORDER))),
    _wrote(_cl, "note", _cl.c.parcel_id.in_(_boxes_of(_THE_ORDER))),
    _wrote(_lb, "why", _lb.c.parcel_id.in_(_boxes_of(_THE_ORDER))),
    Statement(delete(_sw).where(_sw.c.return_id.in_(_back(_THE_ORDER)))),
    Statement(delete(_a).where(_a.c.order_id == bindparam("order_is"))),
    Statement(delete(_y).where(_y.c.order_id == bindparam("order_is"))),
    Statement(update(_h).where(_h.c.order_id == bindparam("order_is")).values(reason="")),
    Statement(update(_e).where(_e.c.order_id == bindparam("order_is")).values(why="")),
    Statement(update(_o).where(_o.c.id == bindparam("order_is")).values(note="")),
)
_TYPED = Statement(
    union_all(
        select(_o.c.note).where(_o.c.id == _THE_ORDER),
        select(_b.c.note).where(_b.c.order_id == _THE_ORDER),
        select(_w.c.reason).where(_w.c.parcel_id.in_(_boxes_of(_THE_ORDER))),
        select(_lb.c.why).where(_lb.c.parcel_id.in_(_boxes_of(_THE_ORDER))),
        *(select(table.c[name]).where(of) for table, name, of in _typed_at(_back(_THE_ORDER)) if name != "why"),
        select(_it.c.words)
        .join(_in, _in.c.id == _it.c.instruction_id)
        .join(_o, _o.c.customer_id == _in.c.customer_id)
        .where(_o.c.id == _THE_ORDER),
        select(_in.c.insert_word).join(_o, _o.c.customer_id == _in.c.customer_id).where(_o.c.id == _THE_ORDER),
    )
)
"""What people typed of an order, and of its customer for whoever packs it."""

_HIS_RULES = select(_in.c.id).where(_in.c.customer_id == bindparam("customer_is"))
_RULES = (
    Statement(update(_it).where(_it.c.instruction_id.in_(_HIS_RULES)).values(words=SAID)),
    *(_wrote(_in, name, _in.c.customer_id == bindparam("customer_is")) for name in ("name", "insert_word")),
    Statement(
        update(_in)
        .where(_in.c.customer_id == bindparam("customer_is"), _in.c.dropped_at.is_(None))
        .values(dropped_at=bindparam("at_is"))
    ),
)
_HIS_RETURNS = select(_s.c.id).where(_s.c.customer_id == bindparam("customer_is"))
_NO_WORDS = (
    Statement(delete(_sw).where(_sw.c.return_id.in_(_HIS_RETURNS))),
    *(_wrote(_s, name, _s.c.customer_id == bindparam("customer_is")) for name in ("decision", "override")),
    *(_wrote(table, name, of) for table, name, of in _typed_at(_HIS_RETURNS)),
)
"""What was typed at his returns, those of no known order among them."""

_NO_MORE = Statement(delete(_p).where(_p.c.customer_id == bindparam("customer_is")))
_PAPERS = Statement(update(_d).where(_d.c.customer_id == bindparam("customer_is")).values(reason=""))
_FORGOTTEN = Statement(
    update(_c)
    .where(_c.c.id == bindparam("customer_is"))
    .values(code=bindparam("to_code"), content_hash="", erased_at=bindparam("at"))
)
_BOXES = select(floor.parcel.c.code).join(_o, _o.c.id == floor.parcel.c.order_id).order_by(floor.parcel.c.code)
_LISTS = (
    select(floor.manifest.c.code)
    .join(floor.manifest_parcel, floor.manifest_parcel.c.manifest_id == floor.manifest.c.id)
    .join(floor.parcel, floor.parcel.c.id == floor.manifest_parcel.c.parcel_id)
    .join(_o, _o.c.id == floor.parcel.c.order_id)
    .distinct()
)
_HIS, _ITS = _o.c.customer_id == bindparam("customer_is"), _o.c.id == bindparam("order_is")
_ORDERS = Statement(select(_o.c.code).where(_HIS).order_by(_o.c.id))
_ORDER = Statement(select(_o.c.code).where(_ITS))
_PARCELS, _MANIFESTS = Statement(_BOXES.where(_HIS)), Statement(_LISTS.where(_HIS))
_PARCELS_OF_ORDER, _MANIFESTS_OF_ORDER = Statement(_BOXES.where(_ITS)), Statement(_LISTS.where(_ITS))


def open_orders(desk: Desk, customer: int) -> tuple[str, ...]:
    """Return the numbers of the customer's orders that still go on: his address is needed for them."""
    return tuple(str(row[0]) for row in _OPEN.all(desk.connection, customer_is=customer))


def next_orders(desk: Desk, customer: int, most: int) -> tuple[int, ...]:
    """Return orders of the customer in which something of him is left."""
    return tuple(int(row[0]) for row in _NEXT.all(desk.connection, customer_is=customer, most=most))


def erase_orders(desk: Desk, orders: Sequence[int]) -> tuple[str, ...]:
    """Forget what is personal in these orders, in their photos, and in what scans of them were answered.

    Return the digests of pictures that no photo has any more.
    """
    digests: list[str] = []
    for order in orders:
        told = _words(_ADDRESS.all(desk.connection, order_is=order))
        typed = (str(row[0]) for row in _TYPED.all(desk.connection, order_is=order))
        _unsay(desk, order, (*told, *(text for text in dict.fromkeys(typed) if text not in ("", SAID))))
        for statement in _OF_ORDER:
            statement.run(desk.connection, order_is=order)
        words.forget(desk, "order", order)
        digests += photos.forget_order(desk, order)
    return tuple(each for each in dict.fromkeys(digests) if not photos.uses(desk, each))


def told_of(desk: Desk, customer: int, code: str) -> tuple[str, ...]:
    """Return the words by which a record of the customer is known: his names, streets, mails and numbers."""
    rows = (*_OWN.all(desk.connection, customer_is=customer), *_ADDRESSES.all(desk.connection, customer_is=customer))
    return (*_words(rows), *((code,) if len(code) >= SHORTEST_WORD and not code.isdigit() else ()))


def erase_imports(desk: Desk, customer: int, told: Sequence[str]) -> int:
    """Forget what imports keep of the customer; return how many records that were."""
    for word in told:
        for number, report in _REPORTS.all(desk.connection, pattern=f"%{_plain(word)}%"):
            _REPORT.run(desk.connection, id_is=number, text=_without(report, told))
    return rejects.forget_person(desk, customer, told)


def erase_customer(desk: Desk, customer: int) -> None:
    """Forget the customer himself; the row stays, for orders point to it."""
    _NO_MORE.run(desk.connection, customer_is=customer)
    for statement in _NO_WORDS:
        statement.run(desk.connection, customer_is=customer)
    _PAPERS.run(desk.connection, customer_is=customer)
    for statement in _RULES[:-1]:
        statement.run(desk.connection, customer_is=customer)
    _RULES[-1].run(desk.connection, customer_is=customer, at_is=desk.at)
    words.forget(desk, "customer", customer)
    _FORGOTTEN.run(desk.connection, customer_is=customer, to_code=f"{ERASED}{customer}", at=desk.at)


class Papers(NamedTuple):
    """The codes of what papers with a name on them are of: parcels, the manifests that list them, orders."""

    parcels: tuple[str, ...]
    manifests: tuple[str, ...]
    orders: tuple[str, ...]


def papers_of(desk: Desk, customer: int) -> Papers:
    """Return what papers name the customer."""
    asked = (_PARCELS, _MANIFESTS, _ORDERS)
    return Papers(*(tuple(str(row[0]) for row in each.all(desk.connection, customer_is=customer)) for each in asked))


def told_of_order(desk: Desk, order: int) -> tuple[str, ...]:
    """Return the words by which records of an order's addressee are known."""
    return _words(_ADDRESS.all(desk.connection, order_is=order))


def papers_of_order(desk: Desk, order: int) -> Papers:
    """Return what papers name the addressee of an order."""
    asked = (_PARCELS_OF_ORDER, _MANIFESTS_OF_ORDER, _ORDER)
    return Papers(*(tuple(str(row[0]) for row in each.all(desk.connection, order_is=order)) for each in asked))


def _words(rows: Iterable[Any]) -> tuple[str, ...]:
    found = dict.fromkeys(text.strip() for row in rows for text in row)
    return tuple(text for text in found if len(text) >= SHORTEST_WORD)


def _plain(word: str) -> str:
    return word.lower().replace("~", "~~").replace("%", "~%").replace("_", "~_")


def _unsay(desk: Desk, order: int, told: Sequence[str]) -> None:
    """Take what is personal out of the kept answers to scans; a scan sent again is answered without it."""
    if not told:
        return
    for command, outcome in _OUTCOMES.all(desk.connection, order_is=order):
        left = _without(outcome, told)
        if left != outcome:
            _SAY.run(desk.connection, id_is=command, text=left)


def _without(text: str, told: Sequence[str]) -> str:
    """Return JSON text with every string emptied in which one of these words stands."""
    lowered = tuple(word.lower() for word in told)

    def emptied(value: Any) -> Any:  # noqa: ANN401 - JSON
        if isinstance(value, str):
            return "" if any(word in value.lower() for word in lowered) else value
        if isinstance(value, list):
            return [emptied(each) for each in value]
        if isinstance(value, dict):
            return {name: emptied(each) for name, each in value.items()}
        return value

    if not any(word in text.lower() for word in lowered):
        return text
    return json.dumps(emptied(json.loads(text)), ensure_ascii=False, separators=(",", ":"))
