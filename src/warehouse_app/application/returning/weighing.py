"""A parcel weighed as it lies on the table: by the scale, or as somebody types it. It is told, never asked for.

A weight that is far off what was sent is a hint that the box is empty, or that something is missing or else is in it.
"""

from __future__ import annotations

from dataclasses import replace

from warehouse_app.application.floorwork import Facts, FloorDeed, is_code
from warehouse_app.application.returning.here import Here, ReturnScan
from warehouse_app.application.settings import value_of
from warehouse_app.domain.changes import Touched
from warehouse_app.domain.devices.weights import Weight, is_weight
from warehouse_app.domain.packing import weighing
from warehouse_app.domain.receiving.refusals import AnswerFirst
from warehouse_app.domain.refusals import Refused
from warehouse_app.domain.returning.states import HERE, UnitState
from warehouse_app.domain.returning.values import ReturnHead
from warehouse_app.domain.returning.weighing import Hint, Seen, expected_of, seen
from warehouse_app.store.desk import Desk
from warehouse_app.store.returning import cases, rules, units, weights

WEIGH = "returns.weigh"
"""The setting: a table says that a parcel was not weighed yet."""

WEIGHED = "weighed"
"""What the story of a return says of it."""


def asked_for(desk: Desk, station: str, head: ReturnHead) -> bool:
    """Say whether a parcel is weighed: its table does so, or its policy asks for it; it is settled all the same."""
    return value_of(desk, WEIGH, station) == "on" or rules.policy_of(desk, head).weigh


def read(desk: Desk, scan: ReturnScan, at: Here) -> Weight | None:
    """Return the weight of a shot: the scale's, or one typed with its unit; a product that is called so is none."""
    if scan.weight is not None:
        return scan.weight
    if at.question or not is_weight(scan.text) or is_code(desk, scan.text):
        return None
    return weighing.read_typed(scan.text)


def weigh(desk: Desk, at: Here, weight: Weight) -> FloorDeed:
    """Keep what the parcel weighs, and say what it tells.

    Raises Refused (NoReturnOpen, AnswerFirst, WeightNotTaken).
    """
    head = at.open()
    if at.question:
        raise Refused(AnswerFirst(at.question))
    refusal = weighing.judged(weight)
    if refusal is not None:
        raise Refused(refusal)
    before, grams = head.weight_g, int(weight.grams or 0)
    cases.note(desk, head.id, weight_g=grams)
    cases.tell(desk, head.id, WEIGHED, f"{grams} g")
    desk.touch(Touched.RETURN)
    found = look(desk, head, grams)
    facts: Facts = {"return": head.code, "grams": grams, "expected": found.expected_g or 0, "off": found.off_g}
    told = found.hint in (Hint.EMPTY, Hint.LIGHT, Hint.HEAVY)
    code = f"return_weighed_{found.hint.value}" if told else "return_weighed"
    return FloorDeed(code, facts, row=at.did("weigh", grams=before), order_id=head.order_id)


def look(desk: Desk, head: ReturnHead, grams: int) -> Seen:
    """Return what a weight says of what is thought to be in the parcel: all that is expected, or here, of its order."""
    mine = [each for each in units.of_return(desk, head.id) if each.state is not UnitState.MISSING]
    if head.order_id is None:
        return Seen(grams)
    left = weights.sent(desk, head.order_id)
    whole = sum(each.qty for each in mine if each.line_id is not None) >= left.units > 0
    goods = weights.goods_g(desk, mine) if mine else None
    found = seen(grams, expected_of(goods, left.box_g, left.grams, whole=whole), left.box_g)
    something = found.hint is Hint.EMPTY and any(each.state in HERE for each in mine)
    return replace(found, hint=Hint.LIGHT) if something else found
