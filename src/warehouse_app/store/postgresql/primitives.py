"""The primitives of the ledger as functions of the database: one round trip each, the same answers as step by step.

What they refuse comes back as a small JSON value; the caller goes back to his savepoint, as after any refusal.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from warehouse_app.domain.items import Item
from warehouse_app.domain.ledger.entries import Entry, Leg
from warehouse_app.domain.ledger.promises import (
    WHOLE_POOL,
    NoSuchPromise,
    NotAvailable,
    PoolKey,
    Promise,
    PromiseId,
    Purpose,
    Scope,
)
from warehouse_app.domain.ledger.rules import NotEnough, OtherContent, PoolShort
from warehouse_app.domain.places import PlaceId, PlaceKind
from warehouse_app.domain.refusals import Refused
from warehouse_app.store import items, places
from warehouse_app.store.desk import Desk
from warehouse_app.store.postgresql.link import link_of
from warehouse_app.store.postgresql.wire import Reply

_POST = (
    "SELECT post(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s::bigint[], %s::bigint[], %s::bigint[], %s::bigint[],"
    " %s::bigint[], %s::bigint[], %s::bigint[])"
)
_POST_SURELY = f"SELECT answer, 1 / (answer ->> 'seq' IS NOT NULL)::int FROM ({_POST} AS answer) AS posted"  # noqa: S608
"""The same, sure that nothing is refused: a refusal is an error, and nothing behind it is done, COMMIT least of all."""
_PROMISE = "SELECT promise(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
_NARROW = "SELECT narrow(%s, %s, %s, %s, %s, %s, %s)"
_RELEASE = "SELECT release(%s, %s, %s, %s, %s)"
_POSTED = frozenset({"entry", "leg", "promise", "promise_log", "pool", "balance"})
"""The tables that `post` changes."""

Answer = Mapping[str, Any]


def is_plain(desk: Desk, legs: Sequence[Leg]) -> bool:
    """Tell whether `post` knows such an entry: goods without serial numbers, and no place that is an LPN."""
    return all(
        not leg.item.serial
        and not leg.item.is_container
        and places.get(desk, leg.source).kind is not PlaceKind.LPN
        and places.get(desk, leg.target).kind is not PlaceKind.LPN
        for leg in legs
    )


def post(desk: Desk, entry: Entry, content: str, consume: Mapping[PromiseId, int]) -> tuple[int, bool]:
    """Post a plain entry; return its number and whether it was there already. Raises Refused, ValueError."""
    values, told = _posting(desk, entry, content, consume)
    answer = told(link_of(desk.connection).ask(_POST, values, _POSTED))
    return int(answer["seq"]), bool(answer.get("replayed"))


def post_soon(desk: Desk, entry: Entry, content: str, consume: Mapping[PromiseId, int]) -> None:
    """Post a plain entry with the next question, or with COMMIT; a refusal comes up there.

    It is seldom: what the entry takes was read in the same unit of work. So COMMIT does not wait for the answer, and
    after a refusal the unit of work is run again, carefully.
    """
    values, told = _posting(desk, entry, content, consume)
    link = link_of(desk.connection)
    words = _POST if link.careful else _POST_SURELY
    link.keep(words, values, told, _POSTED, sure=not link.careful)


def _posting(
    desk: Desk, entry: Entry, content: str, consume: Mapping[PromiseId, int]
) -> tuple[tuple[Any, ...], Callable[[Reply], Answer]]:
    numbers = {items.number(desk, leg.item): leg.item for leg in entry.legs}
    of_item = {item: number for number, item in numbers.items()}
    used = sorted(consume.items())
    values = (
        *(entry.id, entry.kind.value, desk.at, desk.who, desk.station, entry.why, desk.command_id, entry.reverses),
        content,
        [of_item[leg.item] for leg in entry.legs],
        [leg.source for leg in entry.legs],
        [leg.target for leg in entry.legs],
        [leg.qty for leg in entry.legs],
        [leg.line for leg in entry.legs],
        [promise for promise, _ in used],
        [qty for _, qty in used],
    )
    codes = {place: places.get(desk, place).code for leg in entry.legs for place in (leg.source, leg.target)}

    def told(reply: Reply) -> Answer:
        answer = _first(reply)
        if "seq" not in answer:
            _refuse(answer, entry, numbers, codes)
        return answer

    return values, told


def _refuse(answer: Answer, entry: Entry, numbers: Mapping[int, Item], codes: Mapping[PlaceId, str]) -> None:
    if "other" in answer:
        raise Refused(OtherContent(entry.id))
    if "gone" in answer:
        raise Refused(NoSuchPromise(PromiseId(answer["gone"]), answer["qty"]))
    if "short" in answer:
        raise Refused(PoolShort(answer["short"], answer["warehouse"], answer["on_hand"], answer["promised"]))
    if "lacks" in answer:
        sku, code = numbers[answer["item"]].sku, codes[answer["lacks"]]
        raise Refused(NotEnough(sku, code, answer["asked"], answer["on_hand"], answer["held"]))
    raise ValueError(answer["bug"])


def promise(desk: Desk, wanted: Promise, pool_of_place: str | None) -> PromiseId:
    """Set stock aside; `wanted` is in the one form of its scope. Raises Refused(NotAvailable)."""
    pool = wanted.pool
    values = (
        *(wanted.purpose.value, wanted.ref, wanted.scope.value, pool.warehouse, pool.owner, pool.sku, pool.grade),
        *(pool.lot, wanted.place, None if wanted.item is None else items.number(desk, wanted.item), wanted.qty),
        *(wanted.rank, wanted.expires, int(wanted.lot_asked), pool_of_place, desk.at, desk.command_id),
    )
    answer = _ask(desk, _PROMISE, values)
    if "short" in answer:
        raise Refused(NotAvailable(pool.sku, answer["short"], wanted.qty, answer["free"]))
    return PromiseId(answer["id"])


Narrowing = tuple[PromiseId, int, tuple[PlaceId, Item], str | None]
"""How many of which promise are narrowed to which cell, and the warehouse whose pools count it."""

_NARROWED = frozenset({"promise", "promise_log", "pool", "balance"})
"""The tables that `narrow` changes."""


def narrow(desk: Desk, old: PromiseId, qty: int, cell: tuple[PlaceId, Item], pool_of_place: str | None) -> Promise:
    """Narrow a part of a promise to one cell. Raises Refused (NoSuchPromise, NotAvailable)."""
    return _narrowed(_ask(desk, _NARROW, _narrowing(desk, (old, qty, cell, pool_of_place))), old, qty, cell)


def narrow_all(desk: Desk, wanted: Sequence[Narrowing]) -> list[Promise]:
    """Narrow many in one round trip. Raises Refused at the first that cannot be."""
    link = link_of(desk.connection)
    link.unforesee(_NARROWED)
    replies = link.ask_all([(_NARROW, _narrowing(desk, each)) for each in wanted])
    return [_narrowed(_first(reply), *each[:3]) for reply, each in zip(replies, wanted, strict=True)]


def _narrowing(desk: Desk, wanted: Narrowing) -> tuple[Any, ...]:
    old, qty, (place, item), pool_of_place = wanted
    return (old, qty, place, pool_of_place, items.number(desk, item), desk.at, desk.command_id)


def _narrowed(got: Answer, old: PromiseId, qty: int, cell: tuple[PlaceId, Item]) -> Promise:
    place, item = cell
    if "gone" in got:
        raise Refused(NoSuchPromise(old, qty))
    if "short" in got:
        raise Refused(NotAvailable(item.sku, got["short"], qty, got["free"]))
    pool = PoolKey(got["warehouse"], got["sku"], got["owner"], got["grade"], got["lot"] or WHOLE_POOL)
    made, purpose = PromiseId(got["id"]), Purpose(got["purpose"])
    asked = bool(got["lot_asked"])
    return Promise(made, purpose, got["ref"], Scope.CELL, pool, qty, got["rank"], place, item, got["expires"], asked)


def release(desk: Desk, old: PromiseId, qty: int, why: str) -> None:
    """Give a part of a promise back. Raises Refused(NoSuchPromise)."""
    answer = _ask(desk, _RELEASE, (old, qty, why, desk.at, desk.command_id))
    if "gone" in answer:
        raise Refused(NoSuchPromise(old, qty))
    if "bug" in answer:
        raise ValueError(answer["bug"])


def _ask(desk: Desk, words: str, values: Sequence[Any]) -> Answer:
    return _first(link_of(desk.connection).ask(words, values))


def _first(reply: Reply) -> Answer:
    row = reply.fetchone()
    assert row is not None, "a function answers"
    answer: Answer = row[0]
    return answer
