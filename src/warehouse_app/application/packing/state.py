"""What the pack screen shows, read from the database alone: another process at the station resumes at the same line."""

from __future__ import annotations

from dataclasses import replace
from functools import cache

from warehouse_app.application.packing import (
    awaiting,
    boxing,
    capturing,
    instructing,
    linking,
    moving,
    proving,
    walling,
    weighing,
)
from warehouse_app.application.packing.bench_now import After, BenchNow, bench_now
from warehouse_app.application.packing.photographing import PHOTO
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import MAX_EXPECTS, Expect
from warehouse_app.domain.cartons.bench import Boxing
from warehouse_app.domain.packing.asking import CAPTURE, CARRIER, choices_of
from warehouse_app.domain.packing.values import Box, ClosedParcel, OpenLabel, PackLine, PackState, Phase, Stop
from warehouse_app.domain.shipping.states import ParcelState
from warehouse_app.store.desk import Desk
from warehouse_app.store.packing import goods, orders, packs
from warehouse_app.store.packing.orders import Counted, Head
from warehouse_app.store.packing.packs import Pack

_CARDS = 5
"""Places among the expected scans that are kept for command cards."""

REOPEN = "reopen"
"""What the bench remembers while it is asked whether a sealed parcel is to be opened again."""

_TOLD = frozenset({CARRIER, REOPEN, moving.MOVE})
"""Questions at rest whose facts the bench has in mind: whoever comes to it later is asked the same."""

ELSEWHERE = "elsewhere"
"""What a Stop says of a cancelled order whose goods cannot go back where they came from: another tote is scanned."""

NEXT_CODES = MAX_EXPECTS - _CARDS
"""Codes of next items that an answer names."""


def pack_state(desk: Desk, station: str, person: str = "") -> PackState:
    """Return what the pack screen of a station shows, with all lines of the order, by the rules of who stands there; of
    who was there last where nobody is named. For `Runner.ask`.
    """
    desk = replace(desk, who=person) if person else desk
    now = bench_now(desk, station)
    if now.mine is None:
        return shown(desk, now, ())
    state = shown(desk, now, orders.lines(desk, now.mine.order_id), whole=True)
    return replace(state, recipient=orders.recipient(desk, now.mine.order_id), boxes=_boxes(desk, now.mine.order_id))


def _boxes(desk: Desk, order_id: int) -> tuple[Box, ...]:
    return tuple(
        Box(each.parcel, each.n, _how_far(each), each.station, goods.units_in(desk, each.place), each.weight_g)
        for each in packs.of_order(desk, order_id)
    )


def _how_far(pack: Pack) -> str:
    return ParcelState.WAITS.value if pack.parcel_state is ParcelState.WAITS else pack.stage.value


def answered(
    desk: Desk, station: str, touched: tuple[int, ...], closed: int | None, after: After | None = None
) -> PackState:
    """Return what the screen shows after a scan: the touched lines only; a closed parcel is shown once, whole.

    `after` is what is known of the order at hand and of the bench.
    """
    lines = tuple(orders.line(desk, line_id) for line_id in touched)
    now = bench_now(desk, station) if after is None or after.now is None else after.now
    if closed is None:
        return shown(desk, now, lines, after)
    pack = packs.get(desk, closed)
    idle = shown(desk, now, lines if pack is None else proving.marked(desk, pack.order_id, lines))
    return idle if pack is None else replace(_with_order(desk, idle, pack), phase=Phase.CLOSED)


def shown(
    desk: Desk, now: BenchNow, lines: tuple[PackLine, ...], after: After | None = None, *, whole: bool = False
) -> PackState:
    """Return the state of a bench with the given lines. `whole`: with what answers leave out, on a read lane."""
    pack, row = now.mine, now.row
    stop = Stop(row.stop, row.recall("stop") or {}) if row.stop else None
    asked, last = str(row.recall("next") or ""), str(row.recall("said") or "")
    choices = choices_of(row.recall("choices")) if asked else ()
    plain = PackState(now.station, now.phase, lines=lines, asked=asked, last=last, stop=stop, choices=choices)
    if pack is None:
        open_here = packs.without_label(desk, now.station)
        plain = replace(plain, closed=_closed(desk, row.recall("closed")), labels=_labels(desk, open_here))
        plain = replace(plain, wall=walling.shown(desk, now), awaited=awaiting.here(desk, open_here, now.station))
        plain = replace(plain, ask=row.recall("about") or {}) if asked in _TOLD else plain
        return replace(plain, expects=_stopped(stop) or _idle(desk, plain))
    full = replace(
        _with_order(desk, plain, pack, after),
        weigh=weighing.state(desk, now),
        boxing=boxing.state(desk, now, whole=whole),
        tell=instructing.shown(desk, now),
        ask=capturing.question(now) or linking.question(now) or row.recall("about") or {},
    )
    if now.phase is Phase.VERIFYING:
        full = replace(full, lines=proving.told(desk, now, lines), offer=proving.offer(desk, now))
    if now.phase is Phase.APPLYING:
        full = replace(full, labels=_labels(desk, packs.without_label(desk, now.station)))
    return replace(full, expects=_stopped(stop) or (*_digits(full), *_next(desk, pack, now.phase, full))[:MAX_EXPECTS])


def _with_order(desk: Desk, state: PackState, pack: Pack, after: After | None = None) -> PackState:
    head, counted = (after.head, after.counted) if after is not None else _read(desk, pack.order_id)
    return replace(
        state,
        order=head.shown,
        line_count=counted.lines,
        done_units=counted.units.packed,
        total_units=counted.units.picked,
        ordered_units=counted.units.ordered,
        parcel=pack.parcel,
        tracking=pack.tracking,
        weight_g=pack.weight_g,
        people=tuple(packs.person_code(desk, each) for each in dict.fromkeys(pack.people)),
        box=pack.n,
    )


def _labels(desk: Desk, open_here: tuple[Pack, ...]) -> tuple[OpenLabel, ...]:
    return tuple(
        OpenLabel(each.parcel, orders.head(desk, each.order_id).now.code, each.tracking)
        for each in open_here
        if each.parcel_state is ParcelState.SEALED
    )


def _read(desk: Desk, order_id: int) -> tuple[Head, Counted]:
    return orders.head(desk, order_id), orders.counted(desk, order_id)


def _closed(desk: Desk, pack_id: int | None) -> ClosedParcel | None:
    pack = None if pack_id is None else packs.get(desk, pack_id)
    if pack is None:
        return None
    order = orders.head(desk, pack.order_id).now.code
    return ClosedParcel(order, pack.parcel, pack.tracking, goods.units_in(desk, pack.place), pack.weight_g)


def _stopped(stop: Stop | None) -> tuple[Expect, ...]:
    if stop is None:
        return ()
    other = (Expect("tote", ""),) if stop.facts.get("problem") == ELSEWHERE else ()
    return (_card(Card.CONTINUE), *other)


def _digits(state: PackState) -> tuple[Expect, ...]:
    return tuple(Expect("choice", str(each.n)) for each in state.choices)


@cache
def _card(card: Card) -> Expect:
    return Expect("command", word_of(card))


def _idle(desk: Desk, state: PackState) -> tuple[Expect, ...]:
    ready = orders.waiting(desk, state.station, MAX_EXPECTS)
    labels = (*_digits(state), *(Expect("parcel", each.tracking) for each in state.labels))
    if state.asked == REOPEN:
        labels = (_card(Card.CONTINUE), _card(Card.UNDO), *labels)
    if state.wall is not None:
        labels = (*state.wall.expects, *labels)
        if state.wall.phase == "slot":
            return labels[:MAX_EXPECTS]
    seen = dict.fromkeys(Expect("order", order) for _, order in ready)
    totes = tuple(Expect("tote", tote) for tote, _ in ready)
    return (*labels, *totes[: MAX_EXPECTS - min(len(seen), MAX_EXPECTS // 2)], *seen)[:MAX_EXPECTS]


def _box_codes(found: Boxing | None) -> tuple[Expect, ...]:
    """Return a size that is wanted, or the boxes that may be scanned."""
    if found is None:
        return ()
    if found.measure is not None:
        return (Expect("size", found.measure.sku),)
    return tuple(Expect("box", each.codes[0]) for each in found.choices if len(each.boxes) == 1)


def _next(desk: Desk, pack: Pack, phase: Phase, state: PackState) -> tuple[Expect, ...]:
    if phase is Phase.WEIGHING:
        expected = state.weigh.expected_g if state.weigh is not None else None
        weight = Expect("weight", "" if expected is None else f"{expected} g")
        keep = (_card(Card.CONTINUE),) if state.asked == weighing.DIFFERS else ()
        return (weight, *keep, _card(Card.COUNT_AGAIN), _card(Card.UNDO), _card(Card.DAMAGED), _card(Card.PAUSE))
    if phase is Phase.APPLYING:
        asked = (Card.CONTINUE,) if state.asked == REOPEN else ()
        rest = (*asked, Card.PRINT_AGAIN, Card.UNDO, Card.PAUSE)
        return (Expect("parcel", pack.tracking), *(_card(card) for card in rest))
    if phase is Phase.BOXING:
        return (*_box_codes(state.boxing), *(_card(card) for card in (Card.UNDO, Card.DAMAGED, Card.PAUSE)))
    if phase is Phase.PAUSED:
        code = "" if state.order is None else state.order.code
        return (_card(Card.CONTINUE), Expect("order", code))
    if state.asked == moving.MOVE:  # what lies in the tote is no answer to it
        return (_card(Card.UNDO),)
    if state.asked == instructing.INSTRUCTION:
        return (_card(Card.CONTINUE), _card(Card.UNDO), _card(Card.PAUSE))
    if state.asked == PHOTO:
        return (_card(Card.PHOTO), _card(Card.CONTINUE), _card(Card.UNDO), _card(Card.PAUSE))
    wanted = state.ask.get("field") if state.asked == CAPTURE else None
    if wanted:
        return (Expect("value", str(wanted)), *(_card(card) for card in (Card.UNDO, Card.PAUSE)))
    codes = orders.next_codes(desk, pack.order_id, NEXT_CODES) if state.done_units < state.total_units else ()
    items = tuple(Expect("item", code) for code in dict.fromkeys(codes))
    agree = (_card(Card.CONTINUE),) if state.offer is not None else ()
    begun = not goods.is_empty(desk, pack.place)
    early = (Card.DAMAGED, Card.PAUSE)
    cards = (Card.FINISH_SHORT, Card.UNDO, *early, Card.NEXT_BOX) if begun else early
    return (*items[: NEXT_CODES - len(agree)], *agree, *(_card(card) for card in cards))
