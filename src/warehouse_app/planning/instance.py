"""The planner alone, on an instance as a plain dictionary: read strictly, planned, told with the true length of
every tour.

One block only: two cross aisles. Lengths of the instance may have fractions; they are planned in millionths, so that
no sum ever drifts. `depot_entry` is the way between the depot and its cross aisle, walked once out and once back on
every tour. Batches are told by the earliest `due`, then the highest `priority` in them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TypeGuard

from warehouse_app.domain.refusals import Usage
from warehouse_app.planning.block import Block, Spot, shortest_walk, walk_length
from warehouse_app.planning.search.anytime import Budget, search
from warehouse_app.planning.search.values import Job, Limits, OneBlock, Problem

SCALE = 1_000_000
METHOD = "annealing_with_exact_one_block"
_MAX_AISLES = 10_000
_MAX_LENGTH = 1e9


@dataclass(frozen=True, slots=True)
class _Order:
    """One order of an instance; `urgency` sorts the most urgent first."""

    code: str
    size: int
    places: frozenset[str]
    urgency: tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Instance:
    """A checked instance in millionths."""

    block: Block
    spots: Mapping[str, Spot]
    orders: tuple[_Order, ...]
    limits: Limits


def plan_instance(
    instance: object,
    now: Callable[[], float] | None = None,
    budget: Budget = Budget(),  # noqa: B008 - frozen
) -> dict[str, object]:
    """Return the plan of an instance (both in the words of the contract).

    `now` is a clock in seconds for the field `seconds`, 0.0 without it.
    Raises Usage: `instance_invalid` with the field and what is wrong, `not_in_this_version` for other than two cross
    aisles, `order_over_capacity`.
    """
    started = now() if now is not None else 0.0
    asked = _read(instance)
    spots = tuple(tuple({asked.spots[place] for place in order.places}) for order in asked.orders)
    jobs = tuple(Job(units=order.size) for order in asked.orders)
    found = search(Problem(jobs, asked.limits, OneBlock(asked.block, spots)), budget, now=now, prove=True)
    groups = [[asked.orders[n] for n in group] for group in found.groups]
    groups.sort(key=lambda group: (min(order.urgency for order in group), asked.orders.index(group[0])))
    batches, total = [], 0
    for group in groups:
        places, length = _tour(asked, group)
        total += length
        batches.append({"orders": [order.code for order in group], "distance": length / SCALE, "tour": places})
    return {
        "distance": total / SCALE,
        "batches": batches,
        "seconds": round(now() - started, 6) if now is not None else 0.0,
        "steps": found.steps,
        "method": f"{METHOD}_{found.engine}",
        "bound": None if found.bound is None else found.bound / SCALE,
        "gap": None if found.bound is None else _gap(total, found.bound),
    }


def _gap(total: int, bound: int) -> float:
    """Return by how much the plan may be longer than the best there is, as a share of the plan."""
    return round((total - bound) / total, 6) if total else 0.0


def _tour(asked: _Instance, group: list[_Order]) -> tuple[list[str], int]:
    """Return the places of a batch in walking order and the true length of just that walk."""
    wanted = sorted(frozenset().union(*(order.places for order in group)))
    walk = shortest_walk(asked.block, [asked.spots[place] for place in wanted])
    visit = {spot: number for number, spot in enumerate(walk.spots)}
    wanted.sort(key=lambda place: visit[asked.spots[place]])
    return wanted, walk_length(asked.block, [asked.spots[place] for place in wanted])


def _wrong(field: str, problem: str) -> Usage:
    return Usage("instance_invalid", field=field, problem=problem)


def _read(instance: object) -> _Instance:
    """Return the checked instance."""
    whole = _object(instance, "instance")
    layout = _object(whole.get("layout"), "layout")
    block = _block(layout, _length(whole.get("depot_entry", 0), "depot_entry"))
    spots = {}
    for number, place in enumerate(_list(whole.get("places"), "places")):
        field = f"places[{number}]"
        fields = _object(place, field)
        code = _text(fields.get("id"), f"{field}.id")
        if code in spots:
            raise _wrong(f"{field}.id", "twice")
        spots[code] = _spot(block, fields, field)
    capacity = _object(whole.get("capacity", {}), "capacity")
    size = None if capacity.get("size") is None else _size(capacity["size"], "capacity.size")
    if size == 0:
        raise _wrong("capacity.size", "not_a_number_above_zero")
    count = None if capacity.get("orders") is None else _count(capacity["orders"], "capacity.orders")
    orders = _orders(_list(whole.get("orders"), "orders"), spots, size)
    return _Instance(block, spots, orders, Limits(orders=count, units=size))


def _block(layout: Mapping[str, object], entry: int) -> Block:
    """Return the block of the layout."""
    aisles = _count(layout.get("aisles"), "layout.aisles")
    if aisles > _MAX_AISLES:
        raise _wrong("layout.aisles", "too_large")
    step = _length(layout.get("aisle_distance"), "layout.aisle_distance")
    crossings = [_length(at, "layout.cross_aisles") for at in _list(layout.get("cross_aisles"), "layout.cross_aisles")]
    if len(crossings) != 2:  # noqa: PLR2004 - one block has a front and a back
        raise Usage("not_in_this_version", what="cross_aisles", count=len(crossings))
    front, back = sorted(crossings)
    flat = Block(tuple(aisle * step for aisle in range(aisles)), front, back, (0, front), entry)
    depot = _object(layout.get("depot", {"aisle": 0, "at": front / SCALE}), "layout.depot")
    return Block(flat.xs, front, back, _spot(flat, depot, "layout.depot"), entry)


def _spot(block: Block, fields: Mapping[str, object], field: str) -> Spot:
    """Return where a place or the depot is; it lies in an aisle between the two cross aisles."""
    aisle = fields.get("aisle")
    if not _is_whole(aisle) or not 0 <= aisle < len(block.xs):
        raise _wrong(f"{field}.aisle", "no_such_aisle")
    at = _length(fields.get("at"), f"{field}.at")
    if not block.front <= at <= block.back:
        raise _wrong(f"{field}.at", "outside_the_cross_aisles")
    return aisle, at


def _orders(given: list[object], spots: Mapping[str, Spot], size: int | None) -> tuple[_Order, ...]:
    """Return the orders; each fits on a cart."""
    orders: dict[str, _Order] = {}
    for number, order in enumerate(given):
        field = f"orders[{number}]"
        fields = _object(order, field)
        code = _text(fields.get("id"), f"{field}.id")
        if code in orders:
            raise _wrong(f"{field}.id", "twice")
        takes = _size(fields.get("size"), f"{field}.size")
        if size is not None and takes > size:
            raise Usage("order_over_capacity", order=code)
        places = set()
        for line in _list(fields.get("lines", []), f"{field}.lines"):
            place = _text(_object(line, f"{field}.lines").get("place"), f"{field}.lines.place")
            if place not in spots:
                raise _wrong(f"{field}.lines.place", "no_such_place")
            places.add(place)
        orders[code] = _Order(code, takes, frozenset(places), _urgency(fields, field))
    return tuple(orders.values())


def _urgency(fields: Mapping[str, object], field: str) -> tuple[float, float]:
    """Return what sorts the most urgent first: due (seconds, or a time as text; none is last), then priority."""
    due, priority = fields.get("due"), fields.get("priority", 0)
    if not isinstance(priority, int | float) or isinstance(priority, bool) or priority != priority:  # noqa: PLR0124
        raise _wrong(f"{field}.priority", "not_a_number")
    if due is None:
        return float("inf"), -priority
    if isinstance(due, str):
        try:
            time = datetime.fromisoformat(due)
            return (time if time.tzinfo is not None else time.replace(tzinfo=UTC)).timestamp(), -priority
        except (ValueError, OverflowError):
            raise _wrong(f"{field}.due", "not_a_time") from None
    if not isinstance(due, int | float) or isinstance(due, bool) or due != due:  # noqa: PLR0124
        raise _wrong(f"{field}.due", "not_a_time")
    return float(due), -priority


def _object(value: object, field: str) -> Mapping[str, object]:
    if not isinstance(value, Mapping):
        raise _wrong(field, "not_an_object")
    return value


def _list(value: object, field: str) -> list[object]:
    if not isinstance(value, list):
        raise _wrong(field, "not_a_list")
    return value


def _text(value: object, field: str) -> str:
    if not isinstance(value, str) or not value:
        raise _wrong(field, "not_a_name")
    return value


def _is_whole(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool)


def _count(value: object, field: str) -> int:
    if not _is_whole(value) or value < 1:
        raise _wrong(field, "not_a_number_above_zero")
    return value


def _length(value: object, field: str) -> int:
    """Return a length at or above zero in millionths."""
    if not isinstance(value, int | float) or isinstance(value, bool) or not 0 <= value <= _MAX_LENGTH:
        raise _wrong(field, "not_a_length")
    return round(value * SCALE)


def _size(value: object, field: str) -> int:
    """Return a size at or above zero in millionths; any unit that adds up."""
    return _length(value, field)
