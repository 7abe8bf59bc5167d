"""What to release now: the open orders, what time they need, what the floor has room for, and who will be late."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime

from warehouse_app.application.carts import capacity_of
from warehouse_app.domain.releasing.channels import Channel, Mode, Traits, channel_of
from warehouse_app.domain.releasing.cutoffs import CutOffs
from warehouse_app.domain.releasing.estimates import DEFAULT_PACK, DEFAULT_PICK, Pace, pace
from warehouse_app.domain.releasing.judge import Crew, Job, Room, Verdict, Why, judge
from warehouse_app.domain.releasing.values import Limit
from warehouse_app.planning.batching import CartCapacity
from warehouse_app.ports.clock import iso
from warehouse_app.store import plannable, releasing
from warehouse_app.store.desk import Desk
from warehouse_app.store.releasing import Load, Waiting

MOST_LOOKED_AT = 5_000
"""Open orders that are looked at, those that leave first."""


@dataclass(frozen=True, slots=True)
class Asked:
    """For what a proposal is made. `end`: orders that leave by then count as today's ("": the warehouse's midnight).

    `pickers`, `packers` None: as many as work now, one at least; `shift` moves the cut-offs of a service by minutes;
    `capacity` None: the cart of the settings.
    """

    warehouse: str
    now: str
    end: str = ""
    channel: str | None = None
    only_today: bool = True
    unlimited: bool = False
    pickers: int | None = None
    packers: int | None = None
    shift: Mapping[str, int] = field(default_factory=dict)
    capacity: CartCapacity | None = None

    def cart(self, desk: Desk) -> CartCapacity:
        """Return what a cart holds."""
        return capacity_of(desk) if self.capacity is None else self.capacity


@dataclass(frozen=True, slots=True)
class Proposal:
    """What the judge says, and what it was told. `channels`: order -> channel, of those to be released.

    `planned` batches, with how many orders, were planned by hand and wait to be released.
    """

    asked: Asked
    verdict: Verdict
    channels: Mapping[int, str]
    pick: Pace
    pack: Pace
    crew: Crew
    load: Load
    room: Room
    looked_at: int
    planned: tuple[int, int] = (0, 0)
    titles: Mapping[str, str] = field(default_factory=dict)
    """What people call the channels."""

    @property
    def orders(self) -> tuple[int, ...]:
        """Return the orders to release, first things first."""
        return tuple(job.order_id for job in self.verdict.release)


def cut_offs_for(desk: Desk, asked: Asked) -> CutOffs:
    """Return the cut-offs of a warehouse, moved as asked."""
    found = releasing.cut_offs_of(desk, asked.warehouse)
    for service, minutes in asked.shift.items():
        found = found.shifted(service, minutes)
    return found


def _is_due(asked: Asked, job: Job, channel: Channel | None, code: str) -> bool:
    """Tell whether an order is asked for: its channel by name, or any whose time has come."""
    if asked.channel is not None:
        return code == asked.channel
    if channel is None or channel.mode is not Mode.WAVE or not channel.lead_min:
        return True
    return job.until <= channel.lead_min * 60


def day_end(offs: CutOffs, now: str) -> str:
    """Return the end of the day that a warehouse has now."""
    local = datetime.fromisoformat(now).astimezone(offs.zone).replace(hour=23, minute=59, second=59, microsecond=0)
    return iso(local.astimezone(UTC))


def propose(desk: Desk, asked: Asked) -> Proposal:
    """Return what to release now in one warehouse."""
    offs = cut_offs_for(desk, asked)
    asked = asked if asked.end else replace(asked, end=day_end(offs, asked.now))
    channels = releasing.channels(desk)
    pick = pace(releasing.picked_lately(desk, asked.warehouse), DEFAULT_PICK)
    pack = pace(releasing.packed_lately(desk, asked.warehouse), DEFAULT_PACK)
    load = releasing.load(desk, asked.warehouse)
    crew = Crew(
        max(1, load.pickers if asked.pickers is None else asked.pickers),
        max(1, load.packers if asked.packers is None else asked.packers),
        pick.seconds(load.to_pick),
        pack.seconds(load.to_pick + load.in_totes),
    )
    found = releasing.waiting(desk, asked.warehouse, MOST_LOOKED_AT)
    jobs, of = _jobs(desk, asked, found, (pick, pack), channels, offs)
    limits = [each for each in releasing.limits(desk) if each.warehouse == asked.warehouse]
    room = _room(asked, limits, load, asked.cart(desk).slots)
    horizon = _seconds(asked.now, asked.end)
    rules = {each.code: each for each in channels}
    chosen = [job for job in jobs if _is_due(asked, job, rules.get(of[job.order_id]), of[job.order_id])]
    wanted = [job for job in chosen if not asked.only_today or job.until <= horizon or job.priority > 0]
    verdict = judge(wanted, crew, room, horizon)
    waiting = releasing.planned(desk, asked.warehouse)
    titles = {each.code: each.title for each in channels}
    return Proposal(asked, verdict, of, pick, pack, crew, load, room, len(found), waiting, titles)


def _jobs(
    desk: Desk,
    asked: Asked,
    found: Sequence[Waiting],
    paces: tuple[Pace, Pace],
    channels: Sequence[Channel],
    offs: CutOffs,
) -> tuple[list[Job], dict[int, str]]:
    ids = [each.id for each in found]
    facts = plannable.facts_of(desk, ids)
    zones = releasing.zones_of(desk, ids) if any(each.zone for each in channels) or _zoned(desk, asked) else {}
    jobs, of = list[Job](), dict[int, str]()
    waves = {each.code for each in channels if each.mode is Mode.WAVE}
    for each in found:
        why = facts.why(each.id)
        if why in ("picked", "in_batch"):
            continue  # the floor has it already
        deadline = offs.deadline(each.ship_by, each.service)
        due = _seconds(asked.now, deadline) if deadline else None
        units = sum(max(0, need.wanted) for need in facts.needs.get(each.id, ()))
        job_zones = zones.get(each.id, {})
        code = facts.code(each.id)
        seconds = (paces[0].seconds(units), paces[1].seconds(units))
        of[each.id] = channel_of(channels, _traits(asked, each, deadline, job_zones, offs))
        whole = of[each.id] in waves
        jobs.append(Job(each.id, code, due, *seconds, units, each.priority, _why(why), job_zones, whole))
    return jobs, of


def _traits(asked: Asked, each: Waiting, deadline: str, zones: Mapping[str, int], offs: CutOffs) -> Traits:
    days = _days(asked.now, deadline, offs) if deadline else 10_000
    return Traits(
        asked.warehouse, each.sales, each.service, each.priority, days, next(iter(zones)) if len(zones) == 1 else ""
    )


def _days(now: str, moment: str, offs: CutOffs) -> int:
    days = [datetime.fromisoformat(each).astimezone(offs.zone).date() for each in (now, moment)]
    return (days[1] - days[0]).days


def _why(code: str) -> str:
    return code if code in ("", "held", "not_paid") else Why.SHORT.value


def _zoned(desk: Desk, asked: Asked) -> bool:
    return any(limit.zone for limit in releasing.limits(desk) if limit.warehouse == asked.warehouse)


def _room(asked: Asked, limits: Sequence[Limit], load: Load, slots: int) -> Room:
    """Return what the floor may still take on."""
    if asked.unlimited:
        return Room(orders_a_batch=slots)
    whole = next((each for each in limits if not each.zone), Limit(asked.warehouse))
    batches = None if whole.batches is None else max(0, whole.batches - load.batches)
    units = None if whole.units is None else max(0, whole.units - load.to_pick)
    zones = {
        each.zone: max(0, each.units - load.zones.get(each.zone, 0))
        for each in limits
        if each.zone and each.units is not None
    }
    return Room(batches, units, zones, slots, empty=load.to_pick == 0)


def _seconds(begin: str, end: str) -> int:
    return round((datetime.fromisoformat(end) - datetime.fromisoformat(begin)).total_seconds())
