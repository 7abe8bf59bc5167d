"""What a returns bench shows: the parcel on the table, its units with the one in hand, and the one question."""

from __future__ import annotations

from collections.abc import Sequence

from warehouse_app.application.floorwork import continue_first, stop_of
from warehouse_app.application.returning import asking, finishing, weighing
from warehouse_app.application.returning.here import HAND, LAST, WORK, Here, hand_of, here, house
from warehouse_app.domain.barcodes.commands import Command as Card
from warehouse_app.domain.barcodes.commands import word_of
from warehouse_app.domain.bench import Expect
from warehouse_app.domain.floorwork import MAX_LINES, FloorLine
from warehouse_app.domain.photos import About, PhotoRow
from warehouse_app.domain.returning.intake import PHOTOS, BenchReturn, BenchUnit, IntakeState
from warehouse_app.domain.returning.states import HERE, UnitState
from warehouse_app.domain.returning.values import Policy, Unit
from warehouse_app.store import photos, products
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, claims, rules, slots, sources, units

MOST_PARKED = 40
"""Parked parcels that a free bench shows."""

_ALWAYS = (Card.UNDO, Card.SHORT, Card.DAMAGED, Card.PHOTO, Card.PAUSE)
_OF_HAND = (Card.ISSUE, Card.CHANGE, Card.SKIP, Card.PREVIOUS)


def state(desk: Desk, station: str) -> IntakeState:
    """Return what a station shows."""
    at = here(desk, station)
    if at.head is None:
        return _free(desk, at)
    mine = units.of_return(desk, at.head.id)
    taken = photos.of_return(desk, at.head.id)
    hand = hand_of(desk, at)
    shown = tuple(_units(desk, at, mine[:MAX_LINES], taken, hand))
    lines = _lines(mine)
    return IntakeState(
        station,
        WORK.value,
        phase=_phase(at, mine, hand),
        about=at.head.code,
        ask=dict(at.facts) if at.question else _in_hand(hand),
        facts={"return": at.head.code, "order": _order(desk, at), "kind": at.head.kind.value},
        lines=lines[:MAX_LINES],
        more=max(0, len(mine) - MAX_LINES),
        choices=asking.choices(at) if at.question else (),
        done=sum(each.qty for each in mine if each.state in (*HERE, UnitState.SETTLED)),
        wanted=sum(each.qty for each in mine if each.state is not UnitState.MISSING),
        last=str(at.row.recall("said") or ""),
        at=str(at.row.recall(LAST) or ""),
        stop=stop_of(at.row),
        expects=_expects(at, mine, hand),
        open=_return(desk, at, taken),
        units=shown,
        preview=None if at.question or at.row.stop else finishing.preview(desk, at),
    )


def _free(desk: Desk, at: Here) -> IntakeState:
    """Return the state of a free bench: what waits in its slots, and what is asked of a parcel nobody opened."""
    parked = slots.parked(desk, house(desk, at), MOST_PARKED)
    lines = tuple(FloorLine(code, "", slot, mark="blind" if kind == "blind" else "") for slot, _, code, kind in parked)
    return IntakeState(
        at.station,
        WORK.value,
        phase=at.question or "idle",
        ask=dict(at.facts),
        facts={"parked": len(parked)},
        lines=lines,
        choices=asking.choices(at),
        last=str(at.row.recall("said") or ""),
        stop=stop_of(at.row),
        expects=_expects(at, (), None),
    )


def _order(desk: Desk, at: Here) -> str:
    assert at.head is not None, "a return on the table"
    return "" if at.head.order_id is None else sources.order(desk, at.head.order_id).code


def _in_hand(hand: Unit | None) -> dict[str, str | int | bool | None]:
    return {} if hand is None else {"sku": hand.sku, "name": hand.name or hand.sku, "qty": hand.qty}


def _phase(at: Here, mine: Sequence[Unit], hand: Unit | None) -> str:
    if at.question:
        return at.question
    if hand is not None and hand.state is UnitState.RECEIVED:
        return "grade"
    if any(each.state is UnitState.EXPECTED for each in mine):
        return "item"
    ready = any(each.state is UnitState.GRADED for each in mine) or (at.head is not None and at.head.empty)
    return "ready" if ready and not any(each.state is UnitState.RECEIVED for each in mine) else "item"


def _units(desk: Desk, at: Here, mine: Sequence[Unit], taken: Sequence[PhotoRow], hand: Unit | None) -> list[BenchUnit]:
    assert at.head is not None, "a return on the table"
    policy = rules.policy_of(desk, at.head)
    counts: dict[int, int] = {}
    for each in taken:
        if each.about is About.RETURN_UNIT:
            counts[each.ref] = counts.get(each.ref, 0) + 1
    reasons = {each.id: each.code for each in rules.reasons(desk, dropped=True)} if _any_reason(mine) else {}
    pictures = {each.sku: _picture(desk, each) for each in mine}
    return [_unit(each, policy, counts.get(each.id, 0), reasons, pictures[each.sku], hand) for each in mine]


def _any_reason(mine: Sequence[Unit]) -> bool:
    return any(each.reason_id is not None for each in mine)


def _picture(desk: Desk, unit: Unit) -> str:
    product = None if unit.product_id is None else products.find(desk, unit.sku)
    return "" if product is None else product.picture


def _unit(
    each: Unit, policy: Policy, taken: int, reasons: dict[int, str], picture: str, hand: Unit | None
) -> BenchUnit:
    wants = each.grade is not None and policy.rule(each.grade).photo and not taken
    return BenchUnit(
        each.id, each.sku, each.name, each.qty, each.state.value, each.lot, each.serial,
        "" if each.grade is None else each.grade.value, each.finding.value,
        "" if each.disposition is None else each.disposition.value, each.why, each.note,
        reasons.get(each.reason_id or 0, ""), "" if each.outcome is None else each.outcome.value,
        taken, wants, hand is not None and hand.id == each.id, picture,
    )  # fmt: skip


def _lines(mine: Sequence[Unit]) -> tuple[FloorLine, ...]:
    """Return one line a product: so many of them are here, of so many."""
    found: dict[str, FloorLine] = {}
    for each in mine:
        if each.state is UnitState.MISSING:
            continue
        known = found.get(each.sku) or FloorLine(each.sku, each.name)
        came = 0 if each.state is UnitState.EXPECTED else each.qty
        found[each.sku] = FloorLine(each.sku, each.name, "", known.done + came, known.wanted + each.qty)
    return tuple(found.values())


def _return(desk: Desk, at: Here, taken: Sequence[PhotoRow]) -> BenchReturn:
    head = at.head
    assert head is not None, "a return on the table"
    parcel = None if head.parcel_id is None else sources.parcel(desk, head.parcel_id)
    customer = "" if head.customer_id is None else sources.customer(desk, head.customer_id)
    weighed = None if head.weight_g is None else weighing.look(desk, head, head.weight_g)
    drafts = [each.deadline for each in claims.of_return(desk, head.id)] if head.damaged or head.empty else []
    return BenchReturn(
        head.id, head.code, head.kind.value, head.state.value, _order(desk, at), customer,
        "" if parcel is None else parcel.code, head.carrier or ("" if parcel is None else parcel.carrier),
        head.tracking or ("" if parcel is None else parcel.tracking), head.weight_g, head.expires_on, head.damaged,
        head.empty, max(drafts, default=""), "" if head.outcome is None else head.outcome.value, head.override,
        tuple(each.digest for each in taken if each.about is About.RETURN), cases.words_of(desk, head.id)[0],
        weighing.asked_for(desk, at.station, head), None if weighed is None else weighed.expected_g,
        "" if weighed is None else weighed.hint.value,
    )  # fmt: skip


def _expects(at: Here, mine: Sequence[Unit], hand: Unit | None) -> tuple[Expect, ...]:
    if at.row.stop:
        return continue_first()
    if at.question:
        keys = tuple(Expect("choice", each.key) for each in asking.choices(at))
        typed: tuple[Expect, ...] = (Expect("slot", str(at.facts["slot"])),) if at.question == "slot" else ()
        typed += (Expect("text", ""),) if at.question in asking.TEXTS - {"slot"} else ()
        typed += (Expect("item", ""),) if at.question == "variant" else ()
        typed += _cards(Card.PHOTO, Card.CONTINUE) if at.question in PHOTOS else ()
        return (*keys, *typed, *_cards(Card.UNDO))
    if at.head is None:
        back = () if at.row.recall(finishing.SETTLED) is None else _cards(Card.UNDO)
        return (Expect("return", ""), Expect("parcel", ""), Expect("order", ""), Expect("item", ""), *back)
    cards = [*_ALWAYS, Card.OUTCOME]
    if hand is not None:
        cards += _OF_HAND if at.row.recall(HAND) else ()
        cards += (Card.PRINT_AGAIN,) if hand.grade is not None else ()
    if any(each.state in HERE for each in mine) or at.head.empty:
        cards.append(Card.DONE)
    grades = (Expect("grade", "1-6"),) if hand is not None else ()
    expected = [Expect("item", each.sku) for each in mine if each.state is UnitState.EXPECTED][:3]
    return (*(expected or [Expect("item", "")]), *grades, *_cards(*cards))


def _cards(*cards: Card) -> tuple[Expect, ...]:
    return tuple(Expect("command", word_of(each)) for each in cards)
